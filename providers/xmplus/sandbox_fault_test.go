package xmplus

import (
	"context"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// Whatever goes wrong around a write: it is made once, and Unknown unless it
// is certain.
func TestFaultsAroundABill(t *testing.T) {
	for kind, want := range map[sandbox.XMFaultKind]struct {
		code resale.Code
		made int
	}{
		sandbox.XMCutBefore: {resale.Unknown, 0}, sandbox.XM500: {resale.Unknown, 0}, sandbox.XM502: {resale.Unknown, 0},
		sandbox.XM429: {resale.Unknown, 0}, sandbox.XMHTML: {resale.Unknown, 0}, sandbox.XMHang: {resale.Unknown, 0}, sandbox.XMNothing: {resale.Unknown, 0},
		sandbox.XMCutAfter: {resale.Unknown, 1}, sandbox.XM500After: {resale.Unknown, 1}, sandbox.XMHTMLAfter: {resale.Unknown, 1},
		sandbox.XMHangAfter: {resale.Unknown, 1}, sandbox.XMEmptyBody: {resale.Unknown, 1}, sandbox.XMTruncated: {resale.Unknown, 1},
		sandbox.XMHugeBody: {resale.Unknown, 1}, sandbox.XMNoID: {resale.Unknown, 1}, sandbox.XMWarnings: {"", 1}, sandbox.XMSlow: {"", 1},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			c, p := startSandbox(t)
			c.timeout = time.Minute
			p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password = testPassword })
			must(c.Plans(t.Context()))(t) // and a token
			for path, ask := range map[string]asking{
				"invoice/create": writes()["XM09"],
				"service/renew":  func(ctx context.Context, c *Client) (any, error) { return gave(c.RenewInvoice(ctx, ana(), 1)) },
			} {
				before := len(p.Invoices("ana@mail.example"))
				p.Fail(sandbox.XMFault{Path: path, Kind: kind, Times: 1, Delay: 50 * time.Millisecond})
				if _, err := ask(untilAsked(t, p, path, kind), c); resale.CodeOf(err) != want.code || len(p.Invoices("ana@mail.example"))-before != want.made {
					t.Errorf("%s: %v, %d made", path, err, len(p.Invoices("ana@mail.example"))-before)
				}
			}
		})
	}
}

// untilAsked ends when the panel has the request that it does not answer.
func untilAsked(t *testing.T, p *sandbox.XMPanel, path string, kind sandbox.XMFaultKind) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	if kind == sandbox.XMHang || kind == sandbox.XMHangAfter {
		before := p.Count(path).Asked
		go func() {
			defer cancel()
			_ = p.Wait(ctx, func(p *sandbox.XMPanel) bool { return p.Count(path).Asked > before })
		}()
	}
	return ctx
}

// A read that meets it once is answered all the same, where asking again can
// help.
func TestFaultsAroundARead(t *testing.T) {
	for kind, want := range map[sandbox.XMFaultKind]resale.Code{
		sandbox.XMCutBefore: "", sandbox.XM500: "", sandbox.XM502: "", sandbox.XM429: "", sandbox.XMWarnings: "", sandbox.XMSlow: "",
		sandbox.XMHTML: resale.Blocked, sandbox.XMNothing: resale.BadAnswer, sandbox.XMTruncated: resale.BadAnswer, sandbox.XMHugeBody: resale.BadAnswer,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			c, p := startSandbox(t)
			c.timeout = time.Minute
			must(c.Plans(t.Context()))(t)
			p.Fail(sandbox.XMFault{Path: "gateways", Kind: kind, Times: 1, Delay: 50 * time.Millisecond})
			if _, err := c.Gateways(t.Context()); resale.CodeOf(err) != want {
				t.Errorf("%v, want %q", err, want)
			}
		})
	}
}

// An empty answer to a payment may have paid.
func TestAnEmptyAnswerToAPayment(t *testing.T) {
	c, p := startSandbox(t)
	p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password = testPassword })
	id := must(c.CreateInvoice(t.Context(), ana(), resale.Purchase{PlanID: 1, Period: resale.Month}))(t)
	p.Quirk(sandbox.XMQuirks{EmptyPayBodies: 1})
	if _, err := c.Pay(t.Context(), ana(), id, 1); outcome(err) != "unknown" {
		t.Error(err)
	}
	if invoice := must(c.Invoice(t.Context(), ana(), id))(t); invoice.State != resale.InvoicePaid {
		t.Errorf("%+v", invoice)
	}
	if _, err := c.Pay(t.Context(), ana(), id, 1); resale.CodeOf(err) != resale.Changed {
		t.Error(err)
	}
}
