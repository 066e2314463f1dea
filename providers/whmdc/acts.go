package whmdc

import (
	"context"
	"errors"
	"net/http"

	"resellerbot/internal/resale"
)

// Do provisions, suspends, unsuspends or terminates a service (WH17 to WH20).
// The panel's server may take a while to follow.
func (c *Client) Do(ctx context.Context, id string, verb resale.HostVerb) error {
	act := string(verb) + " service"
	operation, ok := map[resale.HostVerb]string{
		resale.Provision: "WH17", resale.Suspend: "WH18", resale.Unsuspend: "WH19", resale.Terminate: "WH20",
	}[verb]
	if !ok {
		return unsupported(act)
	}
	return c.do(ctx, call{
		operation: operation, act: act, method: http.MethodPost, path: []string{string(resale.HostServices), id, string(verb)}, take: done,
	})
}

// Pay records the payment of an invoice (WH26), which marks it paid and may
// activate its service. The panel takes it twice when it is asked twice.
func (c *Client) Pay(ctx context.Context, id string, p resale.HostPayment) error {
	const act = "record payment"
	if !p.Amount.IsPos() || p.Gateway == "" || p.Transaction == "" {
		return &resale.Error{Act: act, Code: resale.Invalid, Err: errors.New("the amount, the gateway or the transaction is missing")}
	}
	return c.do(ctx, call{
		operation: "WH26", act: act, method: http.MethodPost, path: []string{string(resale.HostInvoices), id, "pay"}, take: done,
		body: map[string]any{"amount": number(p.Amount), "gateway": p.Gateway, "transaction_id": p.Transaction},
	})
}
