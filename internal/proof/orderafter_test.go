package proof

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// When the call for a refill or a cancellation is cut, spoilt, or the program
// is killed at it, it is not made again by itself, and what the panel did is
// never told as refused.
func TestEveryRefillAndCancellationMayFail(t *testing.T) {
	t.Parallel() // most of it is waiting
	bot := buildBot(t)
	var wg sync.WaitGroup
	for _, action := range []string{"refill", "cancel"} {
		for _, a := range orderAccidents() {
			wg.Go(func() {
				t.Run(action+" "+a.name, func(t *testing.T) { sufferAfter(t, bot, action, a) })
			})
		}
	}
	wg.Wait()
}

func sufferAfter(t *testing.T, bot, action string, a orderAccident) {
	ctx := within(t, 100*time.Second)
	x := newCounter(t, bot)
	x.connect(ctx, t)
	if _, err := x.buy(ctx); err != nil {
		t.Fatal(err)
	}
	id := x.panel.Orders()[0].ID
	if x.panel.Advance(id, sandbox.SMMInProgress); action == "refill" {
		x.panel.Advance(id, sandbox.SMMCompleted)
		x.panel.SetOrder(id, func(o *sandbox.SMMOrder) { o.Finished = time.Now().Add(-48 * time.Hour) })
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		if a.fault != "" {
			x.panel.Fail(sandbox.SMMFault{Action: action, Kind: a.fault, Times: 1})
			return
		}
		if x.panel.Wait(ctx, func(p *sandbox.SMMPanel) bool { return p.Count(action).Asked > 0 }) == nil {
			_ = x.p.kill()
			x.p.start(t)
		}
	}()
	said, err := x.ask(ctx, action)
	if err != nil {
		t.Fatalf("%v\n%s", err, tail(x.p.said()))
	}
	<-over
	count := x.panel.Count(action)
	if count.Asked != 1 || count.Applied > 1 {
		t.Errorf("sent %d times, %d took effect", count.Asked, count.Applied)
	}
	switch told := strings.Contains(said, "asked for: №"); {
	case strings.Contains(said, "❌"):
		t.Errorf("told as refused, %d took effect: %s", count.Applied, said)
	case told && count.Applied != 1:
		t.Errorf("told as done, %d took effect: %s", count.Applied, said)
	}
}

// ask taps on the order's card and gives what is said in the end.
func (x *counter) ask(ctx context.Context, action string) (said string, err error) {
	labels := []string{"Open the order", "Refresh", "Refill"}
	if action == "cancel" {
		labels = []string{"Open the order", "Refresh", "Cancel the order", "Yes, ask to cancel"}
	}
	for _, label := range labels {
		if err := x.w.tapOrRetry(ctx, label); err != nil {
			return "", err
		}
		if label == "Refresh" {
			word := map[string]string{"refill": "State: completed", "cancel": "State: in progress"}[action]
			if _, err := x.w.see(ctx, word); err != nil {
				return "", err
			}
		}
	}
	end, err := x.w.find(ctx, func(m *sandbox.TelegramMessage) bool {
		return strings.Contains(m.Text, "asked for: №") || strings.Contains(m.Text, "I don't know") || strings.Contains(m.Text, "❌")
	})
	if err != nil {
		return "", err
	}
	return end.Text, nil
}
