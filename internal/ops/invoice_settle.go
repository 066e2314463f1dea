package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// SettleStuck takes the word of a reseller that what was paid is there, and
// tells the customer. NotFound: the chat has no such invoice. One that is not
// stuck stays as it is, and nobody is told again.
func (o *Ops) SettleStuck(ctx context.Context, chat int64, key storage.InvoiceKey, tell TellInvoice) (storage.Invoice, error) {
	return o.endStuck(ctx, chat, key, tell, InvoiceLate, func(i storage.Invoice) storage.Invoice {
		return ended(i, storage.InvoiceDelivered, o.Now().UTC())
	})
}

// RefundStuck takes the word of a reseller that the money for what is stuck went
// back, or will; else as SettleStuck.
func (o *Ops) RefundStuck(ctx context.Context, chat int64, key storage.InvoiceKey, tell TellInvoice) (storage.Invoice, error) {
	return o.endStuck(ctx, chat, key, tell, InvoiceRefunded, func(i storage.Invoice) storage.Invoice {
		i.Refunded = true
		return ended(i, storage.InvoiceOver, o.Now().UTC())
	})
}

func (o *Ops) endStuck(ctx context.Context, chat int64, key storage.InvoiceKey, tell TellInvoice, news InvoiceNewsKind, end func(storage.Invoice) storage.Invoice) (i storage.Invoice, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		var found bool
		if i, found, err = tx.Invoice(key); err != nil {
			return err
		}
		if !found {
			return &resale.Error{Act: "settle invoice", Code: resale.NotFound}
		}
		if i.State != storage.InvoiceStuck {
			return nil
		}
		i = end(i)
		i.Next = nextInvoiceLook(i, o.Now())
		if i.Forgotten {
			return tx.DropInvoice(key)
		}
		if err := tx.SaveInvoice(i); err != nil {
			return err
		}
		s, _, err := tx.Storefront(key.Chat)
		if err != nil {
			return err
		}
		return tell(tx, InvoiceNews{Kind: news, Invoice: i, Store: s})
	})
	if err != nil {
		return i, fmt.Errorf("settle invoice: %w", err)
	}
	return i, nil
}
