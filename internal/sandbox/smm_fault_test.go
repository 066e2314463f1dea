package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestSMMFaults(t *testing.T) {
	for kind, want := range map[SMMFaultKind]struct {
		status  int
		body    string
		applied int
	}{
		SMMCutBefore:  {0, "", 0},
		SMMCutAfter:   {0, "", 1},
		SMM500:        {500, "Internal Server Error", 0},
		SMM500After:   {500, "Internal Server Error", 1},
		SMM429:        {429, smmRefused("Too many requests"), 0},
		SMMHTML:       {200, "<!DOCTYPE html>", 0},
		SMMHTMLAfter:  {200, "<!DOCTYPE html>", 1},
		SMMSlow:       {200, `{"order":23501}`, 1},
		SMMEmptyBody:  {200, "", 1},
		SMMTruncated:  {200, `{"order`, 1},
		SMMHugeBody:   {200, `{"message":"xxx`, 1},
		"of no known": {0, "", 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			s := startSMM(t)
			s.p.Fail(SMMFault{Action: "add", Skip: 1, Times: 1, Kind: kind, Delay: time.Millisecond})
			s.says("action=balance", `{"balance":"100.00","currency":"USD"}`)
			s.says("action=add&service=1", smmRefused("Bad link"))
			status, body := s.ask("ours", "action=add&"+smmPlain)
			if status != want.status || !strings.HasPrefix(body, want.body) || (want.body == "") != (body == "") {
				t.Errorf("status %d, %.200s", status, body)
			}
			if got := len(s.p.Orders()); got != want.applied || s.p.Count("add") != (SMMCount{Asked: 2, Applied: got}) {
				t.Errorf("%d orders, %+v", got, s.p.Count("add"))
			}
			if status, body := s.ask("ours", "action=add&"+smmPlain); status != 200 || !strings.HasPrefix(body, `{"order":2350`) {
				t.Errorf("afterwards: %d %s", status, body)
			}
		})
	}
}

func TestSMMFaultsWithDetails(t *testing.T) {
	s := startSMM(t)
	s.p.Fail(SMMFault{Kind: SMM429, RetryAfter: "7"})
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, s.base, nil)
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.Header.Get("Retry-After") != "7" {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()
	s.p.Heal()
	s.says("action=balance", `{"balance":"100.00","currency":"USD"}`)

	s.p.Fail(SMMFault{Action: "add", Kind: SMMHangAfter})
	ctx, giveUp := context.WithCancel(t.Context())
	hung := make(chan error, 1)
	go func() {
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, s.base, strings.NewReader("key=ours&action=add&"+smmPlain))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := http.DefaultClient.Do(r)
		if err == nil {
			_ = response.Body.Close()
		}
		hung <- err
	}()
	if err := s.p.Wait(ctx, func(p *SMMPanel) bool { return p.Count("add").Applied == 1 }); err != nil {
		t.Fatal(err)
	}
	giveUp()
	if err := <-hung; err == nil {
		t.Error("it answered")
	}
}

func TestSMMJournal(t *testing.T) {
	s := startSMM(t)
	s.ask("ours", "action=add&"+smmPlain)
	s.ask("theirs", "action=balance")
	s.ask("wrong", "action=balance")
	calls := s.p.Calls()
	got, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"Action":"add","Form":{"action":["add"],"link":["a.example"],"quantity":["200"],"service":["1"]},"Key":1,"Applied":true,"At":"2026-05-22T12:00:00Z"},` +
		`{"Action":"balance","Form":{"action":["balance"]},"Key":2,"Applied":false,"At":"2026-05-22T12:00:00Z"},` +
		`{"Action":"balance","Form":{"action":["balance"]},"Key":0,"Applied":false,"At":"2026-05-22T12:00:00Z"}]`
	if string(got) != want {
		t.Errorf("%s", got)
	}
	s.p.Journal(2)
	for _, action := range []string{"a", "b", "c"} {
		s.ask("ours", "action="+action)
	}
	if calls := s.p.Calls(); len(calls) != 2 || calls[0].Action != "b" || calls[1].Action != "c" {
		t.Errorf("%+v", calls)
	}
	s.p.Journal(0)
	s.ask("ours", "action=c")
	if calls, counts := s.p.Calls(), s.p.Counts(); len(calls) != 0 || counts["c"].Asked != 2 || counts["add"] != (SMMCount{1, 1}) {
		t.Errorf("%+v, %+v", calls, counts)
	}
}

func TestSMMCountsCallsOfAMinute(t *testing.T) {
	s := startSMM(t)
	s.p.Quirk(SMMQuirks{PerMinute: 2})
	for i, want := range []int{200, 200, 429} {
		if status, _ := s.ask("ours", "action=balance"); status != want {
			t.Errorf("call %d: %d", i+1, status)
		}
	}
	if status, _ := s.ask("theirs", "action=balance"); status != 200 {
		t.Errorf("another key: %d", status)
	}
	s.late.Store(60)
	if status, _ := s.ask("ours", "action=balance"); status != 200 || s.p.Busiest("ours") != 3 {
		t.Errorf("a minute later: %d, busiest %d", status, s.p.Busiest("ours"))
	}
}
