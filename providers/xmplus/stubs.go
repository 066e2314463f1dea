package xmplus

import (
	"context"
	"errors"

	"resellerbot/internal/resale"
)

// Tokens keeps the tokens of panels, one for each key, until shortly before
// they end. Share one among all clients: a token is fetched once, however many
// wait for it. The zero value is ready, and safe for concurrent use.
type Tokens struct{}

// Generation is one of the APIs that panels of XMPlus have.
type Generation string

// The generations.
const (
	GenClient   Generation = "client"   // the documented one, which this package speaks
	GenOld      Generation = "old"      // /api/v2/client
	GenReseller Generation = "reseller" // /api/reseller alone
	GenNew      Generation = "new"      // that of 2026: /api/config, /api/auth
	GenUnknown  Generation = "unknown"  // none of these, or no XMPlus at all
)

// Found is what a panel is.
type Found struct {
	Generation Generation
	Reseller   bool // it has the API for resellers too
}

// Probe tells which API a panel has, and that the key is right. Another
// generation than GenClient is no error: callers refuse it as OtherAPI. The
// error is Unauthorized only when the documented API itself refuses the key.
func (c *Client) Probe(ctx context.Context) (Found, error) { return Found{}, errors.New("not yet") }

// Account gives a member with all subscriptions, and their links (XM02, POST
// account/info). Code is that of the second step, "" when there is none:
// CodeNeeded asks for it, WrongCode refuses it. WrongLogin and NoAccount are
// told by the panel's words, which are not always known: then it is Refused.
func (c *Client) Account(ctx context.Context, l Login, code string) (resale.Member, error) {
	return resale.Member{}, errors.New("not yet")
}

// ResetPassword has the panel send an e-mail by which a member sets a new
// password (XM03, POST account/password/reset). A write: every call sends one.
func (c *Client) ResetPassword(ctx context.Context, email string) error { return errors.New("not yet") }

// Register makes an account (XM04, POST register). Taken: the e-mail address
// has one. CodeNeeded and WrongCode are about the code of SendCode. After
// Unknown there may be one: Account with the password tells.
func (c *Client) Register(ctx context.Context, n resale.NewMember) error { return errors.New("not yet") }

// SendCode has the panel send the code that Register wants, if it wants one
// (XM05, POST register/sendcode). A write: every call sends an e-mail.
func (c *Client) SendCode(ctx context.Context, name, email string) error { return errors.New("not yet") }

// Plans gives what can be bought for a period, in the panel's order (XM06, POST
// packages).
func (c *Client) Plans(ctx context.Context) ([]resale.Plan, error) { return nil, errors.New("not yet") }

// TopUps gives the traffic that can be added to a subscription, in the panel's
// order (XM07, POST packages/traffic).
func (c *Client) TopUps(ctx context.Context) ([]resale.Plan, error) { return nil, errors.New("not yet") }

// Plan gives a plan or a top-up (XM08, POST package/info). Its prices bear no
// currency.
func (c *Client) Plan(ctx context.Context, id int64) (resale.Plan, error) {
	return resale.Plan{}, errors.New("not yet")
}

// CreateInvoice makes an invoice for a new subscription and gives its id (XM09,
// POST invoice/create). Every call makes one; after Unknown the invoices tell.
func (c *Client) CreateInvoice(ctx context.Context, l Login, p resale.Purchase) (id string, err error) {
	return "", errors.New("not yet")
}

// RenewInvoice makes an invoice for another period of a subscription (XM11,
// POST service/renew), like CreateInvoice.
func (c *Client) RenewInvoice(ctx context.Context, l Login, subscription int64) (id string, err error) {
	return "", errors.New("not yet")
}

// TopUpInvoice makes an invoice for traffic that is added to a subscription
// (XM12, POST service/addtraffic), like CreateInvoice. Plan is one of TopUps.
func (c *Client) TopUpInvoice(ctx context.Context, l Login, subscription, plan int64) (id string, err error) {
	return "", errors.New("not yet")
}

// Subscription gives a subscription with its servers, but without its link,
// which only Account has (XM10, POST service/info).
func (c *Client) Subscription(ctx context.Context, l Login, id int64) (resale.Subscription, []resale.Node, error) {
	return resale.Subscription{}, nil, errors.New("not yet")
}

// Gateways gives the ways to pay (XM13, POST gateways).
func (c *Client) Gateways(ctx context.Context) ([]resale.Gateway, error) { return nil, errors.New("not yet") }

// Invoices gives all invoices of a member (XM14, POST invoices).
func (c *Client) Invoices(ctx context.Context, l Login) ([]resale.Invoice, error) {
	return nil, errors.New("not yet")
}

// Invoice gives one (XM15, POST invoice/view).
func (c *Client) Invoice(ctx context.Context, l Login, id string) (resale.Invoice, error) {
	return resale.Invoice{}, errors.New("not yet")
}

// Pay asks how an invoice is paid with a gateway (XM16, POST invoice/pay). With
// some gateways that pays it at once. After Unknown, which an empty answer is
// too, look at the invoice before anything else.
func (c *Client) Pay(ctx context.Context, l Login, id string, gateway int64) (resale.Payment, error) {
	return resale.Payment{}, errors.New("not yet")
}
