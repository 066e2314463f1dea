package ops_test

import (
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// readings counts how often the panel was asked for its services.
func (w *counter) readings() int { return w.panel.Count("services").Asked - 1 } // the world's own was the first

func (w *counter) services() ops.ServiceList {
	w.t.Helper()
	list, err := w.Services(w.t.Context(), ourChat)
	w.must(err)
	return list
}

// TestOneReadingForAllWhoWait: fifty ask at once, of two chats with one key.
func TestOneReadingForAllWhoWait(t *testing.T) {
	w := newCounter(t)
	const other = 8
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: other, Provider: ops.SMM, By: 2}, secret.New(ourKey))
	}))
	w.panel.Fail(sandbox.SMMFault{Action: "services", Times: 1, Kind: sandbox.SMMSlow, Delay: 100 * time.Millisecond})
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			list, err := w.Services(t.Context(), []int64{ourChat, other}[i%2])
			if err != nil || len(list.Services) != 1 || list.Currency != "USD" || list.Stale {
				t.Errorf("%+v, %v", list, err)
			}
		})
	}
	wg.Wait()
	if n := w.readings(); n != 1 {
		t.Errorf("%d readings", n)
	}
}

// TestServicesAreKept: ten minutes for who looks around, ten seconds for who
// is about to pay.
func TestServicesAreKept(t *testing.T) {
	w := newCounter(t)
	steps := []struct {
		after time.Duration
		rate  string // set on the panel
		fresh bool
		want  string
		reads int
	}{
		{0, "2.00", false, "2", 1},
		{9 * time.Minute, "2.10", false, "2", 1},
		{0, "2.10", true, "2.1", 2},
		{9 * time.Second, "2.20", true, "2.1", 2},
		{time.Second, "2.20", true, "2.2", 3},
		{time.Minute, "2.30000000000001", false, "2.2", 3},
		{9 * time.Minute, "2.30000000000001", false, "2.30000000000001", 4},
	}
	for i, s := range steps {
		w.pass(s.after)
		w.panel.SetRate(1, s.rate)
		var service resale.Service
		if s.fresh {
			var err error
			service, _, err = w.FreshService(t.Context(), ourChat, "1")
			w.must(err)
		} else {
			service, _ = w.services().Find("1")
		}
		if got := service.Rate.Trim(0).String(); got != s.want || w.readings() != s.reads {
			t.Errorf("step %d: rate %s, want %s; %d readings, want %d", i+1, got, s.want, w.readings(), s.reads)
		}
	}
	w.panel.RemoveService(1)
	w.pass(10 * time.Second)
	if _, _, err := w.FreshService(t.Context(), ourChat, "1"); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("a service that is gone: %v", err)
	}
}

// TestThePanelIsDown: there is the list of before, for who looks around, and
// the panel is left alone for a while.
func TestThePanelIsDown(t *testing.T) {
	w := newCounter(t)
	at := w.services().At
	w.panel.Fail(sandbox.SMMFault{Kind: sandbox.SMMHTML})
	if list := w.services(); list.Stale {
		t.Error("a kept list is called stale")
	}
	w.pass(10 * time.Minute)
	asked := w.readings()
	for range 5 {
		if list := w.services(); !list.Stale || !list.At.Equal(at) || list.Currency != "USD" {
			t.Errorf("%+v", list)
		}
		w.pass(11 * time.Second)
	}
	once := w.readings() - asked
	if _, _, err := w.FreshService(t.Context(), ourChat, "1"); resale.CodeOf(err) != resale.Blocked {
		t.Errorf("a price of ten minutes ago is called fresh: %v", err)
	}
	if again := w.readings() - asked - once; again != once {
		t.Errorf("%d tries for who looked around five times, %d for who pays", once, again)
	}
	if _, _, err := w.FreshService(t.Context(), ourChat, "1"); resale.CodeOf(err) != resale.Blocked || w.readings() != asked+2*once {
		t.Errorf("asked again at once: %v", err)
	}
	w.pass(24 * time.Hour)
	if list, err := w.Services(t.Context(), ourChat); resale.CodeOf(err) != resale.Blocked {
		t.Errorf("a list of yesterday: %v, %v", list.At, err)
	}
	w.panel.Heal()
	w.pass(time.Minute)
	if w.services().Stale {
		t.Error("stale, though the panel answers")
	}
}

// TestARefusedKeyShowsNothing, whatever is kept.
func TestARefusedKeyShowsNothing(t *testing.T) {
	w := newCounter(t)
	w.services()
	w.panel.RevokeKey(ourKey)
	w.pass(10 * time.Minute)
	if _, err := w.Services(t.Context(), ourChat); resale.CodeOf(err) != resale.Unauthorized {
		t.Error(err)
	}
	if _, err := w.Services(t.Context(), 9); resale.CodeOf(err) != resale.NotConnected {
		t.Error(err)
	}
}

// TestServicesWithoutABalance: the currency that was known goes on.
func TestServicesWithoutABalance(t *testing.T) {
	w := newCounter(t)
	w.panel.Fail(sandbox.SMMFault{Action: "balance", Kind: sandbox.SMM500})
	if list := w.services(); len(list.Services) != 1 || list.Currency != "" {
		t.Errorf("%+v", list)
	}
	w.panel.Heal()
	w.pass(10 * time.Minute)
	if list := w.services(); list.Currency != "USD" {
		t.Errorf("currency %q", list.Currency)
	}
	w.panel.Fail(sandbox.SMMFault{Action: "balance", Kind: sandbox.SMM500})
	w.pass(10 * time.Minute)
	if list := w.services(); list.Currency != "USD" {
		t.Errorf("currency %q, which was known", list.Currency)
	}
}
