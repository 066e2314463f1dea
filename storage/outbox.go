package storage

import (
	"fmt"
	"math"
	"time"
)

// Queue puts a message at the end of its chat's lane, that of newcomers where
// it is a reply to one, and sets Key.Seq, and At when it is zero. A Show takes
// the place of the Show before it: of the same chat, thread and slot, last in
// its lane, and surely not sent yet.
func (tx *Tx) Queue(o *Outgoing) (err error) {
	if o.Key.Lane, err = tx.laneFor(o.Key); err != nil {
		return err
	}
	if o.Kind == Show {
		for _, lane := range sameTalk(o.Key) {
			if err := tx.replace(o, lane); err != nil {
				return err
			}
		}
	}
	if o.At.IsZero() {
		o.At = tx.now()
	}
	o.At, o.NotBefore = o.At.UTC(), o.NotBefore.UTC()
	seq, err := tx.sequence(outboxOrder)
	if err != nil {
		return err
	}
	o.Key.Seq = seq
	if err := tx.putOutgoing(*o); err != nil {
		return err
	}
	return tx.addCount(countOutbox, 1)
}

// replace takes away the Show in a lane that o makes needless. o has a new Seq,
// so that a sender that read the old row cannot take the new one for delivered.
func (tx *Tx) replace(o *Outgoing, in OutKey) error {
	last, found, err := tx.lastIn(in)
	if err != nil || !found {
		return err
	}
	if last.Kind != Show || last.Slot != o.Slot || last.Thread != o.Thread || last.Doubt > 0 {
		return nil
	}
	if flying, err := tx.marked(outboxInFlight, last.Key.bytes()); err != nil || flying {
		return err
	}
	if last.NotBefore.After(o.NotBefore) {
		o.NotBefore = last.NotBefore // what Telegram asked to wait holds for this one too
	}
	return tx.dropOutgoing(last.Key)
}

// lastIn gives the last row of a chat's lane.
func (tx *Tx) lastIn(k OutKey) (Outgoing, bool, error) {
	in, err := tx.bucket(outboxRows)
	if err != nil {
		return Outgoing{}, false, err
	}
	end := OutKey{Chat: k.Chat, Lane: k.Lane, Seq: math.MaxUint64}.bytes()
	cursor := in.Cursor()
	key, _ := cursor.Seek(end)
	if key == nil {
		key, _ = cursor.Last()
	} else {
		key, _ = cursor.Prev()
	}
	if len(key) != len(end) || string(key[:9]) != string(end[:9]) {
		return Outgoing{}, false, nil
	}
	return load[Outgoing](tx, outboxRows, key)
}

// putOutgoing writes a row and its index, and has the watcher told.
func (tx *Tx) putOutgoing(o Outgoing) error {
	if err := save(tx, outboxRows, o.Key.bytes(), o); err != nil {
		return err
	}
	if err := tx.mark(outboxOrder, o.Key.ordered()); err != nil {
		return err
	}
	tx.queued = append(tx.queued, o.Key)
	return nil
}

// dropOutgoing deletes a row that is there, with all that belongs to it.
func (tx *Tx) dropOutgoing(k OutKey) error {
	if err := tx.unlink(k); err != nil {
		return err
	}
	return tx.addCount(countOutbox, -1)
}

func (tx *Tx) unlink(k OutKey) error {
	if err := tx.drop(outboxRows, k.bytes()); err != nil {
		return err
	}
	if err := tx.drop(outboxOrder, k.ordered()); err != nil {
		return err
	}
	return tx.drop(outboxInFlight, k.bytes())
}

// Outgoing gives a row, and whether it is there. Its Key is where it is now:
// the chat of k may have become another one since.
func (tx *Tx) Outgoing(k OutKey) (Outgoing, bool, error) {
	found, err := tx.keysFrom(outboxOrder, seqKey(k.Seq), nil, 1)
	if err != nil || len(found) == 0 {
		return Outgoing{}, false, err
	}
	now := parseOrdered(found[0])
	o, there, err := load[Outgoing](tx, outboxRows, now.bytes())
	if err == nil && !there {
		err = fmt.Errorf("read outbox: an index points at no row: %w", ErrDamaged)
	}
	return o, there, err
}

// OutKeys gives the keys of all rows, in the order of their queueing. It does
// not read the messages.
func (tx *Tx) OutKeys() ([]OutKey, error) {
	found, err := tx.keysFrom(outboxOrder, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	keys := make([]OutKey, 0, len(found))
	for _, key := range found {
		keys = append(keys, parseOrdered(key))
	}
	return keys, nil
}

// OutboxStat counts the messages that wait, in flight or not.
func (tx *Tx) OutboxStat() (Stat, error) {
	n, err := tx.count(countOutbox)
	if err != nil {
		return Stat{}, err
	}
	first, err := tx.first(outboxOrder)
	if err != nil || first == nil {
		return Stat{Count: n}, err
	}
	oldest, _, err := load[Outgoing](tx, outboxRows, parseOrdered(first).bytes())
	return Stat{Count: n, Oldest: oldest.At}, err
}

// Delay puts a message off until a time and takes its mark of being in flight.
// doubt counts that it may have arrived.
func (tx *Tx) Delay(k OutKey, until time.Time, doubt bool) error {
	o, found, err := tx.Outgoing(k)
	if err != nil || !found {
		return err
	}
	o.NotBefore = until.UTC()
	if doubt {
		o.Doubt++
	}
	if err := tx.drop(outboxInFlight, o.Key.bytes()); err != nil {
		return err
	}
	return save(tx, outboxRows, o.Key.bytes(), o)
}

func (tx *Tx) outgoingOf(chat int64) ([]Outgoing, error) {
	keys, err := tx.keysFrom(outboxRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Outgoing](tx, outboxRows, keys)
}
