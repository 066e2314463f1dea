package telegram

import (
	"context"
	"errors"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// The pace at which a row is tried again.
const (
	firstResend   = time.Second
	longestResend = 30 * time.Second
	revokedPause  = time.Minute
)

// settle writes down what became of a row.
func (d *delivery) settle(ctx context.Context, message int, err error) outcome {
	key, trouble := d.job.key, KindOf(err)
	switch trouble {
	case None:
		return d.conclude(ctx, func(tx *storage.Tx) error { return d.delivered(tx, message) }, trouble)
	case Unreachable:
		d.Log.Info("a chat cannot be reached", "chat", key.Chat, "err", err)
		return d.conclude(ctx, func(tx *storage.Tx) error {
			return errors.Join(setReachable(tx, key.Chat, false), tx.DeadLetter(key, err.Error()))
		}, trouble)
	case Migrated:
		return d.migrate(ctx, err)
	case InDoubt:
		// One that may have arrived is sent once more, and never a third time.
		if d.sends && d.row.Doubt+1 >= maxDoubt {
			d.Log.Error("nobody knows whether a message arrived, twice", "chat", key.Chat, "err", err)
			return d.conclude(ctx, func(tx *storage.Tx) error { return tx.DeadLetter(key, doubtful) }, trouble)
		}
		return d.putOff(ctx, err, d.pause())
	case TooMany:
		return d.putOff(ctx, err, waitOf(err))
	case Revoked:
		return d.putOff(ctx, err, revokedPause)
	case Down, NotSent:
		return d.putOff(ctx, err, d.pause())
	}
	d.Log.Error("message refused", "chat", key.Chat, "err", err)
	return d.conclude(ctx, func(tx *storage.Tx) error { return tx.DeadLetter(key, err.Error()) }, trouble)
}

func (d *delivery) pause() time.Duration {
	return min(firstResend<<min(d.job.failures, 10), longestResend)
}

func waitOf(err error) time.Duration {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Wait
	}
	return 0
}

// delivered ends a row. A message that took a slot's place leaves the old one
// to be deleted, or to say the same where that cannot be.
func (d *delivery) delivered(tx *storage.Tx, message int) error {
	key := d.job.key
	if err := tx.Delivered(key, message); err != nil {
		return err
	}
	if d.stays {
		plea := storage.Outgoing{Key: storage.OutKey{Chat: d.now, Lane: storage.Replies}, Kind: storage.Send, Message: chat.Message{HTML: d.row.Message.Instead}}
		if err := tx.Queue(&plea); err != nil {
			return err
		}
	}
	if message != 0 && d.former != 0 && d.former != message {
		gone := storage.Outgoing{
			Key: storage.OutKey{Chat: key.Chat, Lane: storage.Cleanups}, Kind: storage.Delete, Target: d.former,
			Message: captionOf(d.row.Message),
		}
		if err := tx.Queue(&gone); err != nil {
			return err
		}
	}
	if !d.chat.Unreachable || d.row.Kind == storage.Delete || d.row.Kind == storage.Strip {
		return nil
	}
	return setReachable(tx, key.Chat, true)
}

// setReachable marks a chat, and the person whose private chat it is.
func setReachable(tx *storage.Tx, id int64, reachable bool) error {
	c, _, err := tx.Chat(id)
	if err != nil {
		return err
	}
	c.ID, c.Unreachable, c.Private = id, !reachable, id > 0
	if err := tx.SaveChat(c); err != nil {
		return err
	}
	p, known, err := tx.Person(id)
	if err != nil || !known {
		return err
	}
	p.Unreachable = !reachable
	return tx.SavePerson(p)
}

// migrate moves all of a chat to its new id; the rows come back under it, but for
// deletions, which go on in the old one.
func (d *delivery) migrate(ctx context.Context, err error) outcome {
	key := d.job.key
	e, _ := errors.AsType[*Error](err)
	d.Log.Info("a group became a supergroup", "chat", key.Chat, "new", e.NewChat)
	goesOn := false
	end := d.conclude(ctx, func(tx *storage.Tx) error {
		if err := tx.Delay(key, d.Now(), false); err != nil {
			return err
		}
		if err := tx.MigrateChat(key.Chat, e.NewChat); err != nil {
			return err
		}
		row, there, err := tx.Outgoing(key)
		goesOn = there && row.Key.Chat == key.Chat
		return err
	}, Migrated)
	if goesOn {
		end.finished, end.until, end.lane = false, d.Now(), true
	}
	return end
}

// conclude ends a row. When that cannot be written the row stays in the outbox
// until the next start: sent again now, it would come twice.
func (d *delivery) conclude(ctx context.Context, f func(*storage.Tx) error, t Trouble) outcome {
	if err := d.Store.Update(context.WithoutCancel(ctx), f); err != nil {
		d.Log.Error("settle message", "chat", d.job.key.Chat, "err", err)
	}
	return outcome{job: d.job, finished: true, calls: d.calls, trouble: t}
}

// putOff keeps a row for later. Only one that was marked in flight needs that
// written down.
func (d *delivery) putOff(ctx context.Context, err error, wait time.Duration) outcome {
	until := d.Now().Add(wait)
	d.Log.Warn("a message waits", "chat", d.job.key.Chat, "for", wait, "err", err)
	if d.sends {
		doubt := KindOf(err) == InDoubt
		err := d.Store.Update(context.WithoutCancel(ctx), func(tx *storage.Tx) error { return tx.Delay(d.job.key, until, doubt) })
		if err != nil {
			d.Log.Error("put message off", "chat", d.job.key.Chat, "err", err)
		}
	}
	return outcome{job: d.job, until: until, calls: d.calls, part: d.part, trouble: KindOf(err)}
}
