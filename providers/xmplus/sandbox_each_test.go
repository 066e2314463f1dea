package xmplus

import (
	"testing"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

func TestEveryGatewayOfTheSandbox(t *testing.T) {
	c, p := startSandbox(t)
	p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password, a.Balance = testPassword, "100" })
	want := map[sandbox.XMGatewayKind]resale.PaymentKind{
		sandbox.XMBalance: resale.PayNothing, sandbox.XMCrypto: resale.PayCode, sandbox.XMWallet: resale.PayCode, sandbox.XMLink: resale.PayLink,
		sandbox.XMImage: resale.PayImage, sandbox.XMQRText: resale.PayCode, sandbox.XMObject: resale.PayPage, sandbox.XMManual: resale.PayNothing,
	}
	listed := must(c.Gateways(t.Context()))(t)
	for i, g := range p.Gateways() {
		id := must(c.CreateInvoice(t.Context(), ana(), resale.Purchase{PlanID: 1, Period: resale.Month}))(t)
		got := must(c.Pay(t.Context(), ana(), id, g.ID))(t)
		if got.Kind != want[g.Kind] || got.Invoice != id || !got.Amount.Known || got.Amount.Unit != g.Symbol || listed[i].ID != g.ID {
			t.Errorf("%s: %+v, listed as %+v", g.Kind, got, listed[i])
		}
		if invoice := must(c.Invoice(t.Context(), ana(), id))(t); (invoice.State == resale.InvoicePaid) != (g.Kind == sandbox.XMBalance) {
			t.Errorf("%s: %+v", g.Kind, invoice)
		}
		delete(want, g.Kind)
	}
	if len(want) > 0 {
		t.Errorf("not tried: %v", want)
	}
}

func TestTwoSteps(t *testing.T) {
	c, p := startSandbox(t)
	p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password, a.TwoStep = testPassword, "246810" })
	for code, want := range map[string]resale.Code{"": resale.CodeNeeded, "111111": resale.WrongCode, "246810": ""} {
		if _, err := c.Account(t.Context(), ana(), code); resale.CodeOf(err) != want {
			t.Errorf("%q: %v", code, err)
		}
	}
}

func TestRefusalsOfTheSandbox(t *testing.T) {
	c, p := startSandbox(t)
	ctx := t.Context()
	p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password = testPassword })
	for name, test := range map[string]struct {
		ask  func() error
		want resale.Code
	}{
		"a coupon": {func() error {
			_, err := c.CreateInvoice(ctx, ana(), resale.Purchase{PlanID: 1, Period: resale.Month, Coupon: "NONE"})
			return err
		}, resale.BadCoupon},
		"sold out": {func() error {
			_, err := c.CreateInvoice(ctx, ana(), resale.Purchase{PlanID: 4, Period: resale.Year})
			return err
		}, resale.NoStock},
		"a top-up": {func() error {
			_, err := c.CreateInvoice(ctx, ana(), resale.Purchase{PlanID: 5, Period: resale.Month})
			return err
		}, resale.NotFound},
		"no plan":    {func() error { _, err := c.Plan(ctx, 99); return err }, resale.NotFound},
		"no service": {func() error { _, _, err := c.Subscription(ctx, ana(), 99); return err }, resale.NotFound},
		"no invoice": {func() error { _, err := c.Invoice(ctx, ana(), "NONE"); return err }, resale.NotFound},
		"weak": {func() error {
			return c.Register(ctx, resale.NewMember{Name: "C", Email: "c@mail.example", Password: "short"})
		}, resale.Invalid},
	} {
		if err := test.ask(); resale.CodeOf(err) != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	p.Quirk(sandbox.XMQuirks{UnpaidBlocks: true})
	month := resale.Purchase{PlanID: 1, Period: resale.Month}
	must(c.CreateInvoice(ctx, ana(), month))(t)
	if _, err := c.CreateInvoice(ctx, ana(), month); resale.CodeOf(err) != resale.Unpaid {
		t.Errorf("with an unpaid one: %v", err)
	}
	p.Quirk(sandbox.XMQuirks{OnlyCode208: true})
	if _, err := c.CreateInvoice(ctx, ana(), resale.Purchase{PlanID: 4, Period: resale.Year}); outcome(err) != "refused: Operation failed" {
		t.Errorf("in no words: %v", err)
	}
}

func TestTokensOfTheSandbox(t *testing.T) {
	for name, quirks := range map[string]sandbox.XMQuirks{"by status": {}, "in words": {TokenWords: true}, "unreadable": {OpaqueToken: true}} {
		c, p := startSandbox(t)
		p.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password = testPassword })
		p.Quirk(quirks)
		must(c.Plans(t.Context()))(t)
		p.RevokeTokens()
		must(c.Plans(t.Context()))(t)
		p.RevokeTokens()
		before := len(p.Invoices("ana@mail.example"))
		if _, err := c.RenewInvoice(t.Context(), ana(), 1); resale.CodeOf(err) != resale.Unavailable || len(p.Invoices("ana@mail.example")) != before {
			t.Errorf("%s: %v", name, err)
		}
		must(c.RenewInvoice(t.Context(), ana(), 1))(t)
		p.RevokeKey(testKey)
		if _, err := c.Plans(t.Context()); resale.CodeOf(err) != resale.Unauthorized {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGenerationsOfTheSandbox(t *testing.T) {
	for generation, want := range map[sandbox.XMGeneration]Found{
		"": {Generation: GenClient}, sandbox.XMOld: {Generation: GenOld}, sandbox.XMNew: {Generation: GenNew},
		sandbox.XMResellerOnly: {GenReseller, true}, sandbox.XMNone: {Generation: GenUnknown},
	} {
		c, p := startSandbox(t)
		p.Quirk(sandbox.XMQuirks{Generation: generation})
		if got, err := c.Probe(t.Context()); err != nil || got != want {
			t.Errorf("%q: %+v, %v", generation, got, err)
		}
		if want.Generation != GenClient {
			if _, err := c.Plans(t.Context()); resale.CodeOf(err) != resale.OtherAPI {
				t.Errorf("%q: %v", generation, err)
			}
		}
	}
	c, p := startSandbox(t)
	p.Quirk(sandbox.XMQuirks{Reseller: true})
	if got, err := c.Probe(t.Context()); err != nil || got != (Found{GenClient, true}) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, status := range []int{0, 401, 403} {
		p.Quirk(sandbox.XMQuirks{KeyStatus: status})
		p.RevokeKey(testKey)
		if _, err := c.Probe(t.Context()); resale.CodeOf(err) != resale.Unauthorized {
			t.Errorf("a wrong key, %d: %v", status, err)
		}
	}
}
