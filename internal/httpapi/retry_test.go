package httpapi

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/resale"
)

// script answers each try with the next status, the last one again and again,
// and notes when each try came.
type script struct {
	statuses   []int
	retryAfter string
	takes      time.Duration
	tries      []time.Duration
	begun      time.Time
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.tries = append(s.tries, time.Since(s.begun))
	select {
	case <-time.After(s.takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	status := s.statuses[min(len(s.tries), len(s.statuses))-1]
	header := http.Header{}
	if s.retryAfter != "" {
		header.Set("Retry-After", s.retryAfter)
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(`{}`)), Request: r}, nil
}

func TestOnlyReadsAreTriedAgain(t *testing.T) {
	for _, test := range []struct {
		name   string
		script script
		write  bool
		tries  int
		want   resale.Code
		least  time.Duration // before the last try
		most   time.Duration
	}{
		{"a read that recovers", script{statuses: []int{502, 502, 200}}, false, 3, "", 450 * time.Millisecond, 2 * time.Second},
		{"a read that does not", script{statuses: []int{502}}, false, 3, resale.Unavailable, 450 * time.Millisecond, 2 * time.Second},
		{"a write", script{statuses: []int{502, 200}}, true, 1, resale.Unknown, 0, 0},
		{"a limited write", script{statuses: []int{429, 200}, retryAfter: "1"}, true, 1, resale.RateLimited, 0, 0},
		{"a short wait is waited", script{statuses: []int{429, 200}, retryAfter: "4"}, false, 2, "", 4 * time.Second, 4 * time.Second},
		{"a long wait is told", script{statuses: []int{429, 200}, retryAfter: "30"}, false, 1, resale.RateLimited, 0, 0},
		{"no wait named", script{statuses: []int{429, 200}}, false, 2, "", 150 * time.Millisecond, time.Second},
		{"a refusal is final", script{statuses: []int{404, 200}}, false, 1, resale.NotFound, 0, 0},
		{"too slow is not tried thrice", script{statuses: []int{200}, takes: time.Hour}, false, 1, resale.Unavailable, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := test.script
				s.begun = time.Now()
				c := New(Config{Provider: "panel", BaseURL: "https://panel.example", HTTP: &http.Client{Transport: &s}})
				r := reading("x")
				if test.write {
					r = writing("x")
				}
				if err := c.Do(t.Context(), r, nil); resale.CodeOf(err) != test.want {
					t.Errorf("got %v, want %q", err, test.want)
				}
				if len(s.tries) != test.tries {
					t.Fatalf("tried at %v, want %d tries", s.tries, test.tries)
				}
				if last := s.tries[len(s.tries)-1]; last < test.least || last > test.most {
					t.Errorf("tried at %v, want the last between %v and %v", s.tries, test.least, test.most)
				}
			})
		})
	}
}

func TestAWaitThatDoesNotFitIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := script{statuses: []int{429, 200}, retryAfter: "4", begun: time.Now()}
		c := New(Config{Provider: "panel", BaseURL: "https://panel.example", HTTP: &http.Client{Transport: &s}})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		e := failure(t, c.Do(ctx, reading("x"), nil))
		if e.Code != resale.RateLimited || e.Wait != 4*time.Second || time.Since(s.begun) > 0 {
			t.Errorf("got %v, wait %v, after %v", e, e.Wait, time.Since(s.begun))
		}
	})
}

func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now().UTC()
		for value, want := range map[string]time.Duration{
			"":            0,
			"7":           7 * time.Second,
			"-7":          0,
			"soon":        0,
			"99999999999": 24 * time.Hour,
			now.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second,
			now.Add(-time.Hour).Format(http.TimeFormat):       0,
		} {
			if got := retryAfter(http.Header{"Retry-After": {value}}); got != want {
				t.Errorf("%q: %v, want %v", value, got, want)
			}
		}
	})
}
