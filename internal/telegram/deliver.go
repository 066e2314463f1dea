package telegram

import (
	"context"
	"errors"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// Patience with Telegram's own troubles.
const (
	maxDoubt     = 2 // sends whose fate is unknown; a third could be a third copy
	downPause    = 2 * time.Second
	revokedPause = time.Minute
)

// parcel is a row with what is needed to send it.
type parcel struct {
	row  storage.Outgoing
	slot int // the message in the slot, 0 when there is none
}

// deliver takes one row to its end, or puts it off.
func (s *Sender) deliver(ctx context.Context, j *job) {
	p, ok, err := s.depart(ctx, j.key)
	if err != nil {
		s.Log.Error("read outbox", "err", err)
		s.done(j, true, s.Now().Add(downPause))
		return
	}
	if !ok {
		s.done(j, false, time.Time{})
		return
	}
	if wait := p.row.NotBefore.Sub(s.Now()); wait > 0 {
		s.done(j, true, p.row.NotBefore)
		return
	}
	if p.row.Doubt >= maxDoubt && p.copies() {
		s.finish(ctx, j, func(tx *storage.Tx) error { return tx.DeadLetter(j.key, "delivery unknown twice") })
		return
	}
	begun := time.Now()
	id, err := s.transfer(ctx, p)
	s.Stats.sent(p.row.Kind, resultOf(err), time.Since(begun))
	if err == nil {
		s.setStatus(nil)
		s.finish(ctx, j, func(tx *storage.Tx) error { return s.delivered(tx, p, id) })
		return
	}
	s.trouble(ctx, j, p, err)
}

// depart reads a row and marks it as on its way, so that a crash from here on
// counts as a doubt. ok is false for a row that was replaced meanwhile.
func (s *Sender) depart(ctx context.Context, k storage.OutKey) (p parcel, ok bool, err error) {
	err = s.Store.Update(ctx, func(tx *storage.Tx) error {
		var err error
		p.row, ok, err = tx.Outgoing(k)
		if !ok || err != nil {
			return err
		}
		if p.row.Slot != "" {
			if p.slot, err = tx.SlotMessage(k.Chat, p.row.Slot); err != nil {
				return err
			}
		}
		if p.row.NotBefore.After(s.Now()) {
			return nil
		}
		return tx.Departing(k)
	})
	if errors.Is(err, storage.ErrGone) {
		return parcel{}, false, nil
	}
	return p, ok, err
}

// copies tells whether sending again could leave two messages.
func (p parcel) copies() bool {
	return p.row.Kind == storage.Send || p.row.Kind == storage.Show && p.slot == 0
}

// transfer makes the calls of a row and gives the id of the message that now
// shows it, 0 for none.
func (s *Sender) transfer(ctx context.Context, p parcel) (int, error) {
	k, m := p.row.Key, p.row.Message
	switch p.row.Kind {
	case storage.Delete, storage.Strip:
		return 0, s.remove(ctx, p)
	case storage.Show:
		if p.slot != 0 && m.Photo == nil && m.File == nil && visible(m.HTML) <= maxText {
			err := s.readable(func(html bool) error { return s.API.edit(ctx, k.Chat, p.slot, m, html) })
			switch KindOf(err) {
			case NotModified:
				return p.slot, nil
			case Stale:
				if err != nil {
					return s.sendAll(ctx, p) // gone: a new one takes its place
				}
			}
			return p.slot, err
		}
	}
	return s.sendAll(ctx, p)
}

func (s *Sender) remove(ctx context.Context, p parcel) error {
	target := p.row.Target
	if target == 0 {
		target = p.slot
	}
	if target == 0 {
		return nil
	}
	call := s.API.delete
	if p.row.Kind == storage.Strip {
		call = s.API.strip
	}
	err := call(ctx, p.row.Key.Chat, target)
	if t := KindOf(err); err != nil && (t == Stale || t == NotModified || t == Puzzling) {
		return nil // it is gone or cannot be touched: nothing more to do
	}
	return err
}

// sendAll sends a message in as many pieces as it needs, buttons on the last.
func (s *Sender) sendAll(ctx context.Context, p parcel) (int, error) {
	place := chat.Place{Chat: p.row.Key.Chat, Thread: p.row.Thread}
	limit := maxText
	if p.row.Message.Photo != nil || p.row.Message.File != nil {
		limit = maxCaption
	}
	pieces := split(p.row.Message.HTML, limit)
	var id int
	for i, text := range pieces {
		m := p.row.Message
		m.HTML = text
		if i > 0 {
			m.Photo, m.File = nil, nil
		}
		if i < len(pieces)-1 {
			m.Keys = nil
		}
		err := s.readable(func(html bool) (err error) {
			id, err = s.API.send(ctx, place, m, html)
			if err != nil && KindOf(err) == ThreadGone {
				place.Thread = 0
				id, err = s.API.send(ctx, place, m, html)
			}
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

// readable tries with markup, and without when Telegram cannot parse it: a
// plain message is better than none.
func (s *Sender) readable(call func(html bool) error) error {
	err := call(true)
	if err != nil && KindOf(err) == BadMarkup {
		s.Log.Error("markup refused, sent plain", "err", err)
		return call(false)
	}
	return err
}

// delivered settles a row. A message that took a slot's place leaves the old
// one to be deleted.
func (s *Sender) delivered(tx *storage.Tx, p parcel, id int) error {
	takes := p.row.Slot != "" && id != 0
	if takes && p.slot != 0 && p.slot != id {
		err := tx.Queue(&storage.Outgoing{
			Key: storage.OutKey{Chat: p.row.Key.Chat, Lane: storage.Cleanups}, Kind: storage.Delete, Target: p.slot, At: s.Now().UTC(),
		})
		if err != nil {
			return err
		}
	}
	if !takes {
		id = 0
	}
	return tx.Delivered(p.row.Key, id)
}

// finish settles a row; it must not be sent again because a write failed.
func (s *Sender) finish(ctx context.Context, j *job, f func(*storage.Tx) error) {
	if err := s.Store.Update(ctx, f); err != nil && !errors.Is(err, storage.ErrGone) {
		s.setStatus(fmt.Errorf("settle message: %w", err))
		s.Log.Error("settle message", "err", err)
	}
	s.done(j, false, time.Time{})
}
