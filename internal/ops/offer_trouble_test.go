package ops_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// TestAPanelThatMakesNothing: out of funds, or the key was revoked. Those who
// claimed wait, the reseller hears why once a day, and the panel is hardly
// called. Once it is mended everybody gets theirs.
func TestAPanelThatMakesNothing(t *testing.T) {
	for name, begin := range gifts() {
		code := map[string]resale.Code{ops.Servex: resale.Unauthorized, ops.VPNResellers: resale.NoFunds}[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.batch = 4
			g.broke(true)
			for p := range 30 {
				g.claim(int64(100 + p))
			}
			g.wire.set(nil)
			for range 12 * 4 {
				g.work(t.Context())
				g.pass(15 * time.Minute)
			}
			for _, c := range g.all() {
				if c.State != storage.ClaimOpen {
					t.Fatalf("%+v", c)
				}
			}
			if n := g.wire.count(); n > 600 {
				t.Errorf("%d calls in twelve hours", n)
			}
			if got := g.heard(ourChat); !slices.Equal(got, []string{"stuck " + string(code)}) {
				t.Errorf("the reseller heard %q", got)
			}
			if f, err := g.ops().Offer(t.Context(), ourChat, g.offer.ID); f.Stuck != string(code) || err != nil {
				t.Errorf("stuck %q, %v", f.Stuck, err)
			}
			g.broke(false)
			g.pass(time.Hour)
			g.batch = 0
			g.settle(false)
			g.wantExact("mended")
			if f, err := g.ops().Offer(t.Context(), ourChat, g.offer.ID); f.Stuck != "" || f.Taken != 30 || err != nil {
				t.Errorf("%+v, %v", f, err)
			}
		})
	}
}

// TestWhoWaitedADay gives the place back: also those for whom the panel was
// never called.
func TestWhoWaitedADay(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.batch = 4
			g.broke(true)
			for p := range 30 {
				g.claim(int64(100 + p))
			}
			g.settle(false)
			for _, c := range g.all() {
				if c.State != storage.ClaimRefused || c.Code == "" {
					t.Errorf("%+v", c)
				}
			}
			g.wantExact("a day")
			if got := g.heard(ourChat); len(got) < 1 || len(got) > 2 {
				t.Errorf("the reseller heard %q", got)
			}
			g.broke(false)
			g.pass(time.Hour)
			g.claim(100)
			g.settle(false)
			g.wantExact("again")
		})
	}
}

// TestAnAccountThatIsTakenAway in the middle: what was not begun waits for it;
// what may have been made is looked up when it is back, and never made again.
func TestAnAccountThatIsTakenAway(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			g.fail(false, 0, 1)
			lost := g.claim(98)
			g.work(t.Context())
			g.heal()
			waits := g.claim(99)
			g.must(g.ops().Disconnect(t.Context(), ourChat, g.offer.Provider))
			for range 8 {
				g.work(t.Context())
				g.reconcile()
				g.pass(30 * time.Minute)
			}
			if a, b := g.state(lost), g.state(waits); a.State != storage.ClaimOpen || b.State != storage.ClaimOpen || a.Try != 0 || len(g.made()) != 0 {
				t.Fatalf("%+v, %+v", a, b)
			}
			if f, err := g.ops().Offer(t.Context(), ourChat, g.offer.ID); f.On || err != nil {
				t.Errorf("the offer is still on, %v", err)
			}
			g.connect(ourKey)
			g.settle(true)
			for _, c := range []storage.Claim{lost, waits} {
				if now := g.state(c); now.State != storage.ClaimGranted {
					t.Errorf("%+v", now)
				}
			}
			g.wantExact("back")
		})
	}
}

// TestTheOfferIsGone or changed while somebody waits: what was promised is
// given.
func TestTheOfferIsGone(t *testing.T) {
	for name, begin := range gifts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := begin(t)
			until := g.now().Add(2 * time.Hour)
			if name == ops.VPNResellers {
				until = resale.VPNExpiry(g.now().AddDate(0, 0, 2))
			}
			c := g.claim(99)
			g.change(func(f *storage.Offer) { f.Days, f.Minutes, f.Category, f.On = 30, 9000, f.Category+900, false })
			g.must(g.ops().DropOffer(t.Context(), ourChat, g.offer.ID))
			g.work(t.Context())
			if now := g.state(c); now.State != storage.ClaimGranted || !now.Ends.Equal(until) {
				t.Errorf("%+v, want it until %v", now, until)
			}
			g.reconcile()
			g.wantExact("gone")
		})
	}
}

// TestForgottenMeanwhile gives no second one, and tells nobody anything.
func TestForgottenMeanwhile(t *testing.T) {
	for name, begin := range gifts() {
		for _, begun := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				g := begin(t)
				c := g.claim(99)
				if begun {
					g.fail(true, 0, 1)
					g.blind()
					g.work(t.Context())
				}
				g.update(func(tx *storage.Tx) error { return tx.Forget(99, 99) })
				g.heal()
				g.wire.heal()
				g.settle(true)
				now := g.state(c)
				want := storage.Claim{Offer: c.Offer, Person: 99, N: 1, Chat: ourChat, Provider: name, State: storage.ClaimForgotten, At: c.At}
				if diff := cmp.Diff(want, now); diff != "" {
					t.Error(diff)
				}
				if n := len(g.made()); n != count(begun) {
					t.Errorf("%d were made", n)
				}
				if got := g.heard(99); len(got) > 0 {
					t.Errorf("heard %q", got)
				}
				if _, no, err := g.claims(t.Context(), 99, "again"); no != ops.OfferYours || err != nil {
					t.Errorf("again: %q, %v", no, err)
				}
			})
		}
	}
}

// TestAPersonDecides what became of a claim whose answer was lost.
func TestAPersonDecides(t *testing.T) {
	for name, begin := range gifts() {
		for _, done := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				g := begin(t)
				g.fail(done, 0, 0)
				g.wire.set(nil)
				c := g.claim(99)
				g.blind()
				g.work(t.Context())
				open, err := g.ops().OpenActs(t.Context(), ourChat)
				if err != nil || len(open) != 1 || g.state(c).State != storage.ClaimOpen {
					t.Fatalf("%+v, %v, %+v", open, err, g.state(c))
				}
				out, err := g.ops().Decide(t.Context(), ourChat, open[0].Key, done)
				g.must(err)
				g.update(func(tx *storage.Tx) error { return g.ops().EndClaim(tx, open[0].Key, out, tellClaim) })
				g.wire.heal()
				g.heal()
				g.pass(time.Minute)
				g.settle(true)
				want := map[bool]storage.ClaimState{true: storage.ClaimGranted, false: storage.ClaimRefused}[done]
				if now := g.state(c); now.State != want {
					t.Errorf("%+v, want %q", now, want)
				}
				g.wantExact("decided")
			})
		}
	}
}

// TestAnEndThatIsNotSet: the panel bills an account that was given away daily
// until it has its end. When that lasts, its reseller hears of it, once.
func TestAnEndThatIsNotSet(t *testing.T) {
	for name, lasts := range map[string]bool{"for an hour": true, "for a minute": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := gifts()[ops.VPNResellers](t)
			g.endless(-1)
			g.claim(100)
			g.work(t.Context())
			if got := g.heard(100); len(got) != 1 || !strings.HasPrefix(got[0], "granted") {
				t.Fatalf("the customer heard %q", got)
			}
			g.pass(time.Minute)
			if !lasts {
				g.heal()
			}
			for range 6 {
				g.reconcile()
				g.work(t.Context())
				g.pass(10 * time.Minute)
			}
			if got := g.heard(ourChat); len(got) != count(lasts) {
				t.Errorf("the reseller heard %q", got)
			}
			g.heal()
			g.settle(true)
			g.wantExact("mended")
		})
	}
}
