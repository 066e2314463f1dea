package alerts_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
)

// Alerts that are turned on again while the panel still deletes their webhook
// are heard at an address of their own.
func TestTurnedOnWhileTheWebhookGoes(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.panel.Fail(sandbox.WHFault{Method: "DELETE", Path: "webhooks/{id}", Kind: sandbox.WHSlow, Delay: 200 * time.Millisecond})
	var turning sync.WaitGroup
	turning.Go(func() {
		if _, err := w.TurnOffHostAlerts(t.Context(), ops.Act{Key: "off", Place: place(), Person: 1, Lang: "en"}); err != nil {
			t.Error(err)
		}
	})
	ctx, done := context.WithTimeout(t.Context(), patient)
	defer done()
	w.must(w.panel.Wait(ctx, func(p *sandbox.WHPanel) bool { return p.Count("DELETE webhooks/{id}").Asked == 1 }))
	a := w.turnOn()
	turning.Wait()
	if a.Watch.Hook.Token == "" || a.Watch.Hook.Since.IsZero() || w.hooked() != 1 {
		t.Fatalf("%d webhooks, %+v", w.hooked(), a.Watch.Hook)
	}
	w.sweep()
	w.expectHeard("at the new webhook")
}
