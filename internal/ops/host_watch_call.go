package ops

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

const (
	hostCallsAtOnce = 50     // webhooks of one transaction
	hostPendingMost = 20_000 // news that wait for a chat; beyond that webhooks wait
)

// WakeHostCalls says that a webhook waits. It never blocks.
func (o *Ops) WakeHostCalls() {
	select {
	case o.hooked <- struct{}{}:
	default:
	}
}

// HostCallsWaiting gets a value soon after a webhook came.
func (o *Ops) HostCallsWaiting() <-chan struct{} { return o.hooked }

// HostCallers gives the chats that webhooks wait for.
func (o *Ops) HostCallers(ctx context.Context) (chats []int64, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		chats, err = tx.HostCallers()
		return err
	})
	return chats, err
}

// TakeHostCalls works off some of the webhooks that wait for a chat, oldest
// first, in one transaction, and tells whether more may wait. What they say goes
// into what the chat is to be told, unless it was told already.
func (o *Ops) TakeHostCalls(ctx context.Context, chatID int64) (more bool, err error) {
	var calls []storage.HostCall
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		w, _, err := tx.HostWatch(chatID)
		if err != nil || w.Pending >= hostPendingMost {
			return err
		}
		calls, err = tx.HostCalls(chatID, hostCallsAtOnce)
		return err
	})
	if err != nil || len(calls) == 0 {
		return false, err
	}
	events := make([]resale.HostEvent, len(calls))
	for i, c := range calls {
		if e, err := whmdc.ReadEvent(c.Body); err == nil {
			events[i] = e
		}
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error { return o.takeHostCalls(tx, chatID, calls, events) })
	if err != nil {
		return false, fmt.Errorf("take webhooks: %w", err)
	}
	return len(calls) == hostCallsAtOnce, nil
}

func (o *Ops) takeHostCalls(tx *storage.Tx, chatID int64, calls []storage.HostCall, events []resale.HostEvent) error {
	w, found, err := tx.HostWatch(chatID)
	if err != nil {
		return err
	}
	var news []storage.HostNewsItem
	for i, c := range calls {
		there, err := tx.FinishHostCall(c)
		if err != nil {
			return err
		}
		if !there || !found || !w.On {
			continue
		}
		if !knownHostEvent(events[i]) {
			w.Hook.Odd++
			continue
		}
		items, err := hearHostCall(tx, w, events[i], c.At)
		if err != nil {
			return err
		}
		news = append(news, items...)
	}
	if !found {
		return nil
	}
	return o.addHostNews(tx, w, news)
}

// addHostNews keeps a watch with what is to be told in its chat.
func (o *Ops) addHostNews(tx *storage.Tx, w storage.HostWatch, news []storage.HostNewsItem) error {
	due := o.Now().UTC().Add(gatherFor)
	if calm := w.Last.Add(time.Duration(w.Rest) * time.Second); calm.After(due) {
		due = calm
	}
	if err := tx.AddHostNews(&w, due, news); err != nil {
		return err
	}
	return tx.SaveHostWatch(w)
}

func knownHostEvent(e resale.HostEvent) bool {
	switch e.Name {
	case invoiceCreated, invoicePaid:
		return e.Kind == resale.HostInvoices && e.Object != ""
	case serviceCreated, serviceProvisioned, serviceSuspended:
		return e.Kind == resale.HostServices && e.Object != ""
	}
	return false
}

// hearHostCall takes a webhook into what is known of the thing that it is about.
func hearHostCall(tx *storage.Tx, w storage.HostWatch, e resale.HostEvent, came time.Time) ([]storage.HostNewsItem, error) {
	e.Record.Kind = e.Kind
	look, _, err := lookAtHost(tx, w, e.Record, e.Object)
	if err != nil {
		return nil, err
	}
	look.hear(e, came)
	return look.news, tx.SaveHostSight(look.sight)
}

// seeHostRow takes a row of a list into what is known of it.
func seeHostRow(tx *storage.Tx, w storage.HostWatch, r resale.Record, asked time.Time) ([]storage.HostNewsItem, error) {
	look, was, err := lookAtHost(tx, w, r, r.ID)
	if err != nil {
		return nil, err
	}
	look.see(r, asked)
	if look.needless(r) || !look.fresh && reflect.DeepEqual(look.sight, was) {
		return nil, nil
	}
	return look.news, tx.SaveHostSight(look.sight)
}

func lookAtHost(tx *storage.Tx, w storage.HostWatch, r resale.Record, object string) (*hostLook, storage.HostSight, error) {
	names := hostNames(r, object)
	sight, found, err := tx.HostSight(w.Chat, r.Kind, names...)
	if err != nil {
		return nil, sight, err
	}
	was := sight
	was.Names, was.Told, was.Known = slices.Clone(sight.Names), slices.Clone(sight.Told), slices.Clone(sight.Known)
	if !found {
		sight = storage.HostSight{Chat: w.Chat, Kind: r.Kind, Names: names}
	}
	return &hostLook{watch: w, sight: sight, fresh: !found}, was, nil
}
