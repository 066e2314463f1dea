package ops

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// hookPath is what the addresses of webhooks have before their token, see
// alerts.NewHooks.
const hookPath = "/hooks/whmdc/"

// hookPatience is how long a person waits for their webhook.
const hookPatience = 15 * time.Second

// The events that a hosting panel tells.
const (
	invoiceCreated     = "invoice.created"
	invoicePaid        = "invoice.paid"
	serviceCreated     = "service.created"
	serviceProvisioned = "service.provisioned"
	serviceSuspended   = "service.suspended"
)

// HostAlerts is how a chat's alerts of its hosting panel stand.
type HostAlerts struct {
	Watch   storage.HostWatch // Hook.Since is not zero: webhooks come; else the panel is read every few minutes
	Public  bool              // the bot has an address that webhooks can be sent to
	Waiting int               // webhooks that are not worked off yet
}

// HostAlerts gives how a chat's alerts of its hosting panel stand; of a chat
// that never said, what is proposed: all events but invoice.created, switched
// off. NotConnected without a panel.
func (o *Ops) HostAlerts(ctx context.Context, place chat.Place, lang string) (a HostAlerts, err error) {
	c, err := o.connection(ctx, "read alerts", WHMDC, place.Chat)
	if err != nil {
		return a, err
	}
	a.Public = o.Hooks != ""
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if a.Watch, err = hostWatch(tx, place, lang, c); err != nil {
			return err
		}
		a.Waiting, err = tx.HostCallCount(a.Watch.Chat)
		return err
	})
	if err != nil {
		return a, fmt.Errorf("read alerts: %w", err)
	}
	return a, nil
}

// hostWatch gives a chat's watch, or the one that is proposed.
func hostWatch(tx *storage.Tx, place chat.Place, lang string, c connection) (storage.HostWatch, error) {
	id, err := tx.NowChat(place.Chat)
	if err != nil {
		return storage.HostWatch{}, err
	}
	w, found, err := tx.HostWatch(id)
	if !found {
		w.Kinds = []string{invoicePaid, serviceCreated, serviceProvisioned, serviceSuspended}
	}
	w.Chat, w.Thread, w.Lang, w.Panel, w.BaseURL = id, place.Thread, lang, c.panel, c.base
	return w, err
}

// ChangeHostAlerts changes what a chat wants to hear and when, in the caller's
// transaction: what others changed meanwhile stays. What waits to be told is
// looked at anew. It does not turn anything on or off.
func (o *Ops) ChangeHostAlerts(tx *storage.Tx, proposed storage.HostWatch, change func(*storage.HostWatch)) error {
	w, found, err := tx.HostWatch(proposed.Chat)
	if err != nil {
		return err
	}
	if !found {
		w = proposed
	}
	w.Thread, w.Lang = proposed.Thread, proposed.Lang
	on := w.On
	change(&w)
	w.On = on
	if !w.Due.IsZero() {
		w.Due = o.Now().UTC()
	}
	return tx.SaveHostWatch(w)
}

// TurnOnHostAlerts has a chat told from now on. What is there is no news. With a
// public address a webhook is registered at the panel, at once or as soon as it
// can be (Watch.Hook); without one, or when the key may not, the panel is read
// every few minutes.
func (o *Ops) TurnOnHostAlerts(ctx context.Context, act Act) (HostAlerts, error) {
	return o.turnHost(ctx, act, func(tx *storage.Tx, w *storage.HostWatch, now time.Time) error {
		if o.Hooks != "" && w.Hook.Since.IsZero() {
			w.Hook.Next = now
		}
		if w.On {
			return nil
		}
		if err := tx.ClearHostWatch(w); err != nil { // what was seen before is of another time
			return err
		}
		w.On, w.Since, w.Sweep.Next = true, now, now
		w.Hook.Late, w.Hook.Odd = 0, 0
		return nil
	})
}

// TurnOffHostAlerts ends it, and deletes the webhook, at once or as soon as it
// can be.
func (o *Ops) TurnOffHostAlerts(ctx context.Context, act Act) (HostAlerts, error) {
	return o.turnHost(ctx, act, func(tx *storage.Tx, w *storage.HostWatch, now time.Time) error {
		if err := tx.ClearHostWatch(w); err != nil {
			return err
		}
		w.On = false
		if w.Hook.Token != "" {
			w.Hook.Next = now
		}
		return nil
	})
}

// turnHost changes a chat's watch and puts its webhook right, if that goes at
// once.
func (o *Ops) turnHost(ctx context.Context, act Act, change func(*storage.Tx, *storage.HostWatch, time.Time) error) (HostAlerts, error) {
	c, err := o.connection(ctx, "turn alerts", WHMDC, act.Place.Chat)
	if err != nil {
		return HostAlerts{}, err
	}
	token := rand.Text()
	var w storage.HostWatch
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if w, err = hostWatch(tx, act.Place, act.Lang, c); err != nil {
			return err
		}
		w.By = act.Person
		if err := change(tx, &w, o.Now().UTC()); err != nil {
			return err
		}
		if w.On && o.Hooks != "" && w.Hook.Token == "" {
			w.Hook.Token, w.Hook.URL = token, o.Hooks+hookPath+token
		}
		return tx.SaveHostWatch(w)
	})
	if err != nil {
		return HostAlerts{}, fmt.Errorf("turn alerts: %w", err)
	}
	if !w.Hook.Next.IsZero() {
		waiting, done := context.WithTimeout(ctx, hookPatience)
		err = o.MendHostHook(waiting, w.Chat)
		done()
	}
	if err != nil {
		return HostAlerts{}, err
	}
	return o.HostAlerts(ctx, act.Place, act.Lang)
}
