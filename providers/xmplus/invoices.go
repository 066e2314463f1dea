package xmplus

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// CreateInvoice makes an invoice for a new subscription and gives its id (XM09,
// POST invoice/create). Every call makes one; after Unknown the invoices tell.
func (c *Client) CreateInvoice(ctx context.Context, l Login, p resale.Purchase) (id string, err error) {
	const act = "create invoice"
	if p.Subscription != 0 || !slices.Contains(resale.Periods(), p.Period) {
		return "", &resale.Error{Act: act, Code: resale.Internal, Err: fmt.Errorf("the period %q for the subscription %d", p.Period, p.Subscription)}
	}
	return c.bill(ctx, l, call{
		operation: "XM09", act: act, path: []string{"invoice", "create"},
		body: map[string]any{"pid": p.PlanID, "billing": p.Period, "coupon": p.Coupon, "qty": max(p.Quantity, 1)},
	})
}

// RenewInvoice makes an invoice for another period of a subscription (XM11,
// POST service/renew), like CreateInvoice.
func (c *Client) RenewInvoice(ctx context.Context, l Login, subscription int64) (id string, err error) {
	return c.bill(ctx, l, call{
		operation: "XM11", act: "renew subscription", path: []string{"service", "renew"}, body: map[string]any{"sid": subscription},
	})
}

// TopUpInvoice makes an invoice for traffic that is added to a subscription
// (XM12, POST service/addtraffic), like CreateInvoice. Plan is one of TopUps.
func (c *Client) TopUpInvoice(ctx context.Context, l Login, subscription, plan int64) (id string, err error) {
	return c.bill(ctx, l, call{
		operation: "XM12", act: "add traffic", path: []string{"service", "addtraffic"},
		body: map[string]any{"sid": subscription, "pid": plan},
	})
}

func (c *Client) bill(ctx context.Context, l Login, k call) (id string, err error) {
	var got answer
	k.take = func(a answer) bool {
		id = invoiceID(a)
		if id == "" {
			id = invoiceID(a.inner("data", "invoice"))
		}
		return id != ""
	}
	if err := c.do(ctx, l.of(k), &got); err != nil {
		return "", err
	}
	return id, nil
}

var identity = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// invoiceID reads what XMPlus calls by four names, one of them misspelt.
func invoiceID(a answer) string {
	id := a.text("invid", "invioce_id", "invoice_id", "orderid")
	if !identity.MatchString(id) {
		return ""
	}
	return id
}

// Invoices gives all invoices of a member, in the panel's order (XM14, POST
// invoices). A row that cannot be read is BadAnswer: as if it were not there,
// somebody would make it again.
func (c *Client) Invoices(ctx context.Context, l Login) ([]resale.Invoice, error) {
	var got answer
	var invoices []resale.Invoice
	err := c.do(ctx, l.of(call{
		operation: "XM14", act: "list invoices", path: []string{"invoices"}, read: true, limit: listBody,
		take: func(a answer) bool {
			list, ok := rows(listIn(a, "invoices"), "invioce_id", "invoice_id", "invid")
			invoices = make([]resale.Invoice, 0, len(list))
			for _, row := range list {
				invoice := c.invoice(row)
				ok = ok && invoice.ID != ""
				invoices = append(invoices, invoice)
			}
			return ok
		},
	}), &got)
	if err != nil {
		return nil, err
	}
	return invoices, nil
}

// Invoice gives one (XM15, POST invoice/view). NotFound: it is another member's;
// nothing says that panels look whose it is.
func (c *Client) Invoice(ctx context.Context, l Login, id string) (resale.Invoice, error) {
	var got answer
	const act = "read invoice"
	var invoice resale.Invoice
	err := c.do(ctx, l.of(call{
		operation: "XM15", act: act, path: []string{"invoice", "view"}, read: true, body: map[string]any{"invid": id},
		take: func(a answer) bool {
			invoice = c.invoice(a.inner("invoice", "data").inner("invoice"))
			return strings.EqualFold(invoice.ID, id)
		},
	}), &got)
	if err != nil {
		return resale.Invoice{}, err
	}
	if !l.owns(invoice.Email) {
		return resale.Invoice{}, &resale.Error{Act: act, Code: resale.NotFound}
	}
	return invoice, nil
}

func (c *Client) invoice(a answer) resale.Invoice {
	word, paid := cut(a.text("status"), longestWord), c.moment(a.text("paid_date"))
	return resale.Invoice{
		ID: invoiceID(a), Created: c.moment(a.text("created_at")), Paid: paid, Amount: a.sum("amount"), Discount: a.sum("discount"),
		PlanID: a.number("packageid", "package_id"), Plan: a.plain(longestName, "packagename", "package"), Period: resale.ReadPeriod(a.text("billing")), //nolint:misspell // as XMPlus writes it
		Quantity: int(a.number("quantity", "qty")), Subscription: a.number("serviceid", "service_id", "sid"),
		State: resale.ReadInvoiceState(word, paid), Word: word, Email: a.text("email"),
	}
}
