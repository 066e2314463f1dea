package whmdc

import (
	"context"
	"errors"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// Whatever happens to it, a write is sent once, and only an explicit no says
// that nothing was done.
func TestWritesAreSentOnce(t *testing.T) {
	t.Parallel()
	acts := map[string]struct {
		operation string
		do        func(context.Context, *Client) error
	}{
		"create": {"POST clients", func(ctx context.Context, c *Client) error {
			_, err := c.Create(ctx, resale.Customers, wish("email", "new@mail.example", "first_name", "N", "last_name", "M"))
			return err
		}},
		"update": {"PUT clients/{id}", func(ctx context.Context, c *Client) error {
			_, err := c.Update(ctx, resale.Customers, "1", wish("last_name", "X"))
			return err
		}},
		"delete":  {"DELETE clients/{id}", func(ctx context.Context, c *Client) error { return c.Delete(ctx, resale.Customers, "1") }},
		"suspend": {"POST services/{id}/suspend", func(ctx context.Context, c *Client) error { return c.Do(ctx, "1", resale.Suspend) }},
		"pay": {"POST invoices/{id}/pay", func(ctx context.Context, c *Client) error {
			return c.Pay(ctx, "17", resale.HostPayment{Amount: dec("39.90"), Gateway: "manual", Transaction: "TG-17-1"})
		}},
	}
	for kind, want := range map[sandbox.WHFaultKind]resale.Code{
		sandbox.WHCutBefore: resale.Unknown, sandbox.WH500: resale.Unknown, sandbox.WH502: resale.Unknown, sandbox.WHHTML: resale.Unknown,
		sandbox.WHHang: resale.Unknown, sandbox.WHNothing: resale.Unknown, sandbox.WHCutAfter: resale.Unknown, sandbox.WH500After: resale.Unknown,
		sandbox.WH502After: resale.Unknown, sandbox.WHHTMLAfter: resale.Unknown, sandbox.WHHangAfter: resale.Unknown, sandbox.WHEmptyBody: resale.Unknown,
		sandbox.WHTruncated: resale.Unknown, sandbox.WHHugeBody: resale.Unknown, sandbox.WH429: resale.RateLimited,
		sandbox.WHScope: resale.Forbidden, sandbox.WHIP: resale.Forbidden,
	} {
		for name, act := range acts {
			c, p := startSandbox(t)
			p.Seed()
			c.timeout = 150 * time.Millisecond
			p.Fail(sandbox.WHFault{Kind: kind, Times: 1})
			err := act.do(t.Context(), c)
			if e, ok := errors.AsType[*resale.Error](err); !ok || e.Code != want || e.Act == "" {
				t.Errorf("%s, %s: %v, want %s", kind, name, err, want)
			}
			if n := p.Count(act.operation).Asked; n != 1 {
				t.Errorf("%s, %s: sent %d times", kind, name, n)
			}
		}
	}
}

func TestSuccessWithoutWhatWasMade(t *testing.T) {
	c, p := startSandbox(t)
	p.Fail(sandbox.WHFault{Kind: sandbox.WHNoID, Times: 1})
	_, err := c.Create(t.Context(), resale.Customers, wish("email", "new@mail.example", "first_name", "N", "last_name", "M"))
	same(t, resale.Unknown, resale.CodeOf(err), nil)
	same(t, 1, len(p.Clients()), nil)
}

// A read that fails for a moment is asked again; what lasts is told apart.
func TestReadsAreAskedAgain(t *testing.T) {
	t.Parallel()
	for kind, want := range map[sandbox.WHFaultKind]resale.Code{
		sandbox.WHCutBefore: resale.Unavailable, sandbox.WH500: resale.Unavailable, sandbox.WH502: resale.Unavailable, sandbox.WHHTML: resale.Blocked,
		sandbox.WH429: resale.RateLimited, sandbox.WHNothing: resale.BadAnswer, sandbox.WHTruncated: resale.BadAnswer, sandbox.WHHugeBody: resale.BadAnswer,
		sandbox.WHScope: resale.Forbidden, sandbox.WHIP: resale.Forbidden,
	} {
		c, p := startSandbox(t)
		p.Seed()
		p.Fail(sandbox.WHFault{Kind: kind, RetryAfter: "60"})
		_, err := c.Get(t.Context(), resale.HostInvoices, "1")
		same(t, want, resale.CodeOf(err), nil)
		if e, ok := errors.AsType[*resale.Error](err); kind == sandbox.WH429 && (!ok || e.Wait != time.Minute) {
			t.Errorf("%v: wait %v", err, e.Wait)
		}
		p.Heal()
		if kind == sandbox.WHCutBefore || kind == sandbox.WH500 || kind == sandbox.WH502 {
			p.Fail(sandbox.WHFault{Kind: kind, Times: 1})
		}
		if _, err := c.Get(t.Context(), resale.HostInvoices, "1"); err != nil {
			t.Errorf("%s, once: %v", kind, err)
		}
	}
}

func TestKeysThatMayLittle(t *testing.T) {
	reader, p := startSandbox(t, func(config *Config) { config.Key = secret.New("whk_reads") })
	p.Seed()
	p.AddKey("whk_reads", "clients.read", "invoices.*")
	found, err := reader.Probe(t.Context())
	if err != nil || found.Customers != 5 || len(found.May) != 2 || !found.May[resale.Customers] || !found.May[resale.HostInvoices] {
		t.Error(found, err)
	}
	same(t, resale.Forbidden, resale.CodeOf(reader.Delete(t.Context(), resale.Customers, "1")), nil)
	p.Fail(sandbox.WHFault{Kind: sandbox.WHIP})
	_, err = reader.Probe(t.Context())
	same(t, "forbidden: Your IP address is not allowed to use this API key", outcome(err), nil)
	p.Heal()
	p.RevokeKey("whk_reads")
	_, err = reader.Probe(t.Context())
	same(t, resale.Unauthorized, resale.CodeOf(err), nil)
}
