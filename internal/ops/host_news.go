package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// hostLines is how many lines one message has at most.
const hostLines = 40

// HostNews is what is new at a chat's hosting panel, for one message. There is
// one item for each invoice or service: the last of what became of it. With a
// Trouble there may be no items.
type HostNews struct {
	Watch   storage.HostWatch      // where it is told, and in whose language
	Items   []storage.HostNewsItem // what matters most first, at most 40
	More    int                    // how many there are beside them
	Counts  map[string]int         // all of them, by event: "invoice.paid"
	Paid    []resale.Sum           // of all invoices that were paid, one for each unit; those whose sum is not known are not in it
	Batch   uint64                 // with More: what HostBatch gives them all by
	Trouble string                 // storage.HostRefused, HostUnseen or HostMoved; "" for none
	Back    bool                   // the panel, of whose trouble the chat was told, can be seen again
}

// TellHosts puts news into the outbox. It runs in the transaction that takes
// them, and may run more than once.
type TellHosts func(*storage.Tx, HostNews) error

// HostBatch gives at most limit items of what one long message told, from the
// one with number from (0 is the first) on. NotFound when it is not kept any
// more.
func (o *Ops) HostBatch(ctx context.Context, chat int64, id uint64, from, limit int) (b storage.HostBatch, err error) {
	var found bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		b, found, err = tx.HostBatch(chat, id, from, limit)
		return err
	})
	if err == nil && !found {
		err = &resale.Error{Act: "read news of a panel", Code: resale.NotFound}
	}
	return b, err
}

// TellHostNews tells the chats whose time it is what is new at their panels.
func (o *Ops) TellHostNews(ctx context.Context, tell TellHosts) error { return nil }
