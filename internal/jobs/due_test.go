package jobs

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestAPanelThatHadNothingToDo is found again although all places are always
// taken by others, who have more to do than there are places.
func TestAPanelThatHadNothingToDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		begun, next := time.Now(), 0
		calm := []time.Duration{0, 10 * time.Second, 20 * time.Second, 30 * time.Second} // when it has something
		waited := time.Duration(0)
		d := due[int, int]{
			name: "work", width: 4, ofPanel: 2, timeout: time.Minute, log: slog.Default(),
			panels: func(context.Context) ([]string, error) { return []string{"a", "b", "c", "calm"}, nil },
			read: func(_ context.Context, panel string, limit int) (found []int, _ error) {
				mu.Lock()
				defer mu.Unlock()
				if panel == "calm" {
					if len(calm) > 0 && time.Since(begun) >= calm[0] {
						found = append(found, -len(calm))
					}
					return found, nil
				}
				for range limit {
					next++
					found = append(found, next)
				}
				return found, nil
			},
			key: func(n int) int { return n },
			do: func(_ context.Context, n int) error {
				mu.Lock()
				if n < 0 && len(calm) == -n {
					waited = max(waited, time.Since(begun)-calm[0])
					calm = calm[1:]
				}
				mu.Unlock()
				time.Sleep(300 * time.Millisecond)
				return nil
			},
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- d.run(ctx) }()
		time.Sleep(time.Minute)
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if len(calm) > 0 || waited > 2*time.Second {
			t.Errorf("waited %v, %d were not done", waited, len(calm))
		}
	})
}
