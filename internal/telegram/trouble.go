package telegram

import (
	"context"
	"fmt"
	"time"

	"resellerbot/storage"
)

// trouble decides what becomes of a row whose call failed.
func (s *Sender) trouble(ctx context.Context, j *job, p parcel, err error) {
	k := j.key
	switch KindOf(err) {
	case TooMany:
		s.tooMany(ctx, j, err)
	case Unreachable:
		s.unreachable(ctx, j, err)
	case Migrated:
		s.migrated(ctx, j, err)
	case NotSent, Down:
		s.setStatus(err)
		s.putOff(ctx, j, s.Now().Add(downPause), false)
	case Revoked:
		s.setStatus(fmt.Errorf("the bot's token was revoked: put a new one into the config: %w", err))
		s.putOff(ctx, j, s.Now().Add(revokedPause), false)
	case InDoubt:
		s.setStatus(err)
		s.putOff(ctx, j, s.Now().Add(downPause), p.copies())
	default:
		s.Log.Error("message refused", "chat", k.Chat, "err", err)
		s.finish(ctx, j, func(tx *storage.Tx) error { return tx.DeadLetter(k, err.Error()) })
	}
}

// putOff keeps a row for later. The order of its chat is kept.
func (s *Sender) putOff(ctx context.Context, j *job, until time.Time, doubt bool) {
	if err := s.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Delay(j.key, until.UTC(), doubt) }); err != nil {
		s.Log.Error("put message off", "err", err)
	}
	s.done(j, true, until)
}

// tooMany rests the chat for as long as Telegram says. A 429 is often about
// one chat only; several chats within seconds mean the bot as a whole.
func (s *Sender) tooMany(ctx context.Context, j *job, err error) {
	wait := max(waitOf(err), time.Second)
	scope := "chat"
	if s.crowd.hit(s.Now(), j.key.Chat) || j.key.Lane == storage.Broadcasts {
		scope = "bot"
		s.rest(s.Now().Add(wait))
	}
	s.Stats.tooMany(scope)
	s.putOff(ctx, j, s.Now().Add(wait), false)
}

// unreachable remembers that nobody listens there, and gives the message up.
func (s *Sender) unreachable(ctx context.Context, j *job, cause error) {
	s.finish(ctx, j, func(tx *storage.Tx) error {
		c, ok, err := tx.Chat(j.key.Chat)
		if err != nil {
			return err
		}
		if ok && !c.Unreachable {
			c.Unreachable = true
			if err := tx.SaveChat(c); err != nil {
				return err
			}
		}
		return tx.DeadLetter(j.key, cause.Error())
	})
}

// migrated moves all of a chat to its new id; the rows come back under it.
func (s *Sender) migrated(ctx context.Context, j *job, err error) {
	to := newChatOf(err)
	s.finish(ctx, j, func(tx *storage.Tx) error {
		if to == 0 {
			return tx.DeadLetter(j.key, err.Error())
		}
		if err := tx.Delay(j.key, s.Now().UTC(), false); err != nil {
			return err
		}
		return tx.MigrateChat(j.key.Chat, to)
	})
}

// resultOf names how a call went, for metrics.
func resultOf(err error) string {
	if err == nil {
		return "ok"
	}
	return KindOf(err).String()
}
