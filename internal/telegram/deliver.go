package telegram

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

const (
	maxDoubt = 2 // sends whose fate is unknown; a third could be a third copy
	doubtful = "delivery unknown twice"
	stuck    = 5 * time.Second // how long a row waits that storage could not give
)

// delivery is one row on its way.
type delivery struct {
	*Sender
	job    job
	row    storage.Outgoing
	chat   storage.Chat
	former int   // the message in the row's slot, 0 when there is none
	now    int64 // what the chat became
	stays  bool  // what was to be deleted could not be, and whoever can is to be told

	place chat.Place
	part  int  // parts that are through
	calls int  // made
	sends bool // a new message, which may come twice; edits may be repeated freely
	gone  bool // the row was replaced
}

// deliver takes a row to its end, or to where it has to wait. ctx ends the
// calls, never what is written about them.
func (s *Sender) deliver(ctx context.Context, j job) outcome {
	d := &delivery{Sender: s, job: j, part: j.part}
	found, err := d.read(context.WithoutCancel(ctx))
	switch {
	case err != nil:
		s.Log.Error("read outbox", "err", err)
		return outcome{job: j, until: s.Now().Add(stuck)}
	case !found:
		return outcome{job: j, finished: true}
	case d.row.NotBefore.After(s.Now()):
		return outcome{job: j, until: d.row.NotBefore, lane: true}
	case d.chat.Unreachable && (j.key.Lane == storage.Alerts || j.key.Lane == storage.Broadcasts):
		return d.conclude(ctx, func(tx *storage.Tx) error { return tx.DeadLetter(j.key, "nobody can be reached there") }, None)
	}
	d.place = chat.Place{Chat: j.key.Chat, Thread: d.row.Thread}
	begun := time.Now()
	message, err := d.carry(ctx)
	if d.gone {
		return outcome{job: j, finished: true, calls: d.calls}
	}
	s.Stats.sent(d.row.Kind, KindOf(err).String(), time.Since(begun))
	s.state.note(err, s.Now())
	return d.settle(ctx, message, err)
}

// read gets the row as it is now; found is false when it was replaced, or
// stands in another chat's line.
func (d *delivery) read(ctx context.Context) (found bool, err error) {
	key := d.job.key
	err = d.Store.View(ctx, func(tx *storage.Tx) error {
		if d.row, found, err = tx.Outgoing(key); err != nil || !found {
			return err
		}
		if found = d.row.Key.Chat == key.Chat; !found {
			return nil
		}
		if d.now, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		if d.chat, _, err = tx.Chat(key.Chat); err != nil || d.row.Slot == "" {
			return err
		}
		d.former, err = tx.SlotMessage(key.Chat, d.row.Slot)
		return err
	})
	return found, err
}

// carry makes the calls of a row, and gives the id of the message that its
// slot is to hold.
func (d *delivery) carry(ctx context.Context) (message int, err error) {
	switch d.row.Kind {
	case storage.Delete:
		return 0, d.remove(ctx)
	case storage.Strip:
		return 0, passing(d.touch(ctx, d.API.strip))
	case storage.Show:
		if d.former != 0 {
			return d.edit(ctx)
		}
	}
	return d.send(ctx)
}

// edit changes the slot's message. Where that cannot be done a new one takes
// its place.
func (d *delivery) edit(ctx context.Context) (int, error) {
	parts := partsOf(d.row.Message)
	if len(parts) > 1 || bears(parts[0]) {
		return d.send(ctx)
	}
	err := d.remedied(ctx, func(html bool) error { return d.API.edit(ctx, d.job.key.Chat, d.former, parts[0], html) })
	switch KindOf(err) {
	case None, NotModified, Misread:
		return d.former, nil
	case Stale, Wordless, Puzzling, BadMarkup, ThreadGone:
		return d.send(ctx)
	}
	return 0, err
}

// send sends a new message, in as many parts as it needs.
func (d *delivery) send(ctx context.Context) (message int, err error) {
	if err := d.depart(ctx); err != nil || d.gone {
		return 0, err
	}
	parts := partsOf(d.row.Message)
	for _, m := range parts[min(d.part, len(parts)-1):] {
		message, err = d.sendPart(ctx, m)
		if recalls(m) && refuses(err) {
			d.Log.Error("file id refused, sent as text", "chat", d.job.key.Chat, "err", err)
			message, err = d.sendPart(ctx, without(m))
		}
		if KindOf(err) == Unpictured && m.Photo != nil {
			d.Log.Error("picture refused, sent as file", "chat", d.job.key.Chat, "err", err)
			message, err = d.sendPart(ctx, asFile(m))
		}
		if err != nil && KindOf(err) != Misread {
			return 0, err
		}
		d.part++
	}
	return message, nil
}

func (d *delivery) sendPart(ctx context.Context, m chat.Message) (message int, err error) {
	err = d.remedied(ctx, func(html bool) (err error) {
		message, err = d.API.send(ctx, d.place, m, html)
		return err
	})
	return message, err
}
