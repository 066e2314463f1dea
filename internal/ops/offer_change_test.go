package ops_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// TestStopAndExtend act on what was granted, and on nothing else.
func TestStopAndExtend(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			c := g.claim(99)
			out, _, err := g.ops().StopClaim(t.Context(), by(1), ourChat, c.Key(), news)
			if err != nil || out.State != storage.Refused || out.Code != resale.Busy {
				t.Errorf("one that is open: %q %q, %v", out.State, out.Code, err)
			}
			g.settle(true)
			c = g.state(c)
			g.wantCard(c, c.Ends, false)

			a := by(1)
			a.Key = "extends"
			for range 2 { // the second is the same act
				out, now, err := g.ops().ExtendClaim(t.Context(), a, ourChat, c.Key(), 5, news)
				if want := c.Ends.AddDate(0, 0, 5); err != nil || out.State != storage.Done || now.Ends.Sub(want).Abs() > 24*time.Hour {
					t.Errorf("extended: %q %q, until %v, want %v, %v", out.State, out.Code, now.Ends, want, err)
				}
			}
			c = g.state(c)
			g.wantCard(c, c.Ends, false)
			g.update(func(tx *storage.Tx) error {
				l, _, err := tx.Link(storage.LinkKey{Chat: ourChat, Provider: name, Client: c.ClientID, Person: 99})
				if !l.Expires.Equal(c.Ends) || !l.Soon.IsZero() {
					t.Errorf("link %+v", l)
				}
				return err
			})

			a.Key = "stops"
			for range 2 {
				out, now, err := g.ops().StopClaim(t.Context(), a, ourChat, c.Key(), news)
				if err != nil || out.State != storage.Done || now.State != storage.ClaimStopped {
					t.Errorf("stopped: %q %q, %q, %v", out.State, out.Code, now.State, err)
				}
			}
			g.wantCard(g.state(c), c.Ends, true)
			g.wantNews("extended "+c.Ends.Format(time.DateOnly), "paused "+c.Ends.Format(time.DateOnly))
			g.wantOff(c, true, storage.ClaimStopped)
			g.letIn(c)
			g.wantOff(c, false, storage.ClaimGranted)
			if _, no, err := g.claims(t.Context(), 99, "once more"); no != ops.OfferYours || err != nil {
				t.Errorf("after a stop: %q, %v", no, err)
			}
		})
	}
}

// letIn lets the client or account of a claim connect again, as from its card.
func (g *gift) letIn(c storage.Claim) {
	g.t.Helper()
	act := g.ops().SetSuspended
	if c.Provider == ops.VPNResellers {
		act = g.ops().SetVPNDisabled
	}
	a := by(1)
	a.Key = "lets in"
	if out, err := act(g.t.Context(), a, c.ClientID, c.Username, false); err != nil || out.State != storage.Done {
		g.t.Fatalf("let in: %q, %v", out.State, err)
	}
}

// wantOff: the customer's list says whether it works.
func (g *gift) wantOff(c storage.Claim, off bool, state storage.ClaimState) {
	g.t.Helper()
	all, err := g.ops().Accesses(g.t.Context(), c.Person)
	if err != nil || len(all) != 1 || all[0].Off != off || g.state(c).State != state {
		g.t.Errorf("off %v wanted: %+v, claim %q, %v", off, all, g.state(c).State, err)
	}
}

// wantNews: this is all the news there is, besides what was delivered.
func (g *gift) wantNews(want ...string) {
	g.t.Helper()
	var got []string
	g.update(func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			m, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if kind, _, _ := strings.Cut(m.Message.HTML, " "); kind == string(ops.Paused) || kind == string(ops.Extended) {
				got = append(got, m.Message.HTML)
			}
		}
		return err
	})
	if !slices.Equal(got, want) {
		g.t.Errorf("told %q, want %q", got, want)
	}
}

func (g *gift) wantCard(c storage.Claim, ends time.Time, stopped bool) {
	g.t.Helper()
	card, err := g.ops().ClaimCard(g.t.Context(), ourChat, c.Key())
	expires := card.Client.Expires
	if card.Provider == ops.VPNResellers {
		expires = card.Account.Expires
	}
	if err != nil || card.Unseen != "" || !expires.Equal(ends) || card.Offer.ID != g.offer.ID || g.stopped(c.Username) != stopped {
		g.t.Errorf("%+v, stopped %v, %v", card, g.stopped(c.Username), err)
	}
}

// TestClaimsAreTheirChatsOwn: another chat sees, stops and changes nothing.
func TestClaimsAreTheirChatsOwn(t *testing.T) {
	g := givesClients(t)
	c := g.claim(99)
	g.settle(true)
	const stranger = ourChat + 1
	_, err := g.ops().Offer(t.Context(), stranger, g.offer.ID)
	errs := map[string]error{"Offer": err}
	_, _, errs["ClaimsOf"] = g.ops().ClaimsOf(t.Context(), stranger, g.offer.ID, "")
	_, errs["ClaimCard"] = g.ops().ClaimCard(t.Context(), stranger, c.Key())
	_, _, errs["StopClaim"] = g.ops().StopClaim(t.Context(), by(1), stranger, c.Key(), news)
	_, _, errs["ExtendClaim"] = g.ops().ExtendClaim(t.Context(), by(1), stranger, c.Key(), 30, news)
	errs["DropOffer"] = g.ops().DropOffer(t.Context(), stranger, g.offer.ID)
	for name, err := range errs {
		if resale.CodeOf(err) != resale.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	g.wantExact("untouched")
}

func TestClaimsOfInPages(t *testing.T) {
	g := givesClients(t)
	for p := range ops.ClaimsPage + 3 {
		g.claim(int64(100 + p))
		g.pass(time.Second)
	}
	var got []int64
	for cursor, n := "", 0; n == 0 || cursor != ""; n++ {
		claims, next, err := g.ops().ClaimsOf(t.Context(), ourChat, g.offer.ID, cursor)
		g.must(err)
		for _, c := range claims {
			got = append(got, c.Person)
		}
		cursor = next
	}
	for i, p := range got {
		if want := int64(100 + ops.ClaimsPage + 2 - i); p != want {
			t.Errorf("place %d: person %d, want %d", i, p, want)
		}
	}
	if len(got) != ops.ClaimsPage+3 {
		t.Errorf("%d claims", len(got))
	}
}

// TestACardOfWhatIsGone says why nothing is seen.
func TestACardOfWhatIsGone(t *testing.T) {
	g := givesClients(t)
	c := g.claim(99)
	g.settle(true)
	g.broke(true)
	card, err := g.ops().ClaimCard(t.Context(), ourChat, c.Key())
	if err != nil || card.Unseen != resale.Unauthorized || card.State != storage.ClaimGranted {
		t.Errorf("%+v, %v", card, err)
	}
}

func TestTheBlockedList(t *testing.T) {
	g := givesClients(t)
	for p := range int64(3) {
		g.must(g.ops().Block(t.Context(), storage.Blocked{Chat: ourChat, Person: 90 + p, Name: fmt.Sprint("p", p), By: 1}))
		g.pass(time.Minute)
	}
	g.must(g.ops().Unblock(t.Context(), ourChat, 91))
	all, err := g.ops().BlockedBy(t.Context(), ourChat)
	if err != nil || len(all) != 2 || all[0].Person != 92 || all[1].Name != "p0" {
		t.Errorf("%+v, %v", all, err)
	}
	g.claim(91)
	if _, no, err := g.claims(t.Context(), 92, "tap"); no != ops.OfferBlocked || err != nil {
		t.Errorf("%q, %v", no, err)
	}
}

// TestOffersThatCannotBe are not kept.
func TestOffersThatCannotBe(t *testing.T) {
	g := givesClients(t)
	for field, spoil := range map[string]func(*storage.Offer){
		"name":     func(f *storage.Offer) { f.Name = "  " },
		"text":     func(f *storage.Offer) { f.Text = string(make([]byte, ops.OfferTextLimit+1)) },
		"length":   func(f *storage.Offer) { f.Minutes = 0 },
		"category": func(f *storage.Offer) { f.Category = 0 },
		"limits":   func(f *storage.Offer) { f.PerPerson = 0 },
	} {
		f := g.offer
		spoil(&f)
		if _, err := g.ops().SaveOffer(t.Context(), f); resale.CodeOf(err) != resale.Invalid {
			t.Errorf("%s: %v", field, err)
		}
	}
	f := g.offer
	f.Provider, f.Days = ops.VPNResellers, 3
	if _, err := g.ops().SaveOffer(t.Context(), f); resale.CodeOf(err) != resale.NotConnected {
		t.Errorf("without an account: %v", err)
	}
	for range ops.OffersLimit - 1 {
		f := g.offer
		f.ID, f.At = "", time.Time{}
		_, err := g.ops().SaveOffer(t.Context(), f)
		g.must(err)
	}
	f = g.offer
	f.ID, f.At = "", time.Time{}
	if _, err := g.ops().SaveOffer(t.Context(), f); resale.CodeOf(err) != resale.Invalid {
		t.Errorf("one too many: %v", err)
	}
}
