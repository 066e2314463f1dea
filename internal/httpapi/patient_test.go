package httpapi_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
)

// answers is a panel that answers at once.
type answers struct{ n atomic.Int64 }

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	a.n.Add(1)
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: r, Body: io.NopCloser(strings.NewReader("{}")),
	}, nil
}

// busy is a client whose key's rate is all used by so many callers, until the
// context ends.
func busy(ctx context.Context, callers int) (c *httpapi.Client, made *answers, done *sync.WaitGroup) {
	made, done = new(answers), new(sync.WaitGroup)
	c = httpapi.New(httpapi.Config{
		Provider: "p", BaseURL: "https://panel.example", Limiter: rate.NewLimiter(10, 10), HTTP: &http.Client{Transport: made},
	})
	for range callers {
		done.Go(func() {
			for ctx.Err() == nil {
				_ = call(ctx, c)
			}
		})
	}
	return c, made, done
}

func call(ctx context.Context, c *httpapi.Client) error {
	return c.Do(ctx, httpapi.Request{Operation: "X", Act: "look", Method: http.MethodPost, Read: true, Path: []string{"x"}}, nil)
}

// TestPatientCallsGiveWay: whoever waits for an answer has it nearly at once,
// however many looks there are, and these use all that is left.
func TestPatientCallsGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(httpapi.Patient(t.Context()))
		c, made, done := busy(ctx, 8)
		started := time.Now()
		for range 60 {
			time.Sleep(time.Second)
			begun := time.Now()
			for range 3 { // as an act does
				if err := call(httpapi.Urgent(ctx), c); err != nil {
					t.Fatal(err)
				}
			}
			if waited := time.Since(begun); waited > 100*time.Millisecond { // one of eight looks has its turn
				t.Errorf("waited %v", waited)
			}
		}
		stop()
		done.Wait()
		seconds := time.Since(started).Seconds()
		if n := float64(made.n.Load()); n < 10*seconds-10 || n > 10*seconds+20 {
			t.Errorf("%.0f calls within %.1f s at 10 a second", n, seconds)
		}
	})
}

// TestPatientCallsComeInTurn: whoever waits longer comes first.
func TestPatientCallsComeInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(httpapi.Patient(t.Context()))
		c, _, done := busy(ctx, 7)
		var most time.Duration
		for range 100 {
			begun := time.Now()
			if err := call(ctx, c); err != nil {
				t.Fatal(err)
			}
			most = max(most, time.Since(begun))
		}
		if most > 1200*time.Millisecond { // eight of them at ten a second
			t.Errorf("one waited %v", most)
		}
		stop()
		done.Wait()
	})
}

// TestPatientCallsGoOn although others use all that there is.
func TestPatientCallsGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		c, _, done := busy(ctx, 20)
		synctest.Wait() // they stand in line
		begun := time.Now()
		for range 5 {
			if err := call(httpapi.Patient(ctx), c); err != nil {
				t.Fatal(err)
			}
		}
		if waited := time.Since(begun); waited < 10*time.Second || waited > 25*time.Second {
			t.Errorf("five calls took %v", waited)
		}
		stop()
		done.Wait()
	})
}
