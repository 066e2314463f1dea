package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// given is an account that was made on a panel.
type given struct {
	id       int64
	password string
	expires  time.Time
}

// gift is an offer at one of the providers, and its panel.
type gift struct {
	t       *testing.T
	ops     func() *ops.Ops
	store   func() *storage.Store
	wire    *wire
	death   *death
	file    string
	now     func() time.Time
	pass    func(time.Duration)
	restart func()
	offer   storage.Offer
	made    func() map[string]given          // on the panel
	add     func(name string)                // somebody else's, on the panel
	fail    func(after bool, nth, times int) // answers of creations are lost, or their requests
	heal    func()
	broke   func(bool) // the panel makes nothing: no funds, or the key was revoked
	stopped func(name string) bool
	endless func(times int) // VPNresellers: ends of accounts are not set
	batch   int             // how many claims of a panel are taken up at once; 0: all
}

// gifts are the kinds of them.
func gifts() map[string]func(*testing.T) *gift {
	return map[string]func(*testing.T) *gift{ops.Servex: givesClients, ops.VPNResellers: givesAccounts}
}

func givesClients(t *testing.T) *gift {
	w := newWorld(t)
	g := &gift{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, death: &w.death, file: w.file, now: w.Now, pass: w.pass, restart: w.restart,
		offer: storage.Offer{Provider: ops.Servex, Category: w.place, Minutes: 120},
		made: func() map[string]given {
			all := map[string]given{}
			for _, c := range w.panel.Clients() {
				if c.ID != w.ana.ID && !strings.HasPrefix(c.Username, "other") {
					all[c.Username] = given{c.ID, c.Password, c.Expires}
				}
			}
			return all
		},
		add: func(name string) {
			w.panel.AddClient(sandbox.ServexClient{Username: name, CategoryID: w.place, OwnerID: 42, Expires: w.Now().AddDate(0, 1, 0)})
		},
		fail: func(after bool, _, times int) {
			kind := map[bool]sandbox.ServexFaultKind{false: sandbox.ServexCutBefore, true: sandbox.ServexCutAfter}[after]
			w.panel.Fail(sandbox.ServexFault{Method: http.MethodPost, Kind: kind, Times: times})
		},
		heal: w.panel.Heal,
		broke: func(broke bool) {
			if broke {
				w.panel.RevokeKey(ourKey)
			} else {
				w.panel.AddKey(ourKey, false, 42)
			}
		},
		stopped: func(name string) bool {
			for _, c := range w.panel.Clients() {
				if c.Username == name {
					return c.Suspended
				}
			}
			return false
		},
	}
	g.save()
	return g
}

func givesAccounts(t *testing.T) *gift {
	w := newTunnels(t)
	w.panel.SetBalance(ourKey, "1000")
	g := &gift{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, death: &w.death, file: w.file, now: w.Now, pass: w.pass, restart: w.restart,
		offer: storage.Offer{Provider: ops.VPNResellers, Days: 2},
		made: func() map[string]given {
			all := map[string]given{}
			for _, a := range w.panel.Accounts() {
				if a.ID != w.ana && !strings.HasPrefix(a.Username, "other") {
					all[a.Username] = given{a.ID, a.Password, a.Expires}
				}
			}
			return all
		},
		add: func(name string) {
			w.panel.AddAccount(sandbox.VPNAccount{User: w.account("ana").User, Username: name, Password: "somebodys", Expires: saleEnd()})
		},
		fail: func(after bool, skip, times int) {
			kind := map[bool]sandbox.VPNFaultKind{false: sandbox.VPNCutBefore, true: sandbox.VPNCutAfter}[after]
			w.panel.Fail(sandbox.VPNFault{Method: http.MethodPost, Path: "accounts", Skip: skip, Kind: kind, Times: times})
		},
		heal: w.panel.Heal,
		broke: func(broke bool) {
			w.panel.SetBalance(ourKey, map[bool]string{true: "0", false: "1000"}[broke])
		},
		stopped: func(name string) bool { return w.account(name).Disabled },
		endless: func(times int) {
			w.panel.Fail(sandbox.VPNFault{Method: http.MethodPut, Path: "accounts/{id}/expire", Kind: sandbox.VPN500, Times: times})
		},
	}
	g.save()
	return g
}

func (g *gift) save() {
	g.t.Helper()
	g.offer.Chat, g.offer.By, g.offer.Lang, g.offer.Name, g.offer.PerPerson, g.offer.On = ourChat, 1, "en", "Trial", 1, true
	g.change(func(*storage.Offer) {})
}

func (g *gift) change(change func(*storage.Offer)) {
	g.t.Helper()
	change(&g.offer)
	saved, err := g.ops().SaveOffer(g.t.Context(), g.offer)
	if err != nil {
		g.t.Fatal(err)
	}
	g.offer = saved
}

func (g *gift) update(f func(*storage.Tx) error) {
	g.t.Helper()
	if err := g.store().Update(g.t.Context(), f); err != nil {
		g.t.Fatal(err)
	}
}

// claims is a person's tap.
func (g *gift) claims(ctx context.Context, person int64, key string) (storage.Claim, ops.Refusal, error) {
	a := by(person)
	a.Key = key
	return g.ops().ClaimOffer(ctx, a, g.offer.ID, ops.NotAsked)
}

// claim is a tap that goes well.
func (g *gift) claim(person int64) storage.Claim {
	g.t.Helper()
	c, no, err := g.claims(g.t.Context(), person, fmt.Sprintf("tap of %d at %v", person, g.now()))
	if err != nil || no != "" {
		g.t.Fatalf("claim: %q, %v", no, err)
	}
	return c
}

// tellClaim queues what is told of a claim.
func tellClaim(tx *storage.Tx, n ops.ClaimNews) error {
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Claim.Person}, Kind: storage.Send}
	o.Message.HTML = string(n.Kind)
	switch n.Kind {
	case ops.OfferStuck:
		o.Key.Chat = n.Claim.Chat
		o.Message.HTML += " " + n.Claim.Code
	case ops.ClaimEndless, ops.OfferTaken:
		o.Key.Chat = n.Claim.Chat
	case ops.ClaimGranted:
		id := n.Client.ID + n.Account.ID
		o.Message.HTML += fmt.Sprintf(" %d %s %s %s", id, n.Claim.Username, n.Claim.Password, n.Claim.Ends.Format(time.DateTime))
	}
	return tx.Queue(&o)
}

// work does what the worker does with what is due now.
func (g *gift) work(ctx context.Context) (n int) {
	g.t.Helper()
	panels, err := g.ops().DueClaimPanels(ctx)
	for _, panel := range panels {
		due, failed := g.ops().DueClaims(ctx, panel, g.batch)
		if err = failed; err != nil {
			break
		}
		for _, c := range due {
			if err = g.ops().GrantClaim(ctx, c, tellClaim); err != nil {
				break
			}
			n++
		}
	}
	if err != nil && ctx.Err() == nil {
		g.t.Fatal(err)
	}
	return n
}

// reconcile looks up what is due, and gives how much that was.
func (g *gift) reconcile() int {
	g.t.Helper()
	due, err := g.ops().Unsettled(g.t.Context(), 50)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, row := range due {
		err := g.ops().Reconcile(g.t.Context(), row, func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
			if !ops.IsClaim(row.Key) {
				g.t.Errorf("the reseller is told of %s", row.Key)
			}
			return g.ops().EndClaim(tx, row.Key, out, tellClaim)
		})
		if err != nil {
			g.t.Fatal(err)
		}
	}
	return len(due)
}

// settle lets time pass until nothing is due any more. first does what a
// restarted program may do first: reconcile, or not.
func (g *gift) settle(first bool) {
	g.t.Helper()
	for range 200 {
		n := 0
		if first {
			n += g.reconcile()
		}
		n += g.work(g.t.Context()) + g.reconcile()
		open := 0
		for _, c := range g.all() {
			open += count(c.State == storage.ClaimOpen)
		}
		if n+open == 0 && g.unsettled() == 0 {
			return
		}
		g.pass(20 * time.Minute)
	}
	g.t.Fatal("a claim does not come to an end")
}

func (g *gift) unsettled() (n int) {
	g.update(func(tx *storage.Tx) error {
		open, err := tx.Unsettled(g.now().AddDate(1, 0, 0), 0)
		n = len(open)
		return err
	})
	return n
}

// all gives the claims of the offer.
func (g *gift) all() (claims []storage.Claim) {
	g.t.Helper()
	g.update(func(tx *storage.Tx) (err error) {
		claims, _, err = tx.ClaimsOf(g.offer.ID, "", 10_000)
		return err
	})
	return claims
}

func (g *gift) state(c storage.Claim) (now storage.Claim) {
	g.t.Helper()
	g.update(func(tx *storage.Tx) (err error) {
		now, _, err = tx.Claim(c.Key())
		return err
	})
	return now
}

// heard gives what a chat was told.
func (g *gift) heard(chat int64) (all []string) {
	g.t.Helper()
	g.update(func(tx *storage.Tx) error {
		all = nil
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if k.Chat == chat {
				all = append(all, o.Message.HTML)
			}
		}
		return err
	})
	return all
}

// connect gives the chat its account, by a key.
func (g *gift) connect(key string) {
	g.t.Helper()
	g.update(func(tx *storage.Tx) error {
		return g.ops().Connect(tx, storage.Account{Chat: ourChat, Provider: g.offer.Provider, By: 1}, secret.New(key))
	})
}

// wantExact fails unless everything that was claimed came to exactly one end:
// what was granted is once on the panel, with its end, linked and told of; the
// counters say how many have a place; and nothing else was made.
func (g *gift) wantExact(at string) {
	g.t.Helper()
	made, places := g.made(), 0
	people := map[int64][]string{}
	for _, c := range g.all() {
		places += count(c.HasPlace())
		switch c.State {
		case storage.ClaimRefused:
			people[c.Person] = append(people[c.Person], "refused")
			continue
		case storage.ClaimGranted, storage.ClaimStopped:
		default:
			g.t.Errorf("%s: claim %v is %q %q", at, c.Key(), c.State, c.Code)
			continue
		}
		on, there := made[c.Username]
		if !there || on.id != c.ClientID || on.password != c.Password || on.expires.IsZero() || !on.expires.Equal(c.Ends) {
			g.t.Errorf("%s: %+v was granted, on the panel %+v", at, c, on)
		}
		delete(made, c.Username)
		people[c.Person] = append(people[c.Person], fmt.Sprintf("granted %d %s %s %s", c.ClientID, c.Username, c.Password, c.Ends.Format(time.DateTime)))
		g.update(func(tx *storage.Tx) error {
			l, found, err := tx.Link(storage.LinkKey{Chat: c.Chat, Provider: c.Provider, Client: c.ClientID, Person: c.Person})
			if !found || l.Offer != c.Offer || !l.Expires.Equal(c.Ends) || !l.Trial || l.Username != c.Username || l.Panel == "" || !l.Next.After(l.At) {
				g.t.Errorf("%s: link of %s: %+v", at, c.Username, l)
			}
			return err
		})
	}
	for name, on := range made {
		g.t.Errorf("%s: %s %+v was made for nobody", at, name, on)
	}
	for person, want := range people {
		if got := g.heard(person); !sameWords(got, want) {
			g.t.Errorf("%s: person %d heard %q, want %q", at, person, got, want)
		}
	}
	g.update(func(tx *storage.Tx) error {
		f, found, err := tx.Offer(g.offer.ID)
		if found && f.Taken != places {
			g.t.Errorf("%s: %d places are counted, %d are taken", at, f.Taken, places)
		}
		return err
	})
}

func sameWords(a, b []string) bool {
	n := map[string]int{}
	for _, s := range a {
		n[s]++
	}
	for _, s := range b {
		n[s]--
	}
	for _, k := range n {
		if k != 0 {
			return false
		}
	}
	return true
}

// blind lets creations go through, or not, as fail has it, and nothing be read
// after the first of them.
func (g *gift) blind() {
	var posted bool
	g.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if posted {
			return nil, errCut
		}
		posted = r.Method == http.MethodPost
		return g.wire.to.RoundTrip(r)
	})
}
