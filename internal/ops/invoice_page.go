package ops

import (
	"context"
	"time"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// InvoicePage is where a customer sees an invoice in the panel itself, and pays
// what cannot be paid in a chat.
func (o *Ops) InvoicePage(i storage.Invoice) string {
	return o.XMPlus(i.BaseURL, secret.String{}, time.UTC).InvoicePage(i.ID)
}

// StorePage is where a customer of a chat's store logs in at the panel itself;
// "" where no panel is connected.
func (o *Ops) StorePage(ctx context.Context, chat int64) (page string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		account, found, err := tx.Account(chat, XMPlus)
		if found {
			page = o.XMPlus(account.BaseURL, secret.String{}, time.UTC).Page()
		}
		return err
	})
	return page, err
}
