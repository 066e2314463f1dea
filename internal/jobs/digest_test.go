package jobs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// digests runs the job and gives what it told: each client by name and days.
func (s *shop) digests() (told []string) {
	s.t.Helper()
	s.must(jobs.Digests(s.ops, func(tx *storage.Tx, n ops.DigestNews) error {
		line := string(n.Failed)
		for _, c := range n.Clients {
			line += fmt.Sprintf("%s %d ", c.Username, c.Days)
		}
		o := storage.Outgoing{Key: storage.OutKey{Chat: n.Digest.Chat}, Kind: storage.Send}
		o.Message.HTML = strings.TrimSpace(line)
		return tx.Queue(&o)
	})(s.t.Context()))
	told = s.told()
	s.update(func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			if err := tx.Delivered(k, 0); err != nil {
				return err
			}
		}
		return err
	})
	return told
}

func (s *shop) wantsDigest(at string, want ...string) {
	s.t.Helper()
	if at != "" {
		s.set(s.at(at))
	}
	if diff := cmp.Diff(want, s.digests()); diff != "" {
		s.t.Errorf("%s (-want +got):\n%s", at, diff)
	}
}

// lists counts the calls that began to read the list.
func (s *shop) lists() (n int) {
	for _, c := range s.panel.Calls() {
		if c.Path == "/clients" && strings.Contains(c.Query, "status=active") {
			n++
		}
	}
	return n
}

func newDigestShop(t *testing.T) *shop {
	t.Helper()
	s := newShop(t, time.Date(2026, 5, 1, 15, 0, 0, 0, time.UTC), time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC))
	s.update(func(tx *storage.Tx) error {
		if err := tx.SaveChat(storage.Chat{ID: sellerChat, Zone: lisbon}); err != nil {
			return err
		}
		return s.ops.Rezone(tx, sellerChat)
	})
	return s
}

// toggle suspends the client at the panel, or ends that.
func (s *shop) toggle() {
	s.t.Helper()
	c := servex.New(servex.Config{BaseURL: s.base, Key: secret.New(sellerKey), HTTP: s.web, Limiter: rate.NewLimiter(rate.Inf, 0)})
	_, err := c.ToggleSuspend(s.t.Context(), s.client)
	s.must(err)
}

func (s *shop) remove() {
	s.t.Helper()
	c := servex.New(servex.Config{BaseURL: s.base, Key: secret.New(sellerKey), HTTP: s.web, Limiter: rate.NewLimiter(rate.Inf, 0)})
	s.must(c.DeleteClient(s.t.Context(), s.client))
}

// TestWhoIsSuspendedIsNotWarnedOf, and is when that is over; each threshold
// once all the same.
func TestWhoIsSuspendedIsNotWarnedOf(t *testing.T) {
	s := newDigestShop(t)
	s.wantsDigest("05-02 09:10", "ana 7")
	s.toggle()
	s.wantsDigest("05-06 09:10")
	s.wantsDigest("05-07 09:10")
	s.toggle()
	s.wantsDigest("05-07 12:00")
	s.wantsDigest("05-08 09:10", "ana 1")
	s.toggle()
	s.wantsDigest("05-09 09:10")
	s.toggle()
	s.wantsDigest("05-10 09:10")
}

// TestWhoIsGoneIsNotWarnedOf: nobody can renew who was deleted.
func TestWhoIsGoneIsNotWarnedOf(t *testing.T) {
	s := newDigestShop(t)
	s.wantsDigest("05-02 09:10", "ana 7")
	s.remove()
	s.wantsDigest("05-08 09:10")
	s.must(s.store.View(t.Context(), func(tx *storage.Tx) error {
		if rows, err := tx.Warnings(sellerChat, ops.Servex); len(rows) > 0 || err != nil {
			t.Errorf("rows are left: %+v, %v", rows, err)
		}
		return nil
	}))
}

// TestTheListIsReadOnceAnHour: not after a failure, nor after a crash between
// reading and telling, nor because the hour was changed.
func TestTheListIsReadOnceAnHour(t *testing.T) {
	s := newDigestShop(t)
	s.panel.Fail(sandbox.ServexFault{Kind: sandbox.ServexHTML})
	for minute := range 50 {
		s.wantsDigest(fmt.Sprintf("05-02 09:%02d", 10+minute))
	}
	if n := s.lists(); n != 1 {
		t.Errorf("%d times within the hour", n)
	}
	s.panel.Heal()
	s.wantsDigest("05-02 10:11", "ana 7")
	// The note of the reading is there, what followed from it is not.
	s.update(func(tx *storage.Tx) error {
		d, _, err := tx.Digest(sellerChat, ops.Servex)
		d.Last, d.Next = "2026-05-01", s.clock()
		if err != nil {
			return err
		}
		return tx.SaveDigest(d)
	})
	s.restart()
	before := s.lists()
	s.wantsDigest("05-02 10:30")
	s.wantsDigest("05-02 11:05")
	if n := s.lists(); n != before {
		t.Errorf("%d times more within the hour of a restart", n-before)
	}
	s.wantsDigest("05-02 11:12")
	if n := s.lists(); n != before+1 {
		t.Errorf("%d times after the hour", n-before)
	}
}

// TestWhoBlockedTheBotMissesNothing: what is due waits.
func TestWhoBlockedTheBotMissesNothing(t *testing.T) {
	s := newDigestShop(t)
	blocked := func(yes bool) {
		s.update(func(tx *storage.Tx) error {
			return tx.SaveChat(storage.Chat{ID: sellerChat, Zone: lisbon, Unreachable: yes})
		})
	}
	blocked(true)
	s.wantsDigest("05-02 09:10")
	s.wantsDigest("05-03 09:10")
	if n := s.lists(); n != 0 {
		t.Errorf("the list was read %d times for nobody", n)
	}
	blocked(false)
	s.wantsDigest("05-04 09:10", "ana 5")
}
