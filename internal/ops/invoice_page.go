package ops

import (
	"time"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// InvoicePage is where a customer sees an invoice in the panel itself, and pays
// what cannot be paid in a chat.
func (o *Ops) InvoicePage(i storage.Invoice) string {
	return o.XMPlus(i.BaseURL, secret.String{}, time.UTC).InvoicePage(i.ID)
}
