package storage

import "time"

// Dead is a message that could not be delivered.
type Dead struct {
	ID      uint64    `json:"id"`
	Message Outgoing  `json:"message"`
	Reason  string    `json:"reason"`
	At      time.Time `json:"at"`
}

// DeadLetter takes a message out of the outbox and keeps it for the operator.
// A row that is gone is no error.
func (tx *Tx) DeadLetter(k OutKey, reason string) error {
	o, found, err := tx.Outgoing(k)
	if err != nil || !found {
		return err
	}
	if err := tx.dropOutgoing(o.Key); err != nil {
		return err
	}
	id, err := tx.sequence(outboxDead)
	if err != nil {
		return err
	}
	if err := tx.addCount(countDead, 1); err != nil {
		return err
	}
	return tx.putDead(Dead{ID: id, Message: o, Reason: reason, At: tx.now().UTC()})
}

func (tx *Tx) putDead(d Dead) error {
	if err := tx.mark(outboxDeadChat, join(intKey(d.Message.Key.Chat), seqKey(d.ID))); err != nil {
		return err
	}
	return save(tx, outboxDead, seqKey(d.ID), d)
}

func (tx *Tx) dropDead(d Dead) error {
	if err := tx.drop(outboxDeadChat, join(intKey(d.Message.Key.Chat), seqKey(d.ID))); err != nil {
		return err
	}
	if err := tx.drop(outboxDead, seqKey(d.ID)); err != nil {
		return err
	}
	return tx.addCount(countDead, -1)
}

// DeadLetters gives the dead letters, oldest first.
func (tx *Tx) DeadLetters(limit int) ([]Dead, error) {
	keys, err := tx.keysFrom(outboxDead, nil, nil, limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Dead](tx, outboxDead, keys)
}

func (tx *Tx) deadOf(chat int64) ([]Dead, error) {
	keys, err := tx.keysFrom(outboxDeadChat, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[8:]
	}
	return loadAll[Dead](tx, outboxDead, keys)
}

// DeadCount counts the dead letters.
func (tx *Tx) DeadCount() (int, error) { return tx.count(countDead) }

// Replay queues a dead letter anew, at the end of its lane and free of doubt.
// It gives ErrGone when there is none of that id.
func (tx *Tx) Replay(id uint64) error {
	d, found, err := load[Dead](tx, outboxDead, seqKey(id))
	if err != nil {
		return err
	}
	if !found {
		return ErrGone
	}
	if err := tx.dropDead(d); err != nil {
		return err
	}
	o := d.Message
	o.Doubt, o.NotBefore, o.At = 0, time.Time{}, time.Time{}
	return tx.Queue(&o)
}
