package telegram

import (
	"context"
	"errors"

	"resellerbot/storage"
)

// refuses tells a no that a file id may be the reason of: it is another bot's,
// what it stood for is gone or is sent another way, or pictures are not allowed
// in the chat.
func refuses(err error) bool {
	switch KindOf(err) {
	case Stale, Puzzling, NoRights, TooLarge:
		return true
	}
	return false
}

// depart has the row marked in flight before it is sent: found so after a
// crash, it counts as one that may have arrived.
func (d *delivery) depart(ctx context.Context) error {
	d.sends = true
	if d.row.Doubt >= maxDoubt {
		return &Error{Act: "send message", Trouble: InDoubt, Text: doubtful}
	}
	var gone bool
	err := d.Store.Update(context.WithoutCancel(ctx), func(tx *storage.Tx) error {
		err := tx.Departing(d.job.key)
		if gone = errors.Is(err, storage.ErrGone); gone {
			return nil // an error would make the others of the commit run again
		}
		return err
	})
	d.gone = gone
	if err != nil {
		d.sends = false
		return &Error{Act: "send message", Trouble: NotSent, Text: err.Error()}
	}
	return nil
}

// remedied makes a call, and makes it again for each of the two complaints
// that have a remedy: markup that cannot be read, and a topic that is gone. A
// plain message in the wrong place is better than none.
func (d *delivery) remedied(ctx context.Context, call func(html bool) error) error {
	html := true
	for {
		d.calls++
		err := call(html)
		switch t := KindOf(err); {
		case t == BadMarkup && html:
			d.Log.Error("markup refused, sent plain", "chat", d.job.key.Chat, "err", err)
			html = false
		case t == ThreadGone && d.place.Thread != 0:
			d.place.Thread = 0
		default:
			return err
		}
		if ctx.Err() != nil {
			return err
		}
	}
}
