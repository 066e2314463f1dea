package alerts

import (
	"context"
	"time"

	"resellerbot/storage"
)

// MostLines is how many lines a message has at most; the rest is shown when
// asked for.
const MostLines = 40

// How much one flush takes on, and how many long messages stay to be seen in full.
const (
	flushMost   = 100
	batchesKept = 20
)

// flush tells what is due, each chat in a transaction of its own.
func (a *Alerts) flush(ctx context.Context) error {
	now := a.Now().UTC()
	var due []int64
	err := a.Store.View(ctx, func(tx *storage.Tx) (err error) {
		due, err = tx.DueAlerts(now, flushMost)
		return err
	})
	if err != nil {
		return err
	}
	for _, chat := range due {
		if err := a.Store.Update(ctx, func(tx *storage.Tx) error { return a.flushChat(tx, chat, now) }); err != nil {
			return err
		}
	}
	return nil
}

func (a *Alerts) flushChat(tx *storage.Tx, chat int64, now time.Time) error {
	q, err := tx.AlertQueue(chat)
	if err != nil || q.Due.IsZero() || q.Due.After(now) {
		return err
	}
	rule, found, err := tx.AlertRule(chat)
	if err != nil {
		return err
	}
	if !found || !rule.On || rule.Muted.After(now) {
		_, err := tx.TakeEvents(chat, q.Last, func([]storage.Event) int { return q.Lines })
		return err
	}
	place, _, err := tx.Chat(chat)
	if err != nil {
		return err
	}
	zone := zoneOf(place)
	if quiet := rule.QuietUntil(now, zone); !quiet.IsZero() { // begun since it was queued
		q.Due = quiet
		return tx.SaveAlertQueue(q)
	}
	return a.say(tx, rule, zone, now)
}

// say makes one message of what waits.
func (a *Alerts) say(tx *storage.Tx, rule storage.AlertRule, zone *time.Location, now time.Time) error {
	var t Telling
	_, err := tx.TakeEvents(rule.Chat, now, func(events []storage.Event) int {
		t.Lines = Collapse(events)
		return len(t.Lines)
	})
	if err != nil || len(t.Lines) == 0 {
		return err
	}
	t.Rule, t.Zone = rule, zone
	if len(t.Lines) > MostLines {
		if t.Batch, err = tx.KeepEvents(rule.Chat, t.Lines); err != nil {
			return err
		}
		if err := tx.DropBatches(rule.Chat, batchesKept); err != nil {
			return err
		}
		t.Lines, t.More = t.Lines[:MostLines], len(t.Lines)-MostLines
	}
	return tx.Queue(&storage.Outgoing{
		Key: storage.OutKey{Chat: rule.Chat, Lane: storage.Alerts}, Thread: rule.Thread,
		Kind: storage.Send, Message: a.Render(t), At: now,
	})
}
