package telegram

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"resellerbot/internal/chat"
)

// How often and how patiently an input is handled again.
const (
	handleTries   = 5
	handleTimeout = 3 * time.Minute
	firstPause    = 250 * time.Millisecond
	longestPause  = 30 * time.Second
)

// queues keeps each person's inputs in a chat in order, one at a time, and
// everything else in parallel, with a bound.
type queues struct {
	r       *Receiver
	slots   chan struct{} // running handlers
	pending atomic.Int64
	eased   chan struct{} // told when pending falls

	working context.Context // the handlers'; it outlives Run's by the grace
	cut     context.CancelFunc

	mu     sync.Mutex
	lines  map[line][]chat.Input // what waits behind the input that is being handled
	closed bool                  // nothing new is begun
	wg     sync.WaitGroup
}

// line is a person in a chat. A chat's own events have person 0.
type line struct{ chat, person int64 }

func newQueues(r *Receiver) *queues {
	q := &queues{r: r, slots: make(chan struct{}, r.Handlers), eased: make(chan struct{}, 1), lines: map[line][]chat.Input{}}
	q.working, q.cut = context.WithCancel(context.Background())
	return q
}

// drain begins nothing new and waits for the handlers. Those that take longer
// than the grace have their context ended; their inputs stay in the inbox.
func (q *queues) drain() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	grace := time.AfterFunc(q.r.Grace, q.cut)
	q.wg.Wait()
	grace.Stop()
	q.cut()
}

// add queues an input. The bound on what may wait is kept by who takes updates
// in, see room.
func (q *queues) add(ctx context.Context, in chat.Input) {
	k := line{in.Place.Chat, in.Person.ID}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return // it is in the inbox
	}
	q.pending.Add(1)
	waiting, running := q.lines[k]
	if running {
		q.lines[k] = append(waiting, in)
		return
	}
	q.lines[k] = nil
	q.wg.Go(func() { q.run(ctx, k, in) })
}

func (q *queues) waits(in chat.Input) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.ContainsFunc(q.lines[line{in.Place.Chat, in.Person.ID}], func(next chat.Input) bool {
		return next.Place == in.Place && (next.Kind != chat.Tapped || next.Data != in.Data)
	})
}

func (q *queues) behind(in chat.Input) (next []chat.Input) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, waiting := range q.lines[line{in.Place.Chat, in.Person.ID}] {
		if waiting.Place == in.Place {
			next = append(next, waiting)
		}
	}
	return next
}

// run handles a line until it is empty.
func (q *queues) run(ctx context.Context, k line, in chat.Input) {
	for {
		q.handle(ctx, in)
		q.pending.Add(-1)
		select {
		case q.eased <- struct{}{}:
		default:
		}
		q.mu.Lock()
		waiting := q.lines[k]
		if len(waiting) == 0 || ctx.Err() != nil {
			delete(q.lines, k)
			q.mu.Unlock()
			return
		}
		in, q.lines[k] = waiting[0], waiting[1:]
		q.mu.Unlock()
	}
}

// handle tries until it goes well, or sets the input aside. One that was cut
// off by the end of the program stays in the inbox.
func (q *queues) handle(ctx context.Context, in chat.Input) {
	pause := firstPause
	for try := 1; ; try++ {
		err := q.once(ctx, in)
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			return
		}
		q.r.Stats.handlerFailed()
		q.r.Log.Error("handle input", "update", in.Update, "try", try, "err", err)
		if try >= handleTries && q.r.park(ctx, in.Update, err.Error()) {
			q.apologize(in)
			return
		}
		select {
		case <-time.After(pause):
			pause = min(4*pause, longestPause)
		case <-ctx.Done():
			return
		}
	}
}

// once runs the handler in a place of its own; a panic is an error.
func (q *queues) once(ctx context.Context, in chat.Input) (err error) {
	select {
	case q.slots <- struct{}{}:
		defer func() { <-q.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handler panicked: %v\n%s", p, debug.Stack())
		}
	}()
	// The end of the program does not cut short what a handler has begun at a panel.
	working, cancel := context.WithTimeout(q.working, handleTimeout)
	defer cancel()
	return q.r.Handle(working, in) //nolint:contextcheck // see above
}

// apologize tells of an input that was given up.
func (q *queues) apologize(in chat.Input) {
	if q.r.Apology == nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			q.r.Log.Error("apologize", "update", in.Update, "panic", fmt.Sprint(p))
		}
	}()
	q.r.Apology(q.working, in)
}

// room waits until updates may be taken in again.
func (q *queues) room(ctx context.Context) error {
	for int(q.pending.Load()) >= q.r.ReceiverConfig.Pending {
		select {
		case <-q.eased:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
