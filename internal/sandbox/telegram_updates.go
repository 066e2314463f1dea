package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"
)

// tgQueue holds the updates that are not confirmed, in order of their ids.
type tgQueue struct {
	next   int64
	rows   []tgUpdate
	poll   context.CancelCauseFunc // ends the poll that is being held
	pollID int
}

type tgUpdate struct {
	id  int64
	raw json.RawMessage
}

// add queues an update whose fields follow its id. The lock is held.
func (t *Telegram) add(fields string, value any) int64 {
	body, err := json.Marshal(value)
	if err != nil {
		panic(err) // our own types always encode
	}
	return t.addRaw(fields, body)
}

func (t *Telegram) addRaw(field string, body json.RawMessage) int64 {
	id := t.queue.next
	t.queue.next++
	raw := make([]byte, 0, len(body)+64)
	raw = append(raw, `{"update_id":`...)
	raw = strconv.AppendInt(raw, id, 10)
	raw = append(raw, `,"`...)
	raw = append(raw, field...)
	raw = append(raw, `":`...)
	raw = append(raw, body...)
	raw = append(raw, '}')
	t.queue.rows = append(t.queue.rows, tgUpdate{id: id, raw: raw})
	t.notify()
	if t.hook != nil {
		t.hook.wake()
	}
	return id
}

// Inject queues a raw field of an update, {"message": …} say, that no person
// could send through this sandbox.
func (t *Telegram) Inject(field string, body json.RawMessage) (updateID int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.addRaw(field, body)
}

// Redeliver queues an update with an id that was used before.
func (t *Telegram) Redeliver(updateID int64, raw json.RawMessage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queue.rows = append(t.queue.rows, tgUpdate{id: updateID, raw: raw})
	t.notify()
}

// Pending counts the updates that are not confirmed.
func (t *Telegram) Pending() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.queue.rows)
}

// longestPoll is the most that the real server holds a poll.
const longestPoll = 50 * time.Second

func (t *Telegram) getUpdates(ctx context.Context, p *tgParams) (any, *tgError) {
	t.mu.Lock()
	if t.hook != nil {
		t.mu.Unlock()
		return nil, refuse(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if t.queue.poll != nil {
		t.queue.poll(errOtherPoll)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	t.queue.poll = cancel
	t.queue.pollID++
	mine := t.queue.pollID
	t.confirm(p.int("offset"))
	t.mu.Unlock()
	defer t.endPoll(mine, cancel)
	return t.hold(ctx, p)
}

func (t *Telegram) endPoll(mine int, cancel context.CancelCauseFunc) {
	cancel(nil)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.queue.pollID == mine {
		t.queue.poll = nil
	}
}

// confirm forgets the updates below an offset; a negative one leaves only the
// newest. The lock is held.
func (t *Telegram) confirm(offset int64) {
	rows := t.queue.rows
	if offset < 0 {
		rows = rows[max(0, len(rows)+int(offset)):]
		if len(rows) > 0 {
			offset = rows[0].id
		}
	}
	for len(rows) > 0 && rows[0].id < offset {
		rows = rows[1:]
	}
	t.queue.rows = rows
	t.counts.Acknowledged = max(t.counts.Acknowledged, offset)
	t.notify()
}

// hold waits until there is something to give.
func (t *Telegram) hold(ctx context.Context, p *tgParams) (any, *tgError) {
	limit := int(p.int("limit"))
	if limit <= 0 || limit > 100 {
		limit = 100
	}
	timer := time.NewTimer(min(time.Duration(p.int("timeout"))*time.Second, longestPoll))
	defer timer.Stop()
	for {
		t.mu.Lock()
		rows := t.queue.rows[:min(limit, len(t.queue.rows))]
		out := make([]json.RawMessage, len(rows))
		for i, u := range rows {
			out[i] = u.raw
		}
		t.waiting++
		changed := t.changed
		t.mu.Unlock()
		var err *tgError
		done := len(out) > 0
		if !done {
			select {
			case <-changed:
			case <-timer.C:
				done = true
			case <-t.ctx.Done():
				done = true
			case <-ctx.Done():
				done = true
				if errors.Is(context.Cause(ctx), errOtherPoll) {
					err = refuse(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
				}
			}
		}
		t.mu.Lock()
		t.waiting--
		t.mu.Unlock()
		if done {
			return out, err
		}
	}
}

// errOtherPoll ends a poll because a newer one came.
var errOtherPoll = errors.New("another poll came")
