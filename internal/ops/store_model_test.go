package ops_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// watchedLives is how many of them are lived unless -rapid.checks says otherwise.
const watchedLives = "12"

// TestWarningsWhateverHappens: days go by, traffic is used, added and given back,
// subscriptions are renewed, the panel is away, the bot restarts and the customer
// looks. Nothing is told twice or at night, and in the end nothing was missed.
func TestWarningsWhateverHappens(t *testing.T) {
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", watchedLives); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
	}
	ends, levels := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOfN(rapid.IntRange(0, 1<<16), 30, 60).Draw(rt, "steps")
		ok := t.Run("life", func(t *testing.T) {
			m := newWatching(t)
			for i, n := range steps { // drawn numbers are mostly small
				m.step(((n+i)*40503 + i*7919) & 0xffff)
			}
			m.end()
			ends += len(m.ends)
			levels += m.levels
		})
		if !ok {
			rt.Fatal("see above")
		}
	})
	if ends < 20 || levels < 5 {
		t.Errorf("%d ends and %d levels were told: nothing was tried", ends, levels)
	}
}

// watching is a world with what may be told.
type watching struct {
	*storeWorld
	ends   map[string]bool // told: subscription, expiry, threshold
	high   map[int64]int   // the level that was told of a subscription's filling
	levels int
}

func newWatching(t *testing.T) *watching {
	t.Helper()
	m := &watching{storeWorld: newStoreWorld(t), ends: map[string]bool{}, high: map[int64]int{}}
	for _, id := range []int64{1, 2} {
		m.panel.SetService(id, func(s *sandbox.XMService) { s.Used, s.Expires = 0, m.Now().AddDate(0, 0, 6*int(id)) })
	}
	m.update(func(tx *storage.Tx) error {
		return tx.SaveChat(storage.Chat{ID: customer, Private: true, Zone: "America/Sao_Paulo"})
	})
	m.logIn()
	return m
}

func (m *watching) step(n int) {
	id, much := int64(1+n%2), n/20
	switch n / 2 % 10 {
	case 0, 1:
		m.live(time.Duration(1+much%100) * time.Hour)
	case 2, 3, 4:
		m.change(id, func(s *sandbox.XMService) { s.Used = min(s.Traffic, s.Used+s.Traffic*int64(20+much%70)/100) })
	case 5:
		m.change(id, func(s *sandbox.XMService) { // renewed: no panel makes an end earlier by that
			if s.Expires.Before(m.Now()) {
				s.Expires = m.Now()
			}
			s.Used, s.Expires = 0, s.Expires.AddDate(0, 0, 1+much%8)
		})
	case 6:
		m.change(id, func(s *sandbox.XMService) { s.Traffic += s.Traffic / 2 })
	case 7:
		m.panel.Heal()
		if much%2 == 0 {
			m.panel.Fail(sandbox.XMFault{Kind: sandbox.XMHTML})
		}
	case 8:
		m.restart()
	case 9:
		_, _ = m.Member(m.t.Context(), key(), "", tellInvoice) // it may be away
	}
}

// change changes a subscription; what fell may be told again.
func (m *watching) change(id int64, f func(*sandbox.XMService)) {
	m.panel.SetService(id, f)
	if now := m.shown(id).UsedPercent(); now <= m.high[id]-5 {
		m.high[id] = min(m.high[id], level(now))
	}
}

func (m *watching) shown(id int64) resale.Subscription {
	for _, s := range m.panel.Services("ana@mail.example") {
		if s.ID == id {
			return resale.Subscription{ID: id, Traffic: s.Traffic, Used: s.Used, Expires: s.Expires}
		}
	}
	return resale.Subscription{}
}

func level(percent int) (level int) {
	for _, l := range []int{80, 95, 100} {
		if percent >= l {
			level = l
		}
	}
	return level
}

func (m *watching) live(d time.Duration) {
	for ; d > 0; d -= time.Hour {
		m.pass(time.Hour)
		m.watch()
		for _, n := range m.heard() {
			m.hearOne(n)
		}
	}
}

func (m *watching) hearOne(n ops.StoreNews) {
	if h := m.Now().Hour(); h < 13 { // 10 in São Paulo; 21 there is midnight
		m.t.Errorf("told at %v: %s", m.Now(), n.Kind)
	}
	id := n.Subscription.ID
	switch n.Kind {
	case ops.MemberExpiring:
		name := m.endName(n.Subscription, n.Days)
		if m.ends[name] {
			m.t.Errorf("told again: %s", name)
		}
		m.ends[name] = true
	case ops.MemberTraffic:
		if n.Percent <= m.high[id] {
			m.t.Errorf("told of %d %% after %d %%", n.Percent, m.high[id])
		}
		m.high[id] = n.Percent
		m.levels++
	default:
		m.t.Errorf("told %s", n.Kind)
	}
}

func (m *watching) endName(s resale.Subscription, days int) string {
	threshold := 0
	for _, t := range []int{7, 3, 1} {
		if days <= t && days > 0 {
			threshold = t
		}
	}
	return fmt.Sprint(s.ID, " ", resale.ExpiryDay(s.Expires), " ", threshold)
}

// end lets two calm days pass, after which all that is so was told.
func (m *watching) end() {
	m.panel.Heal()
	m.live(48 * time.Hour)
	zone, err := time.LoadLocation("America/Sao_Paulo")
	m.must(err)
	for _, id := range []int64{1, 2} {
		s := m.shown(id)
		if !s.Expires.After(m.Now()) {
			continue
		}
		if got := level(s.UsedPercent()); got > m.high[id] {
			m.t.Errorf("%d is at %d %%, told of %d %%", id, s.UsedPercent(), m.high[id])
		}
		// Each day has its moment: yesterday at the latest it was so already.
		if left := resale.DaysLeft(s.Expires, m.Now(), zone); left <= 6 && left >= 0 && !m.toldOf(s) {
			m.t.Errorf("%d ends in %d days, and nobody was told", id, left)
		}
	}
}

func (m *watching) toldOf(s resale.Subscription) bool {
	for _, threshold := range []int{7, 3, 1, 0} {
		if m.ends[fmt.Sprint(s.ID, " ", resale.ExpiryDay(s.Expires), " ", threshold)] {
			return true
		}
	}
	return false
}
