package xmplus

import (
	"context"

	"resellerbot/internal/resale"
)

// asking is a call, with what it gave.
type asking func(context.Context, *Client) (any, error)

func gave[T any](value T, err error) (any, error) { return value, err }

// reads are all that change nothing, but for the token.
func reads() map[string]asking {
	return map[string]asking{
		"XM02": func(ctx context.Context, c *Client) (any, error) { return gave(c.Account(ctx, ana(), "")) },
		"XM06": func(ctx context.Context, c *Client) (any, error) { return gave(c.Plans(ctx)) },
		"XM07": func(ctx context.Context, c *Client) (any, error) { return gave(c.TopUps(ctx)) },
		"XM08": func(ctx context.Context, c *Client) (any, error) { return gave(c.Plan(ctx, 1)) },
		"XM10": func(ctx context.Context, c *Client) (any, error) {
			s, nodes, err := c.Subscription(ctx, ana(), 4)
			return gave([]any{s, nodes}, err)
		},
		"XM13": func(ctx context.Context, c *Client) (any, error) { return gave(c.Gateways(ctx)) },
		"XM14": func(ctx context.Context, c *Client) (any, error) { return gave(c.Invoices(ctx, ana())) },
		"XM15": func(ctx context.Context, c *Client) (any, error) { return gave(c.Invoice(ctx, ana(), anInvoice)) },
	}
}

// writes are all that must be sent once, whatever happens.
func writes() map[string]asking {
	return map[string]asking{
		"XM03": func(ctx context.Context, c *Client) (any, error) {
			return nil, c.ResetPassword(ctx, "ana@mail.example")
		},
		"XM04": func(ctx context.Context, c *Client) (any, error) { return nil, c.Register(ctx, newAna()) },
		"XM05": func(ctx context.Context, c *Client) (any, error) {
			return nil, c.SendCode(ctx, "Ana", "ana@mail.example")
		},
		"XM09": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.CreateInvoice(ctx, ana(), resale.Purchase{PlanID: 1, Period: resale.Quarter}))
		},
		"XM11": func(ctx context.Context, c *Client) (any, error) { return gave(c.RenewInvoice(ctx, ana(), 4)) },
		"XM12": func(ctx context.Context, c *Client) (any, error) { return gave(c.TopUpInvoice(ctx, ana(), 4, 2)) },
		"XM16": func(ctx context.Context, c *Client) (any, error) { return gave(c.Pay(ctx, ana(), anInvoice, 2)) },
	}
}

func newAna() resale.NewMember {
	return resale.NewMember{Name: "Ana", Email: "ana@mail.example", Password: testPassword, Affiliate: "Jk45ei", Code: "123456"}
}

// recording of an operation's success.
func recording(operation string) string {
	return map[string]string{
		"XM02": "account.json", "XM03": "done.json", "XM04": "done.json", "XM05": "done.json", "XM06": "packages.json",
		"XM07": "packages_traffic.json", "XM08": "package.json", "XM09": "invoice_created.json", "XM10": "service.json",
		"XM11": "invoice_created.json", "XM12": "invoice_created.json", "XM13": "gateways.json", "XM14": "invoices.json",
		"XM15": "invoice.json", "XM16": "pay.json",
	}[operation]
}
