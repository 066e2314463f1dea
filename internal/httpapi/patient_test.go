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

// TestPatientCallsGiveWay: whoever waits for an answer has it at once, however
// many looks there are, and these use all that is left.
func TestPatientCallsGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		c, made, done := busy(httpapi.Patient(ctx), 8)
		const seconds = 60
		for range seconds {
			time.Sleep(time.Second)
			begun := time.Now()
			for range 3 { // as an act does
				if err := call(ctx, c); err != nil {
					t.Fatal(err)
				}
			}
			if waited := time.Since(begun); waited > 0 {
				t.Errorf("waited %v", waited)
			}
		}
		stop()
		done.Wait()
		if n := made.n.Load(); n < 10*seconds-10 || n > 10*seconds+20 {
			t.Errorf("%d calls within %d s at 10 a second", n, seconds)
		}
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
		if waited := time.Since(begun); waited < 15*time.Second || waited > 40*time.Second {
			t.Errorf("five calls took %v", waited)
		}
		stop()
		done.Wait()
	})
}
