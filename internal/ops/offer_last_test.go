package ops_test

import (
	"fmt"
	"sync"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// taken is how often the reseller heard that all places are given.
func (g *gift) taken() (n int) {
	g.t.Helper()
	for _, told := range g.heard(ourChat) {
		n += count(told == string(ops.OfferTaken))
	}
	return n
}

func (g *gift) wantTaken(at string, want int) {
	g.t.Helper()
	if n := g.taken(); n != want {
		g.t.Errorf("%s: the reseller heard %d times that all is taken, want %d", at, n, want)
	}
}

func (g *gift) total(n int) { g.t.Helper(); g.change(func(f *storage.Offer) { f.Total = n }) }

// crowd is so many people, from one on, who tap at once.
func (g *gift) crowd(from, people int) (places int) {
	g.t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for p := range people {
		wg.Go(func() {
			_, no, err := g.claims(g.t.Context(), int64(from+p), fmt.Sprint("tap ", from+p))
			if err != nil {
				g.t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			places += count(no == "")
		})
	}
	wg.Wait()
	return places
}

// workAtOnce makes so many of what is due, all at the same time.
func (g *gift) workAtOnce(most int) {
	g.t.Helper()
	panels, err := g.ops().DueClaimPanels(g.t.Context())
	g.must(err)
	var wg sync.WaitGroup
	for _, panel := range panels {
		due, err := g.ops().DueClaims(g.t.Context(), panel, most)
		g.must(err)
		for _, c := range due {
			wg.Go(func() {
				if err := g.ops().GrantClaim(g.t.Context(), c, tellClaim); err != nil {
					g.t.Error(err)
				}
			})
		}
	}
	wg.Wait()
}

// TestTheLastPlace is told of once, when nobody waits any more, however many
// claim at once and whatever is restarted; and once more for a higher limit.
func TestTheLastPlace(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.total(5)
			if n := g.crowd(100, 30); n != 5 {
				t.Fatalf("%d places", n)
			}
			for _, most := range []int{1, 2, 1} {
				g.workAtOnce(most)
				g.restart()
				g.wantTaken("somebody waits", 0)
			}
			g.workAtOnce(1)
			g.wantTaken("the last one has it", 1)
			g.restart()
			g.settle(true)
			g.crowd(100, 30)
			g.change(func(f *storage.Offer) { f.Text = "Gone!" })
			g.settle(false)
			g.wantTaken("later", 1)

			g.total(9)
			if n := g.crowd(200, 30); n != 4 {
				t.Fatalf("%d places more", n)
			}
			g.wantTaken("they wait", 1)
			g.workAtOnce(4)
			g.restart()
			g.settle(true)
			g.wantTaken("the limit was raised", 2)

			for _, n := range []int{3, 0, 9} { // there is nothing new to tell
				g.total(n)
				g.settle(true)
			}
			g.wantTaken("the limit was lowered", 2)
			g.wantExact("in the end")
		})
	}
}

// TestAPlaceThatComesBack: nobody is told that all is taken before the place of
// who was refused is given to somebody else.
func TestAPlaceThatComesBack(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.total(2)
			unlucky := g.claim(99)
			g.claim(100)
			g.refuse(unlucky)
			g.settle(true)
			g.wantTaken("one was refused", 0)
			g.claim(101)
			g.settle(true)
			g.wantTaken("somebody else has it", 1)
			g.wantExact("in the end")
		})
	}
}

// TestTheLimitIsLoweredMeanwhile below what is taken: then who is refused last
// leaves nothing to take either.
func TestTheLimitIsLoweredMeanwhile(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.total(3)
			g.claim(99)
			g.claim(100)
			g.settle(true)
			unlucky := g.claim(101)
			g.total(1)
			g.wantTaken("somebody waits", 0)
			g.refuse(unlucky)
			g.wantTaken("nobody waits", 1)
			if f, err := g.ops().Offer(t.Context(), ourChat, g.offer.ID); f.Taken != 2 || !f.AllTaken() || err != nil {
				t.Errorf("%+v, %v", f, err)
			}
			g.wantExact("in the end")
		})
	}
}
