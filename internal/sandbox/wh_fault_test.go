package sandbox

import (
	"strings"
	"testing"
	"time"
)

const whPaysIt = `POST invoices/1/pay {"amount":29.99,"gateway":"manual","transaction_id":"TG-1-1"}`

func TestWHFaultsBefore(t *testing.T) {
	for kind, want := range map[WHFaultKind]struct {
		status int
		text   string
	}{
		WHCutBefore: {0, "EOF"},
		WH500:       {500, "Internal server error"},
		WH502:       {502, "<!DOCTYPE html>"},
		WH429:       {429, "Too many requests"},
		WHHTML:      {200, "We will be back soon"},
		WHScope:     {403, "Insufficient permissions"},
		WHIP:        {403, "IP address is not allowed"},
		WHNothing:   {200, ""},
	} {
		t.Run(string(kind), func(t *testing.T) {
			x := startWH(t, WHOptions{})
			x.p.Fail(WHFault{Method: "POST", Path: "invoices/{id}/pay", Times: 1, Kind: kind, RetryAfter: "7"})
			x.gets(200, "GET invoices/1")
			x.gets(want.status, whPaysIt, want.text)
			if x.status(WHInvoices, 1) != "unpaid" {
				t.Error("it was paid")
			}
			x.gets(200, whPaysIt)
		})
	}
}

func TestWHFaultsAfter(t *testing.T) {
	for kind, want := range map[WHFaultKind]struct {
		status int
		text   string
	}{
		WHCutAfter:  {0, "EOF"},
		WH500After:  {500, "Internal server error"},
		WH502After:  {502, "502 Bad Gateway"},
		WHHTMLAfter: {200, "We will be back soon"},
		WHSlow:      {200, `"status":"paid"`},
		WHEmptyBody: {200, ""},
		WHTruncated: {200, `{"success":true`},
		WHHugeBody:  {200, "xxxx"},
		WHNoID:      {200, `{"success":true,"message":"OK"}`},
	} {
		t.Run(string(kind), func(t *testing.T) {
			x := startWH(t, WHOptions{})
			x.p.Fail(WHFault{Path: "invoices/1/pay", Times: 1, Kind: kind, Delay: time.Millisecond})
			text := x.gets(want.status, whPaysIt, want.text)
			if kind == WHTruncated && strings.HasSuffix(text, "}") || kind == WHEmptyBody && text != "" {
				t.Errorf("the answer is whole: %s", text)
			}
			if x.status(WHInvoices, 1) != "paid" || len(x.p.Payments()) != 1 {
				t.Error("it was not paid")
			}
			x.gets(409, whPaysIt, "already paid")
			calls := x.p.Calls()
			if got := calls[len(calls)-2]; !got.Applied || got.Pattern != "invoices/{id}/pay" || !strings.Contains(got.Body, "TG-1-1") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWHFaultsSkipAndHeal(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Fail(WHFault{Method: "GET", Path: "clients", Skip: 1, Kind: WH502})
	x.gets(200, "GET clients")
	x.gets(502, "GET clients")
	x.gets(502, "GET clients")
	x.gets(200, "GET clients/1")
	x.p.Heal()
	x.gets(200, "GET clients")
}

// What hangs ends with the panel.
func TestWHHangsUntilTheEnd(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Fail(WHFault{Kind: WHHang})
	ended := make(chan int, 1)
	go func() {
		status, _ := x.send("GET", "clients", "")
		ended <- status
	}()
	if err := x.p.Wait(t.Context(), func(p *WHPanel) bool { return p.Count("GET clients").Asked == 1 }); err != nil {
		t.Fatal(err)
	}
	if err := x.p.Close(); err != nil {
		t.Error(err)
	}
	if got := <-ended; got != 0 {
		t.Errorf("answered with %d", got)
	}
}
