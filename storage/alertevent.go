package storage

import (
	"time"
)

// Event is one thing to tell in a chat. Kind says which; the words are made
// when it is told.
type Event struct {
	Kind  string    `json:"k"`
	Name  string    `json:"n,omitempty"` // a client or server
	Count int       `json:"c,omitempty"`
	At    time.Time `json:"t,omitzero"`
	Until time.Time `json:"u,omitzero"`
	Text  string    `json:"x,omitempty"` // a panel's own words
}

// AlertQueue is what waits to be told in a chat.
type AlertQueue struct {
	Chat  int64     `json:"chat"`
	Count int       `json:"count"`           // events that wait
	Due   time.Time `json:"due,omitzero"`    // when they are told; zero: nothing waits
	Last  time.Time `json:"last,omitzero"`   // when something was told last
	Lines int       `json:"lines,omitempty"` // and how much
}

// AlertQueue gives what waits in a chat.
func (tx *Tx) AlertQueue(chat int64) (AlertQueue, error) {
	q, _, err := load[AlertQueue](tx, alertQueues, intKey(chat))
	q.Chat = chat
	return q, err
}

// SaveAlertQueue keeps it, and when it is due.
func (tx *Tx) SaveAlertQueue(q AlertQueue) error {
	if err := tx.dropQueue(q.Chat); err != nil {
		return err
	}
	q.Due, q.Last = q.Due.UTC(), q.Last.UTC()
	if !q.Due.IsZero() {
		if err := tx.mark(alertDue, join(timeKey(q.Due), intKey(q.Chat))); err != nil {
			return err
		}
	}
	return save(tx, alertQueues, intKey(q.Chat), q)
}

func (tx *Tx) dropQueue(chat int64) error {
	old, err := tx.AlertQueue(chat)
	if err != nil {
		return err
	}
	if err := tx.drop(alertDue, join(timeKey(old.Due), intKey(chat))); err != nil {
		return err
	}
	return tx.drop(alertQueues, intKey(chat))
}

// AddEvents puts events behind those that wait in a chat. What waits is told
// at due, unless it is to be told at another time already.
func (tx *Tx) AddEvents(chat int64, due time.Time, events []Event) error {
	q, err := tx.AlertQueue(chat)
	if err != nil {
		return err
	}
	if q.Due.IsZero() {
		q.Due = due
	}
	q.Count += len(events)
	if err := tx.SaveAlertQueue(q); err != nil {
		return err
	}
	seq, err := tx.sequence(alertPending)
	if err != nil {
		return err
	}
	return save(tx, alertPending, join(intKey(chat), seqKey(seq)), events)
}

// DueAlerts gives the chats whose events are due, the longest due first.
func (tx *Tx) DueAlerts(now time.Time, limit int) ([]int64, error) {
	keys, err := tx.keysBefore(alertDue, now.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	var due []int64
	for _, key := range keys {
		due = append(due, keyInt(key))
	}
	return due, nil
}

// NextAlerts gives when the next events are due, zero when none wait.
func (tx *Tx) NextAlerts() (time.Time, error) {
	key, err := tx.first(alertDue)
	if err != nil || key == nil {
		return time.Time{}, err
	}
	return time.Unix(0, keyInt(key[:8])).UTC(), nil
}

// TakeEvents takes what waits in a chat, in the order of its coming; lines is
// how much of it is told now.
func (tx *Tx) TakeEvents(chat int64, now time.Time, lines func([]Event) int) ([]Event, error) {
	events, err := tx.takeEvents(chat)
	if err != nil {
		return nil, err
	}
	q := AlertQueue{Chat: chat, Last: now, Lines: lines(events)}
	return events, tx.SaveAlertQueue(q)
}

func (tx *Tx) takeEvents(chat int64) ([]Event, error) {
	keys, err := tx.keysFrom(alertPending, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	chunks, err := loadAll[[]Event](tx, alertPending, keys)
	if err != nil {
		return nil, err
	}
	var events []Event
	for i, chunk := range chunks {
		events = append(events, chunk...)
		if err := tx.drop(alertPending, keys[i]); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// EventBatch is what one message told, kept a while for who wants to see the
// lines that did not fit.
type EventBatch struct {
	ID     uint64    `json:"id"`
	Chat   int64     `json:"chat"`
	At     time.Time `json:"at"`
	Events []Event   `json:"events"`
}

// KeepEvents keeps a batch and gives its id.
func (tx *Tx) KeepEvents(chat int64, events []Event) (uint64, error) {
	id, err := tx.sequence(alertBatches)
	if err != nil {
		return 0, err
	}
	b := EventBatch{ID: id, Chat: chat, At: tx.now().UTC(), Events: events}
	return id, save(tx, alertBatches, join(intKey(chat), seqKey(id)), b)
}

// EventBatch gives a batch of a chat, and whether it is still there.
func (tx *Tx) EventBatch(chat int64, id uint64) (EventBatch, bool, error) {
	return load[EventBatch](tx, alertBatches, join(intKey(chat), seqKey(id)))
}

// DropBatches deletes a chat's batches but the newest few.
func (tx *Tx) DropBatches(chat int64, keep int) error {
	keys, err := tx.keysFrom(alertBatches, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys[:max(0, len(keys)-keep)] {
		if err := tx.drop(alertBatches, key); err != nil {
			return err
		}
	}
	return nil
}
