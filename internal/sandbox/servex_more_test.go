package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestServexResellers(t *testing.T) {
	s := startServex(t)
	const norte = `{"name":"Norte","username":"norte","password":"x1","max_users":5,"account_type":"validity","category_ids":[1001],"expiration_date":"2026-06-01","obs":"n"}`
	status, body := s.call("ours", "POST", "/resellers", norte)
	object, _ := body["reseller"].(map[string]any)
	if status != 201 || object["expiration_date"] != "2026-06-01T00:00:00.000Z" || object["observation"] != "n" {
		t.Fatalf("status %d, %v", status, body)
	}
	path := fmt.Sprintf("/resellers/%.0f", object["id"])
	if status, _ := s.call("ours", "POST", "/resellers", strings.Replace(norte, `"expiration_date":"2026-06-01",`, "", 1)); status != 400 {
		t.Errorf("validity without a date: %d", status)
	}
	if status, _ := s.call("theirs", "PUT", path, `{"max_users":9}`); status != 403 {
		t.Errorf("somebody else's reseller: %d", status)
	}
	s.call("ours", "PUT", path, `{"max_users":9}`)
	if _, body := s.call("ours", "POST", path+"/renew", `{"days":30}`); body["expiration_date"] != "2026-07-01T00:00:00.000Z" {
		t.Errorf("renewed: %v", body)
	}
	id := s.p.Resellers()[0].ID
	s.p.AddClient(ServexClient{Username: "below", OwnerID: id})
	s.p.AddReseller(ServexReseller{Username: "sub", ParentID: id, AccountType: "credit"})
	if _, body := s.call("ours", "PUT", path+"/toggle-status", ""); body["status"] != "suspended" || !s.p.Clients()[0].Suspended {
		t.Errorf("toggled: %v, client %+v", body, s.p.Clients()[0])
	}
	_, body = s.call("ours", "GET", "/resellers?search=NOR&status=suspended", "")
	if rows, _ := body["resellers"].([]any); len(rows) != 1 || rows[0].(map[string]any)["max_users"] != 9.0 {
		t.Errorf("listed: %v", body)
	}
	s.call("ours", "DELETE", path, "")
	if len(s.p.Resellers())+len(s.p.Clients()) != 0 {
		t.Errorf("the hierarchy is still there: %v %v", s.p.Resellers(), s.p.Clients())
	}
}

func TestServexCategories(t *testing.T) {
	s := startServex(t)
	s.p.AddCategory("Over", servexNoon.AddDate(0, 0, -1))
	if _, text := s.raw("ours", "GET", "/categories", ""); !strings.HasPrefix(text, `[{`) || strings.Count(text, `"id"`) != 2 || !strings.Contains(text, "2026-05-21T12:00:00.000Z") {
		t.Errorf("listed: %s", text)
	}
	if status, _ := s.call("ours", "POST", "/categories", `{"name":"New"}`); status != 403 {
		t.Errorf("a reseller key made one: %d", status)
	}
	if status, body := s.call("admin", "POST", "/categories", `{"name":"New","limiter_active":true}`); status != 201 || body["category"] == nil {
		t.Errorf("status %d, %v", status, body)
	}
	s.call("admin", "PUT", "/categories/1001", `{"name":"Gold"}`)
	s.p.AddClient(ServexClient{Username: "ana", CategoryID: 1001})
	if status, _ := s.call("admin", "DELETE", "/categories/1001", ""); status != 400 {
		t.Errorf("one in use was deleted: %d", status)
	}
	s.call("admin", "DELETE", "/categories/1002", "")
	if got := s.p.Categories(); len(got) != 2 || got[0].Name != "Gold" || !got[1].Limiter {
		t.Errorf("left: %+v", got)
	}
	if _, body := s.call("ours", "GET", "/auth/sse-token", ""); body["token"] == "" || body["exp"] != float64(servexNoon.Add(24*time.Hour).Unix()) {
		t.Errorf("token: %v", body)
	}
}

func TestServexFaults(t *testing.T) {
	for _, test := range []struct {
		kind    ServexFaultKind
		status  int
		applied bool
	}{
		{ServexCutBefore, 0, false},
		{ServexCutAfter, 0, true},
		{Servex500, 500, false},
		{Servex500After, 500, true},
		{ServexHTML, 403, false},
		{Servex429, 429, false},
		{ServexSlow, 201, true},
		{ServexHugeBody, 200, true},
		{ServexWrongTypes, 200, true},
		{ServexEmptyBody, 200, true},
		{ServexMessageOnly, 201, true},
	} {
		t.Run(string(test.kind), func(t *testing.T) {
			s := startServex(t)
			s.p.Fail(ServexFault{Method: "POST", PathContains: "/clients", Times: 1, Kind: test.kind, RetryAfter: "9", Delay: time.Millisecond})
			if status, _ := s.call("ours", "GET", "/clients", ""); status != 200 {
				t.Errorf("another call failed: %d", status)
			}
			status, text := s.raw("ours", "POST", "/clients", servexJoao)
			if status != test.status || s.p.Creates("joao") == 1 != test.applied {
				t.Errorf("status %d, created %d times", status, s.p.Creates("joao"))
			}
			if test.kind == ServexHugeBody && len(text) < 10<<20 {
				t.Errorf("%d bytes", len(text))
			}
			if status, _ := s.call("ours", "POST", "/clients", strings.Replace(servexJoao, "joao", "maria", 1)); status != 201 {
				t.Errorf("the fault stayed: %d", status)
			}
		})
	}
}

func TestServexHangEndsWithTheClientAndWithClose(t *testing.T) {
	s := startServex(t)
	s.p.Fail(ServexFault{Kind: ServexHang})
	ended := make(chan error, 2)
	hang := func(ctx context.Context) {
		r, _ := http.NewRequestWithContext(ctx, "POST", s.base+"/clients", strings.NewReader(servexJoao))
		response, err := http.DefaultClient.Do(r)
		if err == nil {
			_ = response.Body.Close()
		}
		ended <- err
	}
	ctx, cancel := context.WithCancel(t.Context())
	go hang(ctx)
	go hang(t.Context())
	if err := s.p.Wait(t.Context(), func(p *ServexPanel) bool { return len(p.Calls()) == 2 }); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the one that gave up: %v", err)
	}
	if err := s.p.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("the other one got an answer")
	}
	if len(s.p.Clients()) != 0 {
		t.Error("a hanging call was applied")
	}
}

func TestServexWaitEndsWithItsContext(t *testing.T) {
	s := startServex(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := s.p.Wait(ctx, func(*ServexPanel) bool { return false }); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestServexSeedHasEveryState(t *testing.T) {
	s := startServex(t)
	s.p.Seed()
	s.p.AddKey("demo", false, ServexDemoOwner)
	for _, status := range []string{"active", "expired", "expires_today", "expires_soon", "suspended"} {
		if s.names("demo", "status="+status) == "" {
			t.Errorf("no client is %s", status)
		}
	}
	if got := len(s.p.Clients()); got != 60 {
		t.Errorf("%d clients", got)
	}
	expired := 0
	for _, c := range s.p.Categories() {
		if !c.ValidUntil.IsZero() && c.ValidUntil.Before(servexNoon) {
			expired++
		}
	}
	if expired != 1 || len(s.p.Resellers()) != 3 {
		t.Errorf("%d expired categories, %d resellers", expired, len(s.p.Resellers()))
	}
}
