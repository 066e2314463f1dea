package xmplus

import (
	"slices"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// startSandbox is a panel that keeps state, so that the calls fit each other
// and not only their records. Its clocks go by Tehran's.
func startSandbox(t *testing.T) (*Client, *sandbox.XMPanel) {
	t.Helper()
	zone := time.FixedZone("", 3*60*60+30*60)
	p := sandbox.NewXM(sandbox.XMOptions{Zone: zone})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.Seed()
	p.AddKey(testKey)
	return clientOf(t, base, func(config *Config) { config.Now, config.Zone = time.Now, zone }), p
}

func bia() Login { return Login{Email: "bia@mail.example", Password: secret.New(testPassword)} }

func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// dialects are the ways in which a panel may differ.
func dialects() map[string]sandbox.XMQuirks {
	return map[string]sandbox.XMQuirks{
		"as documented": {GatewayObject: true},
		"in words":      {StringNumbers: true, NumberStatus: true, NoDate: "null", DataWrapped: true, OpaqueToken: true},
		"chatty":        {Warnings: true, Trailing: true, NoDate: "0000-00-00 00:00", LinkName: "subscription_url", FailStatus: true},
		"persian":       {Localized: "fa", NewestFirst: true, TokenWords: true},
		"chinese":       {Localized: "zh", Warnings: true, StringNumbers: true, DataWrapped: true, GatewayObject: true},
		"strict":        {VerifyEmail: true, UnpaidBlocks: true},
		"brazilian":     {Localized: "pt"},
		"spanish":       {Localized: "es"},
		"russian":       {Localized: "ru"},
	}
}

// From the registration to the second renewal, in every dialect.
func TestTheLifeOfAMember(t *testing.T) {
	for name, quirks := range dialects() {
		t.Run(name, func(t *testing.T) {
			c, p := startSandbox(t)
			p.Quirk(quirks)
			ctx := t.Context()
			register(t, c, p)
			crypto := slices.IndexFunc(p.Gateways(), func(g sandbox.XMGateway) bool { return g.Kind == sandbox.XMCrypto })
			gateway := p.Gateways()[crypto].ID

			plan := must(c.Plan(ctx, must(c.Plans(ctx))(t)[0].ID))(t)
			price, _ := plan.Price(resale.Quarter)
			wish := resale.Purchase{PlanID: plan.ID, Plan: plan.Name, Period: resale.Quarter}
			id := must(c.CreateInvoice(ctx, bia(), wish))(t)
			invoice := must(c.Invoice(ctx, bia(), id))(t)
			if invoice.State != resale.InvoicePending || !wish.Same(invoice) || invoice.Amount.Amount.Cmp(price.Amount) != 0 {
				t.Errorf("%+v for %v", invoice, price)
			}
			payment := must(c.Pay(ctx, bia(), id, gateway))(t)
			if payment.Kind != resale.PayCode || payment.Text == "" || time.Until(payment.Expires) < time.Minute {
				t.Errorf("%+v", payment)
			}
			p.MarkPaid(id)
			if paid := must(c.Invoice(ctx, bia(), id))(t); paid.State != resale.InvoicePaid || time.Since(paid.Paid) > 2*time.Minute {
				t.Errorf("%+v", paid)
			}
			subscription := must(c.Account(ctx, bia(), ""))(t).Subscriptions[0]
			if subscription.State(time.Now()) != resale.SubOn || subscription.Link == "" || subscription.Period != resale.Quarter {
				t.Errorf("%+v", subscription)
			}
			same, nodes, err := c.Subscription(ctx, bia(), subscription.ID)
			if err != nil || len(nodes) == 0 || !same.Expires.Equal(subscription.Expires) || same.Period != resale.Quarter {
				t.Errorf("%+v, %d servers, %v", same, len(nodes), err)
			}
			topUp := must(c.TopUps(ctx))(t)[0]
			more := must(c.TopUpInvoice(ctx, bia(), subscription.ID, topUp.ID))(t)
			p.MarkPaid(more)
			again := must(c.RenewInvoice(ctx, bia(), subscription.ID))(t)
			p.MarkPaid(again)
			renewed := must(c.Account(ctx, bia(), ""))(t).Subscriptions
			if len(renewed) != 1 || !renewed[0].Expires.After(subscription.Expires) || renewed[0].Traffic <= subscription.Traffic {
				t.Errorf("%+v, after %+v", renewed, subscription)
			}
			var seen []string
			for _, invoice := range must(c.Invoices(ctx, bia()))(t) {
				if seen = append(seen, invoice.ID); invoice.State != resale.InvoicePaid {
					t.Errorf("%+v", invoice)
				}
			}
			want := []string{id, more, again}
			slices.Sort(want)
			if slices.Sort(seen); !slices.Equal(seen, want) {
				t.Errorf("%v, want %v", seen, want)
			}
		})
	}
}

// register makes an account, and meets every no on the way to it.
func register(t *testing.T, c *Client, p *sandbox.XMPanel) {
	t.Helper()
	ctx := t.Context()
	n := resale.NewMember{Name: "Bia", Email: bia().Email, Password: testPassword}
	if _, err := c.Account(ctx, bia(), ""); resale.CodeOf(err) != resale.NoAccount {
		t.Errorf("before: %v", err)
	}
	if err := c.SendCode(ctx, n.Name, n.Email); err != nil {
		t.Error(err)
	}
	n.Code = p.MailedCode(n.Email)
	if err := c.Register(ctx, n); err != nil {
		t.Fatal(err)
	}
	if err := c.Register(ctx, n); resale.CodeOf(err) != resale.Taken {
		t.Errorf("twice: %v", err)
	}
	if m := must(c.Account(ctx, bia(), ""))(t); m.Name != "Bia" || m.UID == "" || len(m.Subscriptions) != 0 || !m.Balance.IsZero() {
		t.Errorf("%+v", m)
	}
	wrong := Login{Email: n.Email, Password: secret.New("Other-1!")}
	if _, err := c.Account(ctx, wrong, ""); resale.CodeOf(err) != resale.WrongLogin {
		t.Errorf("a wrong password: %v", err)
	}
	if _, err := c.CreateInvoice(ctx, bia(), resale.Purchase{PlanID: 4, Period: resale.Year}); resale.CodeOf(err) != resale.NoStock && resale.CodeOf(err) != resale.Refused {
		t.Errorf("what is sold out: %v", err)
	}
	if err := c.ResetPassword(ctx, n.Email); err != nil {
		t.Error(err)
	}
}
