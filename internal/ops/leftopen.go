package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// leftCounted is how many running orders are counted at most.
const leftCounted = 1000

// LeftOpen is what a chat still has under way at a panel.
type LeftOpen struct {
	Orders int  // that run, and are followed
	More   bool // there are more of them than were counted
	Acts   int  // of this chat, of which it is not known whether they took effect
	Bulks  int  // lists of orders or of clients that are being worked through
	// Invoices of the chat's store that are not paid, or not delivered.
	Invoices int
}

// Any tells whether there is anything.
func (l LeftOpen) Any() bool { return l.Orders+l.Acts+l.Bulks+l.Invoices > 0 || l.More }

// LeftOpen counts what a chat would stop following if it gave up its account
// with a provider.
func (o *Ops) LeftOpen(ctx context.Context, chat int64, provider string) (left LeftOpen, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		left = LeftOpen{}
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		if err := left.countSold(tx, chat, provider); err != nil {
			return err
		}
		rows, err := o.reachable(tx, chat)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Chat == chat && row.Provider == provider && row.State == storage.Unknown {
				left.Acts++
			}
		}
		bulks, err := tx.OpenBulks(openBulksMost)
		for _, b := range bulks {
			if b.Chat == chat && bulkProvider(b) == provider {
				left.Bulks++
			}
		}
		return err
	})
	if err != nil {
		return LeftOpen{}, fmt.Errorf("count what is open: %w", err)
	}
	return left, nil
}

func bulkProvider(b storage.Bulk) string {
	if b.Act == storage.BulkOrder {
		return SMM
	}
	return providerOf(b.Provider)
}

// providerOf reads what a row says of whose clients it is about: those of older
// versions say nothing.
func providerOf(said string) string {
	if said == "" {
		return Servex
	}
	return said
}

// countSold counts what was ordered or sold through the account, and has not
// come to its end.
func (l *LeftOpen) countSold(tx *storage.Tx, chat int64, provider string) error {
	switch provider {
	case SMM:
		return l.countOrders(tx, chat)
	case XMPlus:
		return l.countInvoices(tx, chat)
	}
	return nil
}

// countOrders counts those at the panel that is connected now: no others are
// followed.
func (l *LeftOpen) countOrders(tx *storage.Tx, chat int64) error {
	panel, err := tx.PanelIn(chat, SMM)
	if err != nil {
		return err
	}
	orders, next, err := tx.OrdersOf(chat, storage.OrderQuery{Open: true, Limit: leftCounted})
	l.More = next != ""
	for _, order := range orders {
		if order.Panel == panel {
			l.Orders++
		}
	}
	return err
}

func (l *LeftOpen) countInvoices(tx *storage.Tx, chat int64) error {
	for _, state := range []storage.InvoiceState{storage.InvoiceOpen, storage.InvoicePaid, storage.InvoiceStuck} {
		n, err := tx.InvoiceCount(chat, state)
		if err != nil {
			return err
		}
		l.Invoices += n
	}
	return nil
}
