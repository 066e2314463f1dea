package sandbox

import (
	"context"
	"time"
)

// WHOptions configures a pretended WHMDC panel.
type WHOptions struct {
	Now   func() time.Time // default time.Now
	Limit int              // requests of a key in 60 seconds, more are refused with 429; 0: as many as come
}

// NewWH makes a panel without keys, customers, products, services and invoices.
func NewWH(opt WHOptions) *WHPanel { return &WHPanel{} }

// Start listens on a free loopback port; baseURL is the panel's address, below
// which it has /api/v1.
func (p *WHPanel) Start() (baseURL string, err error) { return "http://127.0.0.1:1", nil }

// Close ends the panel.
func (p *WHPanel) Close() error { return nil }

// Wait returns nil once cond holds, which is asked at each call, change and
// posted webhook of the panel, or the context's error.
func (p *WHPanel) Wait(ctx context.Context, cond func(*WHPanel) bool) error { return nil }

// AddKey lets in an API key that may do what the scopes say ("clients.read",
// "invoice.*", "*"), everything without any.
func (p *WHPanel) AddKey(key string, scopes ...string) {}

// RevokeKey makes an API key wrong.
func (p *WHPanel) RevokeKey(key string) {}

// Seed fills the panel with an invented hosting company.
func (p *WHPanel) Seed() {}

// Add puts something into the panel as its owner does, with what it lacks, and
// tells the webhooks.
func (p *WHPanel) Add(kind WHKind, row WHRow) (id int64) { return 0 }

// Set changes fields of something.
func (p *WHPanel) Set(kind WHKind, id int64, fields WHRow) {}

// Drop takes something away, and nothing of it can be seen any more.
func (p *WHPanel) Drop(kind WHKind, id int64) {}

// Row gives a copy; false when there is none. What was deleted softly is there.
func (p *WHPanel) Row(kind WHKind, id int64) (WHRow, bool) { return nil, false }

// Rows gives copies, oldest first, of what was not deleted.
func (p *WHPanel) Rows(kind WHKind) []WHRow { return nil }

// Clients, Services, Invoices and Payments are Rows of that kind.

// Clients gives the customers.
func (p *WHPanel) Clients() []WHRow { return p.Rows(WHClients) }

// Services gives the services.
func (p *WHPanel) Services() []WHRow { return p.Rows(WHServices) }

// Invoices gives the invoices.
func (p *WHPanel) Invoices() []WHRow { return p.Rows(WHInvoices) }

// Payments gives the payments.
func (p *WHPanel) Payments() []WHRow { return p.Rows(WHPayments) }

// Pay has a customer pay an invoice at the panel itself. It tells whether it
// was payable.
func (p *WHPanel) Pay(invoice int64, gateway, transaction string) bool { return false }

// Do has the panel's owner provision, suspend, unsuspend or terminate a
// service. It tells whether that could be.
func (p *WHPanel) Do(service int64, verb string) bool { return false }

// NextInvoices issues the invoices of what is due within that time, once for
// each period, and gives their ids.
func (p *WHPanel) NextInvoices(within time.Duration) []int64 { return nil }

// Announce tells the webhooks of something as it is now: "invoice.paid".
func (p *WHPanel) Announce(event string, id int64) {}

// WHSent is a webhook that was posted.
type WHSent struct {
	Event, URL, Signature string
	Body                  []byte
	Status                int // 0: nobody answered
	At                    time.Time
}

// Sent gives the webhooks that were posted, in the order of their ends.
func (p *WHPanel) Sent() []WHSent { return nil }

// Waiting tells how many webhooks wait to be posted or are being posted.
func (p *WHPanel) Waiting() int { return 0 }

// Replay posts again what was sent, byte for byte.
func (p *WHPanel) Replay(s WHSent) {}

// Release posts what was held back to be reversed.
func (p *WHPanel) Release() {}

// Live has something happen every so often: an order, an invoice, a payment,
// a suspension. 0 ends that.
func (p *WHPanel) Live(every time.Duration) {}
