package ops

import (
	"context"
	"errors"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
)

var errHostNotYet = errors.New("not yet")

// FoundHost is what a key of a hosting panel opens.
type FoundHost struct {
	Customers int // -1 when the panel does not say
	May       map[resale.RecordKind]bool
}

// CheckWHMDC tries a key against the hosting panel at an address. It changes
// nothing and stores nothing. See whmdc.Client.Probe for its errors.
func (o *Ops) CheckWHMDC(ctx context.Context, baseURL string, key secret.String) (FoundHost, error) {
	return FoundHost{}, errHostNotYet
}

// HostMay tells what the chat's key may list, as it was within the last hour.
func (o *Ops) HostMay(ctx context.Context, chat int64) (map[resale.RecordKind]bool, error) {
	return nil, errHostNotYet
}

// HostList gives one page of the chat's hosting panel.
func (o *Ops) HostList(ctx context.Context, chat int64, kind resale.RecordKind, q whmdc.Query) (whmdc.Page, error) {
	return whmdc.Page{}, errHostNotYet
}

// HostGet gives one record of the chat's hosting panel.
func (o *Ops) HostGet(ctx context.Context, chat int64, kind resale.RecordKind, id string) (resale.Record, error) {
	return resale.Record{}, errHostNotYet
}

// HostPricing gives the products with their prices.
func (o *Ops) HostPricing(ctx context.Context, chat int64) ([]resale.Record, error) {
	return nil, errHostNotYet
}

// CustomerView is a customer with what belongs to them. Services and Invoices
// are as the panel orders them, at most customerMost of each.
type CustomerView struct {
	Customer       resale.Record
	Services       []resale.Record
	Invoices       []resale.Record
	MoreServices   bool         // there may be more than were read
	MoreInvoices   bool         //
	ServicesFailed resale.Code  // "" unless they could not be read: Forbidden when the key may not
	InvoicesFailed resale.Code  //
	Owed           []resale.Sum // what the unpaid invoices among them are about, by currency
	Overdue        int          // how many of them should have been paid by now
}

// HostCustomer gives a customer with their services and invoices. Rows that the
// panel does not show to be this customer's are left out.
func (o *Ops) HostCustomer(ctx context.Context, chat int64, id string) (CustomerView, error) {
	return CustomerView{}, errHostNotYet
}
