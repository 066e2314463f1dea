package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

const linkedPerson = 99

// asked is a customer's request at one of the providers: of what there is, or
// of what is gone.
type asked struct {
	t       *testing.T
	ops     func() *ops.Ops
	store   func() *storage.Store
	wire    *wire
	death   *death
	file    string
	pass    func(time.Duration)
	restart func()
	request storage.Request
	link    storage.Link
	made    func() int                                                     // how often it was renewed or made
	holds   func(name string) (id int64, until time.Time, password string) // on the panel
	until   time.Time                                                      // the end that it must have
	fail    func(after bool)                                               // the answers of all writes are lost, or their requests
	heal    func()
	stop    func() // by hand
	stopped func() bool
}

// requests are the kinds of them.
func requests() map[string]func(*testing.T) *asked {
	return map[string]func(*testing.T) *asked{
		"client":       func(t *testing.T) *asked { return askedClient(t, false) },
		"client gone":  func(t *testing.T) *asked { return askedClient(t, true) },
		"account":      func(t *testing.T) *asked { return askedAccount(t, false) },
		"account gone": func(t *testing.T) *asked { return askedAccount(t, true) },
	}
}

func askedClient(t *testing.T, gone bool) *asked {
	w := newWorld(t)
	c, err := w.Client(t.Context(), ourChat, w.ana.ID, "ana")
	w.must(err)
	a := &asked{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, death: &w.death, file: w.file, pass: w.pass, restart: w.restart,
		link: ops.ClientLink(c), until: w.ana.Expires.AddDate(0, 0, 60), heal: w.panel.Heal,
		made: func() int { return w.panel.Renewals(w.ana.ID) },
		stop: func() {
			_, err := w.SetSuspended(t.Context(), w.act("by hand"), w.ana.ID, "ana", true)
			w.must(err)
		},
		stopped: func() bool { c, _ := w.client(w.ana.ID); return c.Suspended },
		holds: func(name string) (int64, time.Time, string) {
			for _, c := range w.panel.Clients() {
				if c.Username == name {
					return c.ID, c.Expires, c.Password
				}
			}
			return 0, time.Time{}, ""
		},
		fail: func(after bool) {
			kind := map[bool]sandbox.ServexFaultKind{false: sandbox.ServexCutBefore, true: sandbox.ServexCutAfter}[after]
			w.panel.Fail(sandbox.ServexFault{Method: http.MethodPost, Kind: kind, Times: 1})
		},
	}
	a.ask()
	if gone {
		_, err := w.DeleteClient(t.Context(), w.act("by hand"), w.ana.ID, "ana")
		w.must(err)
		a.until, a.made = w.Now().AddDate(0, 0, 60), func() int { return w.panel.Creates("ana") }
	}
	return a
}

func askedAccount(t *testing.T, gone bool) *asked {
	w := newTunnels(t)
	ends := saleEnd()
	id := w.panel.AddAccount(sandbox.VPNAccount{User: w.account("ana").User, Username: "caio", Password: "old-password", Expires: ends})
	found, err := w.VPNAccount(t.Context(), ourChat, id)
	w.must(err)
	a := &asked{
		t: t, ops: func() *ops.Ops { return w.Ops }, store: func() *storage.Store { return w.store }, wire: w.wire, death: &w.death, file: w.file, pass: w.pass, restart: w.restart,
		link: ops.AccountLink(found), until: ends.AddDate(0, 0, 60), heal: w.panel.Heal,
		stop:    func() { w.panel.SetAccount(id, func(a *sandbox.VPNAccount) { a.Disabled = true }) },
		stopped: func() bool { return w.account("caio").Disabled },
		made:    func() int { return count(w.account("caio").Expires.Equal(ends.AddDate(0, 0, 60))) },
		holds: func(name string) (int64, time.Time, string) {
			held := w.account(name)
			return held.ID, held.Expires, held.Password
		},
		fail: func(after bool) {
			kind := map[bool]sandbox.VPNFaultKind{false: sandbox.VPNCutBefore, true: sandbox.VPNCutAfter}[after]
			for _, method := range []string{http.MethodPost, http.MethodPut} {
				w.panel.Fail(sandbox.VPNFault{Method: method, Kind: kind, Times: 1})
			}
		},
	}
	a.ask()
	if gone {
		w.panel.DropAccount(id)
		a.until, a.made = resale.VPNExpiry(w.Now().AddDate(0, 0, 60)), func() int { return w.panel.Acts("caio").Creates }
	}
	return a
}

// ask links a customer, who asks.
func (a *asked) ask() {
	a.t.Helper()
	a.link.Chat, a.link.Person = ourChat, linkedPerson
	var token string
	a.update(func(tx *storage.Tx) (err error) {
		token, err = tx.IssueTicket(storage.Ticket{Kind: ops.Invite, Chat: ourChat, Expires: a.ops().Now().Add(time.Hour)})
		return err
	})
	if ok, err := a.ops().ClaimLink(a.t.Context(), token, a.link); !ok || err != nil {
		a.t.Fatalf("link: %v, %v", ok, err)
	}
	a.update(func(tx *storage.Tx) (err error) {
		var told bool
		a.request, told, err = a.ops().OpenRequest(tx, a.link.Key(), ops.Wish{Note: "paid by PIX", Receipt: &chat.FileRef{ID: "receipt"}})
		if !told {
			a.t.Error("the reseller is not told")
		}
		return err
	})
}

func (a *asked) update(f func(*storage.Tx) error) {
	a.t.Helper()
	if err := a.store().Update(a.t.Context(), f); err != nil {
		a.t.Fatal(err)
	}
}

// renew is an admin's tap.
func (a *asked) renew(ctx context.Context, admin int64, days int) (ops.Outcome, ops.Asked, error) {
	return a.ops().RenewRequest(ctx, by(admin), a.request.ID, days, freshNews)
}

// freshNews queues what a customer is told, with the access that they got.
func freshNews(tx *storage.Tx, n ops.News) error {
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Link.Person}, Kind: storage.Send}
	o.Message.HTML = fmt.Sprintf("%s %s %s", n.Kind, n.Link.Username, n.Link.Expires.Format(time.DateOnly))
	if n.Fresh {
		o.Message.HTML += " " + n.Password.Reveal()
	}
	return tx.Queue(&o)
}

// reconcile looks up what is open, until nothing is.
func (a *asked) reconcile() {
	a.t.Helper()
	for range 20 {
		a.pass(20 * time.Minute)
		due, err := a.ops().Unsettled(a.t.Context(), 20)
		if err != nil {
			a.t.Fatal(err)
		}
		if len(due) == 0 {
			return
		}
		for _, row := range due {
			err := a.ops().Reconcile(a.t.Context(), row, func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
				return a.ops().EndRequest(tx, row.Key, row.Person, out, freshNews)
			})
			if err != nil {
				a.t.Fatal(err)
			}
		}
	}
	a.t.Fatal("an act does not come to an end")
}

// wantOnce fails unless the request is done, the customer has one link, to what
// is on the panel, and heard it once.
func (a *asked) wantOnce(at string) {
	a.t.Helper()
	if n := a.made(); n != 1 {
		a.t.Fatalf("%s: done %d times", at, n)
	}
	err := a.store().View(a.t.Context(), func(tx *storage.Tx) error {
		r, _, err := tx.Request(a.request.ID)
		if r.State != storage.RequestDone || r.Days != 60 || err != nil {
			a.t.Errorf("%s: the request is %q for %d days, %v", at, r.State, r.Days, err)
		}
		links, err := tx.LinksOf(linkedPerson)
		if err != nil || len(links) != 1 {
			a.t.Fatalf("%s: %d links, %v", at, len(links), err)
		}
		id, until, password := a.holds(links[0].Username)
		if l := links[0]; l.ClientID != id || l.Expires.Sub(a.until).Abs() > 24*time.Hour || !l.Expires.Equal(until) || !l.Gone.IsZero() || l.Trial {
			a.t.Errorf("%s: link %+v, on the panel %d until %v, want %v", at, l, id, until, a.until)
		}
		var heard []string
		stripped := 0
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if o.Kind == storage.Strip && o.Key.Chat == ourChat && o.Slot == ops.RequestSlot(a.request.ID) {
				stripped++
				continue
			}
			heard = append(heard, o.Message.HTML)
		}
		if stripped != 1 {
			a.t.Errorf("%s: its buttons are taken off %d times", at, stripped)
		}
		want := fmt.Sprintf("renewed %s %s", links[0].Username, until.Format(time.DateOnly))
		if a.link.ClientID != id {
			want += " " + password
		}
		if got := strings.Join(heard, "; "); got != want {
			a.t.Errorf("%s: heard %q, want %q", at, got, want)
		}
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
}
