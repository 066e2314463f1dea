package ops

import (
	"context"
	"fmt"
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
	var full bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		w, _, err := tx.HostWatch(chatID)
		if err != nil || w.Pending >= hostPendingMost {
			return err
		}
		if full, err = hostFull(tx, chatID); err != nil {
			return err
		}
		calls, err = tx.HostCalls(chatID, hostCallsAtOnce)
		return err
	})
	if err != nil || len(calls) == 0 {
		return false, err
	}
	heard := make([]heardCall, len(calls))
	for i, c := range calls {
		heard[i] = readHostCall(c)
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error { return o.takeHostCalls(tx, chatID, heard, full) })
	if err != nil {
		return false, fmt.Errorf("take webhooks: %w", err)
	}
	return len(calls) == hostCallsAtOnce, nil
}

// heardCall is a webhook with what it says.
type heardCall struct {
	call  storage.HostCall
	event resale.HostEvent
	facts hostFacts
	known bool // it is understood
}

func readHostCall(c storage.HostCall) heardCall {
	h := heardCall{call: c}
	var err error
	if h.event, err = whmdc.ReadEvent(c.Body); err == nil && knownHostEvent(h.event) {
		h.known, h.facts = true, hostFactsOf(h.event.Kind, h.event.Record, h.event.Object)
	}
	return h
}

func (o *Ops) takeHostCalls(tx *storage.Tx, chatID int64, heard []heardCall, full bool) error {
	w, found, err := tx.HostWatch(chatID)
	if err != nil {
		return err
	}
	var news []storage.HostNewsItem
	for _, h := range heard {
		there, err := tx.FinishHostCall(h.call)
		if err != nil {
			return err
		}
		if !there || !found || !w.On {
			continue
		}
		if !h.known {
			w.Hook.Odd++
			continue
		}
		items, err := hearHostCall(tx, w, h, full)
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
	now := o.Now().UTC()
	due := now.Add(gatherFor)
	if calm := w.Last.Add(time.Duration(w.Rest) * time.Second); calm.After(due) && !w.Last.After(now) { // a clock may have been ahead
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
