package ops_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"testing"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// giveaways is how many of them are lived unless -rapid.checks says otherwise.
const giveaways = "12"

// TestGiveawaysWhateverHappens: people who claim, limits that are changed,
// panels that lose answers, have no funds or refuse the key, and crashes at any
// request or commit. There are never more places taken than there are, and in
// the end everything that was granted is once on the panel, with its end, and
// was delivered once; what was refused gave its place back.
func TestGiveawaysWhateverHappens(t *testing.T) {
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", giveaways); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
	}
	granted, refused, crashes := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		provider := rapid.SampledFrom([]string{ops.Servex, ops.VPNResellers}).Draw(rt, "provider")
		steps := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.IntRange(0, 1<<16), 4, 4), func(n []int) plan { return plan{n} }), 20, 70).Draw(rt, "plan")
		ok := t.Run(provider, func(t *testing.T) {
			m := &giving{gift: gifts()[provider](t)}
			for _, p := range steps {
				m.step(p)
			}
			m.end()
			granted += m.granted
			refused += m.refused
			crashes += m.crashes
		})
		if !ok {
			rt.Fatal("see above")
		}
	})
	if granted < 10 || refused < 5 {
		t.Errorf("%d granted, %d refused: nothing was tried", granted, refused)
	}
	t.Logf("%d granted, %d refused, %d crashes at commits", granted, refused, crashes)
}

// giving is a gift with what must be.
type giving struct {
	*gift
	taps    int
	granted int
	refused int // claims that met a limit
	crashes int // at commits
	told    int // how often that all was taken, when the limits were changed last
}

func (m *giving) step(p plan) {
	switch p.below(16) {
	case 0, 1, 2, 3, 4:
		m.tap(&p)
	case 5, 6, 7:
		m.work(m.t.Context())
	case 8:
		m.gift.reconcile()
	case 9:
		m.pass(among(&p, time.Second, time.Minute, 20*time.Minute, 3*time.Hour, 14*time.Hour))
	case 10:
		m.limits(&p)
	case 11:
		m.fail(p.below(2) == 0, p.below(3), 1+p.below(4))
	case 12:
		m.mend()
	case 13:
		m.broke(true)
	case 14:
		m.crash(&p)
	case 15:
		m.restart()
	}
	m.wantPlaces()
}

func (m *giving) mend() {
	m.heal()
	m.broke(false)
}

func (m *giving) limits(p *plan) {
	m.change(func(f *storage.Offer) {
		f.PerPerson, f.PerDay, f.Total, f.On = 1+p.below(5), p.below(6), p.below(16), p.below(8) > 0
	})
	m.told = m.taken()
}

// tap is one of a few people's, perhaps once more the last one's.
func (m *giving) tap(p *plan) {
	person := int64(100 + p.below(6))
	want := m.may(person)
	m.taps++
	key := fmt.Sprint("tap ", m.taps)
	first, no, err := m.claims(m.t.Context(), person, key)
	m.must(err)
	if (no == "") != want {
		m.t.Errorf("person %d: %q, want a claim: %v", person, no, want)
	}
	m.refused += count(no != "")
	if no != "" || p.below(2) == 0 {
		return
	}
	again, no, err := m.claims(m.t.Context(), person, key)
	if again.Key() != first.Key() || no != "" || err != nil {
		m.t.Errorf("the same tap: %v, then %v, %q, %v", first.Key(), again.Key(), no, err)
	}
}

// may tells whether the limits let a person claim.
func (m *giving) may(person int64) bool {
	places, today, had, failed := 0, 0, 0, 0
	for _, c := range m.all() {
		failed += count(!c.HasPlace() && c.Person == person && m.now().Sub(c.At) < 24*time.Hour)
		if c.HasPlace() {
			places++
			had += count(c.Person == person)
			today += count(c.At.Format(time.DateOnly) == m.now().Format(time.DateOnly))
		}
	}
	f := m.offer
	return f.On && had < f.PerPerson && (f.Total == 0 || places < f.Total) && (f.PerDay == 0 || today < f.PerDay) && failed < 5
}

// wantPlaces holds the counters against the claims.
func (m *giving) wantPlaces() {
	m.t.Helper()
	places, today := 0, 0
	for _, c := range m.all() {
		places += count(c.HasPlace())
		today += count(c.HasPlace() && c.At.Format(time.DateOnly) == m.now().Format(time.DateOnly))
	}
	f, err := m.ops().Offer(m.t.Context(), ourChat, m.offer.ID)
	if err != nil || f.Taken != places || f.TakenOn(m.now()) != today {
		m.t.Errorf("%d places are counted, %d today; taken are %d and %d; %v", f.Taken, f.TakenOn(m.now()), places, today, err)
	}
	if n := m.taken() - m.told; n > 1 || n == 1 && !f.AllTaken() {
		m.t.Errorf("told %d times that all is taken: %d of %d are", n, f.Taken, f.Total)
	}
}

// crash ends the program at a request or at a commit of the worker.
func (m *giving) crash(p *plan) {
	ctx, cancel := context.WithCancel(m.t.Context())
	defer cancel()
	nth := 1 + p.below(8)
	if p.below(2) == 0 {
		m.death.comes(m.t, nth, m.file, m.wire, cancel)
	} else {
		sent := p.below(2) == 0
		m.wire.set(func(n int, r *http.Request) (*http.Response, error) {
			if n < nth {
				return m.wire.to.RoundTrip(r)
			}
			if sent && n == nth {
				m.wire.lose(r)
			}
			cancel()
			return nil, errCut
		})
	}
	if p.below(2) == 0 { // otherwise what is due anyway
		_, _, _ = m.claims(ctx, int64(100+p.below(6)), fmt.Sprint("tap that dies ", m.taps))
	}
	m.work(ctx)
	m.restart()
	m.crashes += count(m.death.came)
	m.death.came = false
}

// end mends everything, and lets all that is open come to its end.
func (m *giving) end() {
	m.mend()
	m.settle(m.taps%2 == 0)
	m.wantExact("in the end")
	for _, c := range m.all() {
		m.granted += count(c.State == storage.ClaimGranted)
	}
}
