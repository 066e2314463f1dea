package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"resellerbot/internal/jobs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// run runs jobs for a while of pretended time and gives what was logged.
func run(t *testing.T, d time.Duration, all ...jobs.Job) string {
	t.Helper()
	var log bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	if err := jobs.Run(ctx, slog.New(slog.NewTextHandler(&log, nil)), all); err != nil {
		t.Error(err)
	}
	return log.String()
}

func TestTroubleStopsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var fine, failing, panicking, late atomic.Int32
		job := func(name string, n *atomic.Int32, do func(context.Context) error) jobs.Job {
			return jobs.Job{Name: name, Every: 2 * time.Second, Timeout: time.Second, Do: func(ctx context.Context) error { n.Add(1); return do(ctx) }}
		}
		log := run(t, 11500*time.Millisecond,
			job("fine", &fine, func(context.Context) error { return nil }),
			job("failing", &failing, func(context.Context) error { return errors.New("no luck") }),
			job("panicking", &panicking, func(context.Context) error { panic("ouch") }),
			job("late", &late, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }),
		)
		for name, n := range map[string]*atomic.Int32{"fine": &fine, "failing": &failing, "panicking": &panicking, "late": &late} {
			if n.Load() != 5 {
				t.Errorf("%s ran %d times, want 5", name, n.Load())
			}
		}
		for text, want := range map[string]int{"no luck": 5, "panic=ouch": 5, "deadline exceeded": 5, "job=fine": 0} {
			if n := strings.Count(log, text); n != want {
				t.Errorf("%q is logged %d times, want %d", text, n, want)
			}
		}
	})
}

func TestAJobNeverOverlapsItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most, runs, other atomic.Int32
		slow := func(context.Context) error {
			most.Store(max(most.Load(), now.Add(1)))
			defer now.Add(-1)
			runs.Add(1)
			time.Sleep(3500 * time.Millisecond)
			return nil
		}
		run(t, 10500*time.Millisecond,
			jobs.Job{Name: "slow", Every: time.Second, Timeout: time.Minute, Do: slow},
			jobs.Job{Name: "other", Every: time.Second, Timeout: time.Minute, Do: func(context.Context) error { other.Add(1); return nil }})
		if most.Load() != 1 || runs.Load() != 3 || other.Load() != 10 {
			t.Errorf("%d at once, %d runs, %d of the other; want 1, 3, 10", most.Load(), runs.Load(), other.Load())
		}
	})
}

// TestTheEndWaits: Run's end is every job's end, and no news.
func TestTheEndWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ended atomic.Bool
		log := run(t, 1500*time.Millisecond, jobs.Job{Name: "tidy", Every: time.Second, Timeout: time.Minute, Do: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(time.Second) // puts things back
			ended.Store(true)
			return ctx.Err()
		}})
		if !ended.Load() || log != "" {
			t.Errorf("ended %v, logged %q", ended.Load(), log)
		}
	})
}

func TestTooOften(t *testing.T) {
	err := jobs.Run(t.Context(), slog.New(slog.DiscardHandler), []jobs.Job{{Name: "hasty", Every: time.Millisecond}})
	if err == nil || !strings.Contains(err.Error(), "hasty") {
		t.Errorf("%v", err)
	}
}
