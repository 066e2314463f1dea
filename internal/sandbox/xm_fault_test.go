package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

const xmCreate = xmAna + `,"pid":1,"billing":"month","coupon":"","qty":1`

func TestXMFaults(t *testing.T) {
	for kind, want := range map[XMFaultKind]struct {
		status  int
		text    string // part of it
		applied int
	}{
		XMCutBefore:     {0, "", 0},
		XM500:           {500, "Whoops!", 0},
		XM502:           {502, "502 Bad Gateway", 0},
		XM429:           {429, "Too Many Requests", 0},
		XMHTML:          {200, "We will be back", 0},
		XMNothing:       {200, "", 0},
		XMCutAfter:      {0, "", 1},
		XM500After:      {500, "Whoops!", 1},
		XMHTMLAfter:     {200, "We will be back", 1},
		XMSlow:          {200, `"invid":"`, 1},
		XMEmptyBody:     {200, "", 1},
		XMTruncated:     {200, `{"code":100,"invid":"`, 1},
		XMHugeBody:      {200, "xxxx", 1},
		XMWarnings:      {200, "<b>Warning</b>", 1},
		XMNoID:          {200, `{"code":100,"message":"Invoice Created","status":"success"}`, 1},
		"misspelt":      {0, "", 1},
		XMFaultKind(""): {0, "", 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			x := startXM(t)
			x.p.Fail(XMFault{Path: "invoice/create", Email: "Ana@mail.example", Times: 1, Kind: kind, RetryAfter: "7"})
			x.part("invoice/create", strings.ReplaceAll(xmCreate, xmAna, xmBia), "invid")
			status, text := x.ask("invoice/create", xmCreate)
			if status != want.status || !strings.Contains(text, want.text) || want.text == "" && text != "" {
				t.Errorf("%d %.200s", status, text)
			}
			if n := len(x.p.Invoices("ana@mail.example")); n != want.applied || x.p.CountOf("invoice/create", "ana@mail.example").Applied != want.applied {
				t.Errorf("%d invoices, %+v", n, x.p.Count("invoice/create"))
			}
			x.part("invoice/create", xmCreate, "invid")
		})
	}
}

func TestXMFaultsInTurn(t *testing.T) {
	x := startXM(t)
	x.p.Fail(XMFault{Skip: 1, Times: 1, Kind: XM502})
	x.p.Fail(XMFault{Path: "packages", Kind: XMHTML})
	for _, step := range []struct {
		path   string
		status int
		text   string
	}{
		{"gateways", 200, "gateways"},
		{"packages", 502, "Bad Gateway"},
		{"gateways", 200, "gateways"},
		{"packages", 200, "We will be back"},
	} {
		if status, text := x.ask(step.path, ""); status != step.status || !strings.Contains(text, step.text) {
			t.Errorf("%s: %d %s", step.path, status, text)
		}
	}
	x.p.Heal()
	x.part("packages", "", "packages")
}

func TestXMHangsUntilTheClientGivesUp(t *testing.T) {
	for _, kind := range []XMFaultKind{XMHang, XMHangAfter, XMSlow} {
		x := startXM(t)
		x.p.Fail(XMFault{Kind: kind, Delay: time.Hour})
		ctx, giveUp := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, x.base+"/api/client/invoice/create", strings.NewReader("{"+xmCreate+"}"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+x.token)
		go func() {
			_ = x.p.Wait(ctx, func(p *XMPanel) bool { return p.Count("invoice/create").Asked == 1 })
			giveUp()
		}()
		if _, err := http.DefaultClient.Do(r); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", kind, err)
		}
		if n := len(x.p.Invoices("")); (n == 1) != kind.applies() {
			t.Errorf("%s: %d invoices", kind, n)
		}
	}
}

func TestXMCloseEndsWhatHangs(t *testing.T) {
	x := startXM(t)
	x.p.Fail(XMFault{Kind: XMHang})
	x.p.Live(time.Hour)
	x.p.Live(time.Minute)
	ended := make(chan int, 1)
	go func() {
		status, _ := x.ask("packages", "")
		ended <- status
	}()
	if err := x.p.Wait(t.Context(), func(p *XMPanel) bool { return p.Count("packages").Asked == 1 }); err != nil {
		t.Fatal(err)
	}
	if err := x.p.Close(); err != nil {
		t.Fatal(err)
	}
	if status := <-ended; status != 0 {
		t.Errorf("status %d", status)
	}
	if err := x.p.Wait(t.Context(), func(*XMPanel) bool { return false }); err == nil {
		t.Error("waits on a closed panel")
	}
	x.p.Live(time.Second) // does nothing
}
