package alerts_test

import (
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestWebhookMovesWithTheAddress when hooks.public_url was changed while the bot
// stood: at the start, not within a day, and the old one goes.
func TestWebhookMovesWithTheAddress(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	here, token := w.hooks, ""
	begin := func(address string) {
		t.Helper()
		w.hooks = address
		w.restart()
		w.must(w.MoveHostHooks(t.Context()))
	}
	w.turnOn()
	w.sweep()
	token = w.alerts().Watch.Hook.Token

	begin(here) // nothing changed
	if due, err := w.DueHostHooks(t.Context(), 5); err != nil || len(due) != 0 {
		t.Fatalf("without a change %v are due, %v", due, err)
	}

	begin(strings.Replace(here, "/under/a/path", "/moved", 1))
	w.panel.Fail(sandbox.WHFault{Method: "POST", Path: "webhooks", Kind: sandbox.WHCutAfter, Times: 1})
	w.mend()
	w.restart()
	w.pass(2 * time.Minute)
	w.mend()
	a := w.alerts()
	if w.hooked() != 1 || a.Watch.Hook.Since.IsZero() || a.Watch.Hook.Token != token || !strings.Contains(a.Watch.Hook.URL, "/moved/") {
		t.Fatalf("%d webhooks, %+v", w.hooked(), a.Watch.Hook)
	}
	if url := w.panel.Rows(sandbox.WHWebhooks)[0].Text("url"); url != a.Watch.Hook.URL {
		t.Errorf("the panel posts to %s", url)
	}
	w.expectHeard("at the new address")

	begin("") // taken away: the panel is read alone
	w.mend()
	if w.hooked() != 0 || !w.alerts().Watch.On {
		t.Errorf("%d webhooks are left, on: %v", w.hooked(), w.alerts().Watch.On)
	}

	begin(here)
	w.mend()
	if a := w.alerts(); w.hooked() != 1 || a.Watch.Hook.Since.IsZero() {
		t.Errorf("%d webhooks, %+v", w.hooked(), a.Watch.Hook)
	}
	w.expectHeard("with an address again")
}

// Many panels are not all asked at once.
func TestWebhooksMoveOneByOne(t *testing.T) {
	const panels = 20
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.update(func(tx *storage.Tx) error {
		for n := range int64(panels) {
			old := storage.HostHook{Token: string(rune('a'+n)) + "token", URL: "https://old.example/hooks/whmdc/x", Since: w.Now(), Next: w.Now().Add(20 * time.Hour)}
			if err := tx.SaveHostWatch(storage.HostWatch{Chat: 9000 + n, On: n != 0, Hook: old}); err != nil {
				return err
			}
		}
		return nil
	})
	w.must(w.MoveHostHooks(t.Context()))
	for _, c := range []struct {
		pass time.Duration
		due  int
	}{{0, 1}, {3 * time.Second, 2}, {27 * time.Second, 11}, {30 * time.Second, panels - 1}} {
		w.pass(c.pass)
		if due, err := w.DueHostHooks(t.Context(), 2*panels); err != nil || len(due) != c.due {
			t.Errorf("%d are due %v later, want %d; %v", len(due), c.pass, c.due, err)
		}
	}
}
