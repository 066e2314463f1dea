package dialog

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// seenEvery bounds how often a person's row is rewritten for being seen.
const seenEvery = time.Hour

// finish ends an input in one transaction, and answers the tap.
func (d *Driver) finish(ctx context.Context, v *visit, r result) error {
	in := v.Input
	err := d.Store.Update(ctx, func(tx *storage.Tx) error {
		if err := d.remember(tx, v); err != nil {
			return err
		}
		for _, f := range v.also {
			if err := f(tx); err != nil {
				return err
			}
		}
		if err := d.saveConversation(tx, v, r); err != nil {
			return err
		}
		if err := d.queue(tx, v, r); err != nil {
			return err
		}
		return tx.FinishUpdate(in.Update)
	})
	if err != nil {
		return fmt.Errorf("end input: %w", err)
	}
	if in.Query != "" {
		d.Messenger.Answer(ctx, in.Query, d.Catalog.Plain(v.Lang, v.toast), v.alert)
	}
	return nil
}

func (d *Driver) remember(tx *storage.Tx, v *visit) error {
	known, ok, err := tx.Person(v.Person.ID)
	if err != nil {
		return err
	}
	if !ok || known.Name != v.Person.Name || known.Lang != v.Person.Lang || known.Unreachable || v.Now.Sub(known.Seen) > seenEvery {
		v.Person.Seen, v.Person.Unreachable = v.Now, false
		if err := tx.SavePerson(v.Person); err != nil {
			return err
		}
	}
	if _, ok, err := tx.Chat(v.Chat.ID); ok || err != nil {
		return err
	}
	return tx.SaveChat(v.Chat)
}

func (d *Driver) saveConversation(tx *storage.Tx, v *visit, r result) error {
	if r.message == nil {
		return nil
	}
	if r.drop {
		return tx.DropConversation(r.conv.Key)
	}
	r.conv.Doing, r.conv.Touched, r.conv.Lang, r.conv.Slot = 0, v.Now, v.Lang, slotOf(v.Input)
	return tx.SaveConversation(r.conv)
}

// queue puts what is shown into the outbox: in place when the person tapped
// on the newest screen, below what was written otherwise, and as a message of
// its own when it is to stay.
func (d *Driver) queue(tx *storage.Tx, v *visit, r result) error {
	if r.message == nil {
		return nil
	}
	slot := slotOf(v.Input)
	if r.before != nil {
		before := storage.Outgoing{
			Key: storage.OutKey{Chat: v.Input.Place.Chat, Lane: storage.Replies}, Thread: v.Input.Place.Thread,
			Kind: storage.Send, Message: *r.before, At: v.Now,
		}
		if err := tx.Queue(&before); err != nil {
			return err
		}
	}
	out := storage.Outgoing{
		Key: storage.OutKey{Chat: v.Input.Place.Chat, Lane: storage.Replies}, Thread: v.Input.Place.Thread,
		Kind: storage.Show, Slot: slot, Message: *r.message, At: v.Now,
	}
	switch {
	case r.kept:
		gone := out
		gone.Kind, gone.Message = storage.Delete, chat.Message{}
		if err := tx.Queue(&gone); err != nil {
			return err
		}
		out.Kind, out.Slot = storage.Send, r.slot
	case v.typed:
		out.Kind = storage.Send
	}
	return tx.Queue(&out)
}

// moved handles what the messenger says about a chat itself.
func (d *Driver) moved(ctx context.Context, in chat.Input) error {
	return d.Store.Update(ctx, func(tx *storage.Tx) error {
		if in.Kind == chat.Migrated {
			if err := tx.MigrateChat(in.Place.Chat, in.NewChat); err != nil {
				return err
			}
			return tx.FinishUpdate(in.Update)
		}
		c, ok, err := tx.Chat(in.Place.Chat)
		if err != nil {
			return err
		}
		if !ok {
			c = storage.Chat{ID: in.Place.Chat, Private: in.Private, By: in.Person.ID}
		}
		c.Unreachable = in.Kind == chat.Blocked
		if err := tx.SaveChat(c); err != nil {
			return err
		}
		return tx.FinishUpdate(in.Update)
	})
}
