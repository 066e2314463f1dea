package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// TestEveryCommitOfAClaimMayBeTheLast: the program dies right after each of
// them. Whether the worker or the journal looks first afterwards, the person
// has one access, and heard of it once.
func TestEveryCommitOfAClaimMayBeTheLast(t *testing.T) {
	for name, begin := range gifts() {
		for _, journal := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, journal first %v", name, journal), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; claimDiesAtCommit(t, begin(t), n, journal); n++ {
				}
				if n < 5 {
					t.Errorf("it makes only %d commits", n-1)
				}
			})
		}
	}
}

func claimDiesAtCommit(t *testing.T, g *gift, nth int, journal bool) (died bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	g.change(func(f *storage.Offer) { f.Total = 1 })
	g.death.comes(t, nth, g.file, g.wire, cancel)
	_, no, err := g.claims(ctx, 99, "the tap")
	if ctx.Err() == nil && (no != "" || err != nil) {
		t.Fatalf("%q, %v", no, err)
	}
	g.work(ctx)
	g.restart()
	g.claimAgain(fmt.Sprintf("commit %d", nth), journal)
	return g.death.came
}

// claimAgain handles the tap once more, as after a crash.
func (g *gift) claimAgain(at string, journal bool) {
	g.t.Helper()
	for range 2 {
		c, no, err := g.claims(g.t.Context(), 99, "the tap")
		if err != nil || no != "" || c.N != 1 {
			g.t.Fatalf("%s: claim %d, %q, %v", at, c.N, no, err)
		}
		g.settle(journal)
	}
	if _, no, err := g.claims(g.t.Context(), 99, "another tap"); no != ops.OfferYours || err != nil {
		g.t.Errorf("%s: a second one: %q, %v", at, no, err)
	}
	if all := g.all(); len(all) != 1 || all[0].State != storage.ClaimGranted {
		g.t.Errorf("%s: %+v", at, all)
	}
	g.wantExact(at)
	g.wantTaken(at, 1)
}

// TestEveryCrashOfAClaim ends the process at each request to the panel, before
// it is sent or once it was answered.
func TestEveryCrashOfAClaim(t *testing.T) {
	for name, begin := range gifts() {
		for _, sent := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, sent %v", name, sent), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; claimDiesAtRequest(t, begin(t), n, sent); n++ {
				}
				if n < 3 {
					t.Errorf("it makes only %d requests", n-1)
				}
			})
		}
	}
}

func claimDiesAtRequest(t *testing.T, g *gift, nth int, sent bool) (reached bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	g.change(func(f *storage.Offer) { f.Total = 1 })
	g.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return g.wire.to.RoundTrip(r)
		}
		reached = true
		if sent && n == nth {
			g.wire.lose(r)
		}
		cancel()
		return nil, errCut
	})
	if _, no, err := g.claims(ctx, 99, "the tap"); no != "" || err != nil {
		t.Fatalf("%q, %v", no, err)
	}
	g.work(ctx)
	g.restart()
	g.claimAgain(fmt.Sprintf("request %d", nth), nth%2 == 0)
	return reached
}

// TestALostAnswerToAClaim is looked up: adopted when it worked, made up for when
// it did not. Meanwhile the claim is open, and takes its place.
func TestALostAnswerToAClaim(t *testing.T) {
	for name, begin := range gifts() {
		for _, after := range []bool{false, true} {
			for _, journal := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, worked %v, journal first %v", name, after, journal), func(t *testing.T) {
					t.Parallel()
					g := begin(t)
					g.change(func(f *storage.Offer) { f.Total = 1 })
					g.fail(after, 0, 1)
					c := g.claim(99)
					g.work(t.Context())
					g.heal()
					if !after && g.state(c).State != storage.ClaimOpen {
						t.Errorf("%+v", g.state(c))
					}
					if _, no, err := g.claims(t.Context(), 100, "next"); no != ops.OfferAllTaken || err != nil {
						t.Errorf("the place of an open claim: %q, %v", no, err)
					}
					g.wantTaken("not known yet", count(g.state(c).State == storage.ClaimGranted))
					g.claimAgainAs(c, journal)
					g.wantTaken("known", 1)
				})
			}
		}
	}
}

func (g *gift) claimAgainAs(c storage.Claim, journal bool) {
	g.t.Helper()
	g.settle(journal)
	if now := g.state(c); now.State != storage.ClaimGranted {
		g.t.Errorf("%+v", now)
	}
	g.wantExact("lost")
}
