package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestVPNFaults(t *testing.T) {
	for kind, want := range map[VPNFaultKind]struct {
		status  int
		body    string
		applied int
	}{
		VPNCutBefore:  {0, "", 0},
		VPNCutAfter:   {0, "", 1},
		VPN500:        {500, `{"code":500,"message":"Server Error"}`, 0},
		VPN500After:   {500, `{"code":500,"message":"Server Error"}`, 1},
		VPN429:        {429, `{"code":429,"message":"Too Many Attempts."}`, 0},
		VPNHTML:       {200, "<!DOCTYPE html>", 0},
		VPNHTMLAfter:  {200, "<!DOCTYPE html>", 1},
		VPNSlow:       {201, `{"code":201,"data":{"created"`, 1},
		VPNEmptyBody:  {201, "", 1},
		VPNNoData:     {201, `{"code":201}`, 1},
		VPNTruncated:  {201, `{"code":201,"data":{"created"`, 1},
		VPNHugeBody:   {200, `{"message":"xxx`, 1},
		"of no known": {0, "", 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			v := startVPNBill(t)
			v.p.Fail(VPNFault{Method: "POST", Path: "accounts", Skip: 1, Times: 1, Kind: kind, Delay: time.Millisecond})
			v.says("GET profile", 200, vpnData(`{"balance":"1.00"}`))
			v.says(`POST accounts {"username":"carla"}`, 422, vpnWrong(vpnGiven, "password", "The password field is required."))
			status, body := v.ask("ours", vpnCarla)
			if status != want.status || !strings.HasPrefix(body, want.body) || (want.body == "") != (body == "") {
				t.Errorf("status %d, %.200s", status, body)
			}
			if kind == VPNTruncated && json.Valid([]byte(body)) {
				t.Errorf("whole: %s", body)
			}
			if got := v.p.Count("POST accounts"); got != (VPNCount{2, want.applied}) || v.p.Acts("carla").Creates != want.applied {
				t.Errorf("%+v", got)
			}
			v.has(map[int]string{0: "1.00", 1: "0.934"}[want.applied])
			v.makes(`POST accounts {"username":"diego","password":"secret"}`)
		})
	}
}

func TestVPNFaultsOfOnePath(t *testing.T) {
	v := startVPN(t)
	v.p.AddAccount(VPNAccount{User: 3595, Username: "carla"})
	v.p.Fail(VPNFault{Path: "accounts/1003/expire", Kind: VPN500})
	v.p.Fail(VPNFault{Path: "accounts/{id}/disable", Kind: VPN500After, Times: 2})
	for _, c := range []struct {
		call string
		want int
	}{
		{`PUT accounts/1001/expire {"expire_at":null}`, 200},
		{`PUT accounts/1003/expire {"expire_at":null}`, 500},
		{`PUT accounts/1003/expire {"expire_at":null}`, 500},
		{"PUT accounts/1001/disable", 500},
		{"PUT accounts/1003/disable", 500},
		{"PUT accounts/1003/disable", 200},
		{"PUT accounts/1003/enable", 200},
	} {
		if status, text := v.ask("ours", c.call); status != c.want {
			t.Errorf("%s: %d %s", c.call, status, text)
		}
	}
	if a, _ := v.p.Account("Ana"); !a.Disabled || v.p.Acts("carla").Expires != 0 {
		t.Errorf("%+v, %+v", a, v.p.Acts("carla"))
	}
}

func TestVPNFaultsWithDetails(t *testing.T) {
	v := startVPN(t)
	v.p.Fail(VPNFault{Kind: VPN429, RetryAfter: "7"})
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, v.base+"/profile", nil)
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.Header.Get("Retry-After") != "7" {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()
	v.p.Heal()
	v.says("GET profile", 200, vpnData(`{"balance":"253.70"}`))

	v.p.Fail(VPNFault{Method: "DELETE", Kind: VPNHangAfter})
	ctx, giveUp := context.WithCancel(t.Context())
	hung := make(chan error, 1)
	go func() {
		r, _ := http.NewRequestWithContext(ctx, http.MethodDelete, v.base+"/accounts/1001", nil)
		r.Header.Set("Authorization", "Bearer ours")
		response, err := http.DefaultClient.Do(r)
		if err == nil {
			_ = response.Body.Close()
		}
		hung <- err
	}()
	if err := v.p.Wait(ctx, func(p *VPNPanel) bool { return p.Count("DELETE accounts/{id}").Applied == 1 }); err != nil {
		t.Fatal(err)
	}
	giveUp()
	if err := <-hung; err == nil {
		t.Error("it answered")
	}
}

func TestVPNWaitEnds(t *testing.T) {
	p := NewVPN(VPNOptions{})
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	never := func(*VPNPanel) bool { return false }
	if err := p.Wait(ctx, never); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if err := p.Wait(t.Context(), never); err == nil || err.Error() != "wait: the panel was closed" {
		t.Error(err)
	}
}

func TestVPNJournal(t *testing.T) {
	v := startVPN(t)
	v.ask("ours", `PUT accounts/1001/change_password {"password":"another","why":"asked"}`)
	v.ask("theirs", "GET accounts?page=2&per_page=5")
	v.ask("wrong", `POST accounts {"username":"carla","password":"secret"}`)
	v.send(vpnBasic("ana:another"), "application/json", "GET", "un/accounts/show?username=ana", "")
	got, err := json.Marshal(v.p.Calls())
	if err != nil {
		t.Fatal(err)
	}
	const at = `"At":"2026-05-22T12:00:00Z"}`
	want := `[{"Method":"PUT","Path":"accounts/1001/change_password","Query":"","Body":"{\"password\":\"***\",\"why\":\"asked\"}","User":3595,"Applied":true,` + at +
		`,{"Method":"GET","Path":"accounts","Query":"page=2\u0026per_page=5","Body":"","User":3596,"Applied":false,` + at +
		`,{"Method":"POST","Path":"accounts","Query":"","Body":"{\"password\":\"***\",\"username\":\"carla\"}","User":0,"Applied":false,` + at +
		`,{"Method":"GET","Path":"un/accounts/show","Query":"username=ana","Body":"","User":3595,"Applied":false,` + at + `]`
	if string(got) != want {
		t.Errorf("%s", got)
	}
}
