package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Tell puts the end of an act into the outbox. It runs in the transaction that
// settles the act, and may run more than once.
type Tell func(*storage.Tx, storage.Entry, Outcome) error

// pursuit brings one unsettled row of the journal to its end.
type pursuit struct {
	*Ops
	panel connection
	effect
	row   storage.Entry
	in    intent
	asked bool // a person waits for the answer
	tell  Tell // for one that does not wait any more
}

func (o *Ops) newPursuit(c connection, e effect, row storage.Entry, asked bool, tell Tell) *pursuit {
	return &pursuit{Ops: o, panel: c, effect: e, row: row, asked: asked, tell: tell}
}

// pursue goes as far as can be gone now.
func (p *pursuit) pursue(ctx context.Context) (Outcome, error) {
	if err := json.Unmarshal(p.row.Intent, &p.in); err != nil {
		return Outcome{}, fmt.Errorf("%s: read journal: %w", p.name, err)
	}
	newer, err := p.newer(ctx)
	switch {
	case err != nil:
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	case newer == storage.Done, newer != "" && p.row.Calls == 0 && !p.in.owed():
		return p.settle(ctx, storage.Refused, resale.Overtaken, result{})
	case newer != "":
		return p.leaveOpen(ctx, result{})
	case p.row.Calls > 0:
		return p.goOn(ctx)
	}
	busy, err := p.earlier(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	if busy {
		return p.settle(ctx, storage.Refused, resale.Busy, result{})
	}
	return p.first(ctx)
}

// goOn looks what became of the calls so far, and makes another one if none of
// them did it.
func (p *pursuit) goOn(ctx context.Context) (Outcome, error) {
	v, r, err := p.look(ctx, p.panel, p.in, p.row.Called)
	switch {
	case err != nil:
		return p.leaveOpen(ctx, result{})
	case v == present:
		return p.adopt(ctx, r)
	case v == unclear, p.in.Yes:
		return p.leaveOpen(ctx, r)
	case p.once:
		return p.leaveUndone(ctx, r)
	case p.in.owed():
		return p.make(ctx)
	case !p.repeatable && p.fresh(), p.row.Calls >= maxCalls && p.fresh():
		return p.leaveOpen(ctx, r)
	case p.row.Calls >= maxCalls && p.in.blind():
		return p.leaveOpen(ctx, r) // each of them may have worked
	case p.row.Calls >= maxCalls:
		return p.settle(ctx, storage.Refused, resale.Unavailable, r)
	}
	return p.make(ctx)
}

// first makes the first call, unless it is clear that it cannot go well.
func (p *pursuit) first(ctx context.Context) (Outcome, error) {
	if p.within > 0 && p.Now().Sub(p.row.At) > p.within {
		return p.settle(ctx, storage.Refused, resale.Unavailable, result{})
	}
	if err := p.prepare(ctx, p.panel, &p.in); err != nil {
		if ctx.Err() != nil {
			return Outcome{}, ctx.Err()
		}
		if p.in.Host != nil { // what was read says why
			if err := p.keepIntent(); err != nil {
				return Outcome{}, err
			}
		}
		detail, wait := detailOf(err)
		return p.settle(ctx, storage.Refused, resale.CodeOf(err), result{Detail: detail, Wait: wait})
	}
	if err := p.keepIntent(); err != nil {
		return Outcome{}, err
	}
	if p.already != nil {
		if s, code, r := p.already(p.in); s != "" {
			return p.settle(ctx, s, code, r)
		}
	}
	return p.make(ctx)
}

// make makes the call and settles what came of it.
func (p *pursuit) make(ctx context.Context) (Outcome, error) {
	p.row.Calls++
	p.row.Called = p.Now().UTC()
	p.row.Next = p.row.Called.Add(orphanAfter)
	if err := p.save(ctx, p.overtake); err != nil {
		return Outcome{}, err
	}
	calling, done := outlive(ctx, callGrace)
	r, err := p.call(calling, p.panel, p.in)
	done()
	code := resale.CodeOf(err)
	known := ctx
	if code == "" || p.in.Order != nil {
		known = context.WithoutCancel(ctx) // no look shows later what is known now
	}
	switch code {
	case "":
		return p.settle(known, storage.Done, "", r)
	case resale.Unknown, resale.BadAnswer, resale.Blocked, resale.Internal:
		return p.afterDoubt(ctx, r.Yes)
	}
	r.Detail, r.Wait = detailOf(err)
	switch {
	case p.in.owed():
		return p.stillOwed(ctx, code, r)
	case p.row.Calls > 1:
		return p.refusedAgain(ctx, code, r)
	}
	return p.settle(known, storage.Refused, code, r)
}

// callGrace is how long a call may go on after the end of the program: cut off,
// nobody knows what became of it.
const callGrace = 10 * time.Second

// outlive gives a context that ends so long after ctx; done lets it go.
func outlive(ctx context.Context, grace time.Duration) (longer context.Context, done func()) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return longer, func() { stop(); cancel() }
}

// refusedAgain judges a no to a further call. The panel may say it because an
// earlier call worked, or say nothing about that one, which may still be at
// work: only what can be seen is an end.
func (p *pursuit) refusedAgain(ctx context.Context, code resale.Code, r result) (Outcome, error) {
	if ctx.Err() != nil {
		return Outcome{}, ctx.Err()
	}
	v, seen, err := p.look(ctx, p.panel, p.in, p.row.Called)
	switch {
	case err == nil && v == present:
		return p.adopt(ctx, seen)
	case err != nil, v == unclear, p.in.blind(), code == resale.Unavailable, code == resale.RateLimited:
		return p.leaveOpen(ctx, seen)
	}
	return p.settle(ctx, storage.Refused, code, r)
}

// afterDoubt looks at once whether a call without a clear answer took effect.
// A yes that cannot be seen is kept, whatever ends meanwhile.
func (p *pursuit) afterDoubt(ctx context.Context, yes bool) (Outcome, error) {
	if yes {
		p.in.Yes = true
		if err := p.keepIntent(); err != nil {
			return Outcome{}, err
		}
		if err := p.save(context.WithoutCancel(ctx), nil); err != nil {
			return Outcome{}, err
		}
	}
	if ctx.Err() != nil {
		return Outcome{}, ctx.Err() // shutting down: the row stays as it is and is looked at again
	}
	v, r, err := p.look(ctx, p.panel, p.in, p.row.Called)
	switch {
	case err == nil && v == present:
		return p.adopt(ctx, r)
	case err == nil && v == absent && p.repeatable && !yes && p.row.Calls < maxCalls:
		return p.make(ctx)
	}
	return p.leaveOpen(ctx, r)
}
