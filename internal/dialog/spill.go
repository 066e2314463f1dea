package dialog

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// guard takes a secret out of the chat before anything else happens, whoever
// wrote it and wherever they stand: a key, and whatever is written where a
// secret is asked for. A key that nobody asked for goes no further.
func (d *Driver) guard(ctx context.Context, v *visit) error {
	in := v.Input
	if in.Kind == chat.Tapped || v.resuming() {
		return nil
	}
	asked := d.secretAsked(v)
	spilled := d.spills(v)
	if !spilled && !asked {
		return nil
	}
	answer := asked && !v.expired() && in.Private && in.Kind == chat.Said && (v.conv.Flow == connect || d.passwordAsked(v))
	if v.spilled = spilled && !answer; v.spilled {
		v.Note(chat.T("dialog.key_deleted"))
	}
	var plea []chat.Text // others go on reading a key that cannot be deleted
	if v.spilled && !in.Private {
		plea = []chat.Text{chat.T("dialog.key_stays")}
	}
	return d.Store.Update(ctx, func(tx *storage.Tx) error { return d.hide(tx, in, d.Catalog.Render(v.Lang, plea)) })
}

// spills tells whether a message has a key in it. What follows /connect is one
// wherever it may be.
func (d *Driver) spills(v *visit) bool {
	in := v.Input
	return secret.Keyed(in.Text) || secret.Spilled(in.Text) && !d.paymentAsked(v) || in.Command == connect && secret.Likely(in.Args)
}

// hide deletes a message, ahead of everything else, so that it is gone even
// while the panel is slow. Where that may not be, the plea is said; "" for none.
func (d *Driver) hide(tx *storage.Tx, in chat.Input, plea string) error {
	return tx.Queue(&storage.Outgoing{
		Key:  storage.OutKey{Chat: in.Place.Chat, Lane: storage.Cleanups},
		Kind: storage.Delete, Target: in.Message, At: d.Now().UTC(), Message: chat.Message{Instead: plea},
	})
}

// secretAsked tells whether what is written is, or would have been in time, the
// answer to a question for a secret, or a secret where something else is asked
// for. In a group others may speak by then.
func (d *Driver) secretAsked(v *visit) bool {
	in := v.Input
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive || (in.Command != "" || foreign(in)) && !d.passwordAsked(v) || !in.Private && (v.expired() || in.Kind == chat.Other) {
		return false
	}
	info, _ := f.step(v.conv.Step)
	return info.secret || info.hide != nil && info.hide(in.Text)
}

// passwordAsked tells whether what is written may be a person's own password,
// which is not for anybody else to guess: it may begin like a command.
func (d *Driver) passwordAsked(v *visit) bool {
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive || !v.Input.Private || v.Input.Kind != chat.Said || d.ours(v.Input.Command) {
		return false
	}
	info, _ := f.step(v.conv.Step)
	return info.password
}

// paymentAsked tells whether what is written may be the number of a payment.
func (d *Driver) paymentAsked(v *visit) bool {
	f, ok := d.flows[v.conv.Flow]
	if !ok || !v.alive || v.expired() || !v.Input.Private || v.Input.Command != "" {
		return false
	}
	info, _ := f.step(v.conv.Step)
	return info.payments
}

// spilt goes on after a key that nobody asked for: with the same question, or
// where keys are taken. The key itself is given to no one.
func (d *Driver) spilt(ctx context.Context, v *visit, expired bool) (result, error) {
	switch {
	case v.alive && !expired && v.Input.Command == "":
		return d.reask(ctx, v, chat.Text{})
	case expired && !d.home(v):
		v.Note(chat.T("dialog.ended_idle"))
	}
	return d.beginFlow(ctx, v, connect)
}

// edited is a message that was changed into one with a key. Nobody is answered:
// what it said before was.
func (d *Driver) edited(ctx context.Context, in chat.Input) error {
	return d.Store.Update(ctx, func(tx *storage.Tx) error {
		if secret.Spilled(in.Text) {
			if err := d.hide(tx, in, ""); err != nil {
				return err
			}
		}
		return tx.FinishUpdate(in.Update)
	})
}
