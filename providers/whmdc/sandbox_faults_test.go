package whmdc_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
)

// ask is the client of a panel with a key, some customers and no quirks yet.
func ask(t *testing.T) (*whmdc.Client, *sandbox.WHPanel) {
	t.Helper()
	p := sandbox.NewWH(sandbox.WHOptions{})
	direct := &http.Transport{}
	t.Cleanup(direct.CloseIdleConnections)
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	p.AddKey("ours")
	p.Seed()
	return whmdc.New(whmdc.Config{BaseURL: base, Key: secret.New("ours"), HTTP: &http.Client{Transport: direct}, Limiter: rate.NewLimiter(rate.Inf, 1), Timeout: 10 * time.Second}), p
}

func need[T any](got T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
}

func text(name, value string) resale.WishField { return resale.WishField{Name: name, Text: value} }

func refused(t *testing.T, act string, err error, want ...resale.Code) {
	t.Helper()
	for _, code := range want {
		if resale.CodeOf(err) == code {
			return
		}
	}
	t.Errorf("%s: %v (%s), want one of %s", act, err, resale.CodeOf(err), want)
}

// Whatever goes wrong, what was done is never said to be refused, and what was
// refused is never unknown.
func TestFaultsOfTheSandbox(t *testing.T) {
	for kind, want := range map[sandbox.WHFaultKind][]resale.Code{
		sandbox.WHCutBefore: {resale.Unknown, resale.Unavailable},
		sandbox.WH500:       {resale.Unknown},
		sandbox.WH502:       {resale.Unknown, resale.Unavailable},
		sandbox.WH429:       {resale.RateLimited},
		sandbox.WHHTML:      {resale.Unknown, resale.OtherAPI},
		sandbox.WHScope:     {resale.Forbidden},
		sandbox.WHIP:        {resale.Forbidden},
		sandbox.WHNothing:   {resale.Unknown},
		sandbox.WHCutAfter:  {resale.Unknown},
		sandbox.WH500After:  {resale.Unknown},
		sandbox.WH502After:  {resale.Unknown},
		sandbox.WHHTMLAfter: {resale.Unknown},
		sandbox.WHEmptyBody: {resale.Unknown},
		sandbox.WHTruncated: {resale.Unknown},
		sandbox.WHHugeBody:  {resale.Unknown},
		sandbox.WHNoID:      {resale.Unknown},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			c, p := ask(t)
			before := len(p.Rows(sandbox.WHServers))
			p.Fail(sandbox.WHFault{Method: "POST", Kind: kind, RetryAfter: "1"})
			_, err := c.Create(t.Context(), resale.HostServers, resale.RecordWish{Fields: []resale.WishField{text("name", "N"), text("hostname", "n.example")}})
			refused(t, "create", err, want...)
			if _, is := errors.AsType[*resale.Error](err); !is {
				t.Errorf("%T", err)
			}
			if n := p.Count("POST servers"); n.Asked != 1 {
				t.Errorf("it was asked for %d times, and there are %d more", n.Asked, len(p.Rows(sandbox.WHServers))-before)
			}
		})
	}
}

// The sandbox signs as the client verifies, and both read the same event.
func TestWebhooksOfTheSandbox(t *testing.T) {
	c, p := ask(t)
	made := need(c.Create(t.Context(), resale.HostHooks, resale.RecordWish{Fields: []resale.WishField{
		text("name", "Bot"), text("url", "http://127.0.0.1:1/hooks"), {Name: "events", List: whmdc.Events()},
	}}))(t)
	for name, quirks := range map[string]sandbox.WHQuirks{
		"bare": {}, "prefix": {WebhookPrefix: true, WebhookShape: 2}, "uuid": {UUIDOnly: true, NoZoneTimes: true}, "items": {Envelope: 2, WebhookShape: 2},
	} {
		p.Quirk(quirks)
		before := len(p.Sent())
		p.Announce("invoice.created", 17)
		p.Announce("service.suspended", 3)
		if err := p.Wait(t.Context(), func(p *sandbox.WHPanel) bool { return len(p.Sent()) == before+2 }); err != nil {
			t.Fatal(err)
		}
		for _, s := range p.Sent()[before:] {
			if !whmdc.Verify(made.Secret, s.Signature, s.Body) || whmdc.Verify(made.Secret, s.Signature, append(s.Body, ' ')) {
				t.Errorf("%s: %s does not sign %s", name, s.Signature, s.Body)
			}
			event := need(whmdc.ReadEvent(s.Body))(t)
			if event.Name != s.Event || event.Object == "" || event.Zoned == quirks.NoZoneTimes || time.Since(event.At) > time.Minute {
				t.Errorf("%s: %+v", name, event)
			}
		}
	}
}
