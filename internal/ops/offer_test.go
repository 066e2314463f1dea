package ops_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// TestWhoIsRefused, and why; nobody of them takes a place.
func TestWhoIsRefused(t *testing.T) {
	const person = 99
	member := func(g *gift) { g.change(func(f *storage.Offer) { f.Member = -100_123 }) }
	for name, c := range map[string]struct {
		begin  func(*gift)
		member ops.Membership
		want   ops.Refusal
	}{
		"nobody":          {func(*gift) {}, ops.NotAsked, ""},
		"deleted":         {func(g *gift) { g.must(g.ops().DropOffer(t.Context(), ourChat, g.offer.ID)) }, ops.NotAsked, ops.OfferGone},
		"off":             {func(g *gift) { g.change(func(f *storage.Offer) { f.On = false }) }, ops.NotAsked, ops.OfferOff},
		"disconnected":    {func(g *gift) { g.must(g.ops().Disconnect(t.Context(), ourChat, g.offer.Provider)) }, ops.NotAsked, ops.OfferOff},
		"blocked":         {func(g *gift) { g.must(g.ops().Block(t.Context(), storage.Blocked{Chat: ourChat, Person: person})) }, ops.NotAsked, ops.OfferBlocked},
		"too young":       {func(g *gift) { g.change(func(f *storage.Offer) { f.YoungestID = person - 1 }) }, ops.NotAsked, ops.OfferTooYoung},
		"old enough":      {func(g *gift) { g.change(func(f *storage.Offer) { f.YoungestID = person }) }, ops.NotAsked, ""},
		"all taken":       {func(g *gift) { g.change(func(f *storage.Offer) { f.Total = 1 }); g.claim(1) }, ops.NotAsked, ops.OfferAllTaken},
		"taken for today": {func(g *gift) { g.change(func(f *storage.Offer) { f.PerDay = 1 }); g.claim(1) }, ops.NotAsked, ops.OfferDayTaken},
		"tomorrow":        {func(g *gift) { g.change(func(f *storage.Offer) { f.PerDay = 1 }); g.claim(1); g.pass(24 * time.Hour) }, ops.NotAsked, ""},
		"had it":          {func(g *gift) { g.claim(person) }, ops.NotAsked, ops.OfferYours},
		"may have two":    {func(g *gift) { g.claim(person); g.change(func(f *storage.Offer) { f.PerPerson = 2 }) }, ops.NotAsked, ""},
		"no member":       {member, ops.NotMember, ops.OfferNotMember},
		"nobody can tell": {member, ops.CannotTell, ops.OfferCannotCheck},
		"nobody asked":    {member, ops.NotAsked, ops.OfferCannotCheck},
		"a member":        {member, ops.IsMember, ""},
		"forgotten": {func(g *gift) {
			g.claim(person)
			g.update(func(tx *storage.Tx) error { return tx.Forget(person, person) })
		}, ops.NotAsked, ops.OfferYours},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := givesAccounts(t)
			c.begin(g)
			before := len(g.all())
			view, err := g.ops().OfferFor(t.Context(), g.offer.ID, person)
			g.must(err)
			if unasked := c.want != ops.OfferNotMember && c.want != ops.OfferCannotCheck; unasked && view.Refused != c.want {
				t.Errorf("shown %q, want %q", view.Refused, c.want)
			}
			a := by(person)
			a.Key = "the tap"
			claim, no, err := g.ops().ClaimOffer(t.Context(), a, g.offer.ID, c.member)
			if no != c.want || err != nil || (claim.State == storage.ClaimOpen) != (c.want == "") {
				t.Errorf("%+v, %q, %v, want %q", claim, no, err, c.want)
			}
			if n := len(g.all()) - before; n != count(c.want == "") {
				t.Errorf("%d claims more", n)
			}
		})
	}
}

func (g *gift) must(err error) {
	g.t.Helper()
	if err != nil {
		g.t.Fatal(err)
	}
}

// TestPlacesLeft are the fewest of any limit.
func TestPlacesLeft(t *testing.T) {
	g := givesAccounts(t)
	for _, c := range []struct{ day, total, want int }{{0, 0, -1}, {5, 0, 4}, {0, 5, 4}, {3, 9, 2}, {9, 3, 2}, {1, 9, 0}} {
		g.change(func(f *storage.Offer) { f.PerDay, f.Total = c.day, c.total })
		if len(g.all()) == 0 {
			g.claim(1)
		}
		view, err := g.ops().OfferFor(t.Context(), g.offer.ID, 2)
		if err != nil || view.Left != c.want {
			t.Errorf("%d a day, %d in all: %d left, %v", c.day, c.total, view.Left, err)
		}
	}
}

// TestAFlood: hundreds who claim at once, each of them twice by the same tap,
// get what there is and nothing more; no panel is called for that.
func TestAFlood(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			const people, places = 400, 25
			g.change(func(f *storage.Offer) { f.Total, f.PerDay = places+10, places })
			calls := g.wire.count()
			var mu sync.Mutex
			var wg sync.WaitGroup
			got, refused := map[storage.ClaimKey]int{}, map[ops.Refusal]int{}
			for p := range people {
				for range 2 {
					wg.Go(func() {
						c, no, err := g.claims(t.Context(), int64(1000+p), fmt.Sprint("tap ", p))
						if err != nil {
							t.Error(err)
						}
						mu.Lock()
						defer mu.Unlock()
						if no == "" {
							got[c.Key()]++
						}
						refused[no]++
					})
				}
			}
			wg.Wait()
			if len(got) != places || refused[""] != 2*places || refused[ops.OfferDayTaken] != 2*(people-places) {
				t.Errorf("%d claims, %v", len(got), refused)
			}
			if n := g.wire.count() - calls; n != 0 {
				t.Errorf("the panel was called %d times", n)
			}
			g.settle(false)
			g.wantExact("a flood")
		})
	}
}

// count gives how many requests were carried.
func (c *wire) count() int { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

// TestATakenName is no end: another one is proposed, at most five times.
func TestATakenName(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			c := g.claim(99)
			taken := func() { g.rename(c, fmt.Sprintf("other%d", g.state(c).Try)) }
			for range 3 {
				taken()
				g.work(t.Context())
			}
			if now := g.state(c); now.State != storage.ClaimOpen || now.Named != 3 {
				t.Errorf("%+v", now)
			}
			g.settle(true)
			if now := g.state(c); now.State != storage.ClaimGranted || now.Try != 3 {
				t.Errorf("%+v", now)
			}
			g.wantExact("another name")
			c = g.claim(100)
			g.refuse(c)
			g.wantExact("no name")
		})
	}
}

// rename has the claim propose a name that somebody has.
func (g *gift) rename(c storage.Claim, name string) {
	g.t.Helper()
	g.add(name)
	g.update(func(tx *storage.Tx) error {
		now, _, err := tx.Claim(c.Key())
		if err != nil {
			return err
		}
		now.Username = name
		return tx.SaveClaim(now)
	})
}

// refuse has the panel say no to a claim: all names that are tried are taken.
func (g *gift) refuse(c storage.Claim) {
	g.t.Helper()
	for try := range 5 {
		g.rename(c, fmt.Sprintf("other%d", try))
		g.work(g.t.Context())
	}
	if now := g.state(c); now.State != storage.ClaimRefused || now.Code != string(resale.Taken) {
		g.t.Fatalf("%+v", now)
	}
}
