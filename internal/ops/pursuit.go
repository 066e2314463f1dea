package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// Tell puts the end of an act into the outbox. It runs in the transaction that
// settles the act, and may run more than once.
type Tell func(*storage.Tx, storage.Entry, Outcome) error

// pursuit brings one unsettled row of the journal to its end.
type pursuit struct {
	*Ops
	panel *servex.Client
	effect
	row   storage.Entry
	in    intent
	asked bool // a person waits for the answer
	tell  Tell // for one that does not wait any more
}

func (o *Ops) newPursuit(c *servex.Client, e effect, row storage.Entry, asked bool, tell Tell) *pursuit {
	return &pursuit{Ops: o, panel: c, effect: e, row: row, asked: asked, tell: tell}
}

// pursue goes as far as can be gone now.
func (p *pursuit) pursue(ctx context.Context) (Outcome, error) {
	if err := json.Unmarshal(p.row.Intent, &p.in); err != nil {
		return Outcome{}, fmt.Errorf("%s: read journal: %w", p.name, err)
	}
	if p.row.Calls == 0 {
		busy, err := p.earlier(ctx)
		if err != nil {
			return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
		}
		if busy {
			return p.settle(ctx, storage.Refused, resale.Busy, result{})
		}
		return p.first(ctx)
	}
	v, r, err := p.look(ctx, p.panel, p.in, p.row.Called)
	switch {
	case err != nil:
		return p.leaveOpen(ctx, result{})
	case v == present:
		return p.adopt(ctx, r)
	case v == unclear:
		return p.leaveOpen(ctx, r)
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
	if err := p.prepare(ctx, p.panel, &p.in); err != nil {
		if ctx.Err() != nil {
			return Outcome{}, ctx.Err()
		}
		detail, wait := detailOf(err)
		return p.settle(ctx, storage.Refused, resale.CodeOf(err), result{Detail: detail, Wait: wait})
	}
	raw, err := json.Marshal(p.in)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.Intent = raw
	return p.make(ctx)
}

// make makes the call and settles what came of it.
func (p *pursuit) make(ctx context.Context) (Outcome, error) {
	p.row.Calls++
	p.row.Called = p.Now().UTC()
	p.row.Next = p.row.Called.Add(orphanAfter)
	if err := p.save(ctx); err != nil {
		return Outcome{}, err
	}
	r, err := p.call(ctx, p.panel, p.in)
	code := resale.CodeOf(err)
	switch code {
	case "":
		return p.settle(ctx, storage.Done, "", r)
	case resale.Unknown, resale.BadAnswer, resale.Blocked, resale.Internal:
		return p.afterDoubt(ctx)
	}
	r.Detail, r.Wait = detailOf(err)
	if p.row.Calls > 1 {
		return p.refusedAgain(ctx, code, r)
	}
	return p.settle(ctx, storage.Refused, code, r)
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
	case err != nil, v == unclear, code == resale.Unavailable, code == resale.RateLimited:
		return p.leaveOpen(ctx, seen)
	}
	return p.settle(ctx, storage.Refused, code, r)
}

// fresh tells whether the last call may still be at work.
func (p *pursuit) fresh() bool { return p.Now().Sub(p.row.Called) < p.SettleAfter }

// afterDoubt looks at once whether a call without a clear answer took effect.
func (p *pursuit) afterDoubt(ctx context.Context) (Outcome, error) {
	if ctx.Err() != nil {
		return Outcome{}, ctx.Err() // shutting down: the row stays as it is and is looked at again
	}
	v, r, err := p.look(ctx, p.panel, p.in, p.row.Called)
	switch {
	case err == nil && v == present:
		return p.adopt(ctx, r)
	case err == nil && v == absent && p.repeatable && p.row.Calls < maxCalls:
		return p.make(ctx)
	}
	return p.leaveOpen(ctx, r)
}

func (p *pursuit) adopt(ctx context.Context, r result) (Outcome, error) {
	r.Adopted = true
	return p.settle(ctx, storage.Done, "", r)
}

// earlier tells whether another act on the same object is not settled yet: one
// more would make it impossible to tell what became of the first.
func (p *pursuit) earlier(ctx context.Context) (busy bool, err error) {
	err = p.Store.View(ctx, func(tx *storage.Tx) error {
		open, err := tx.Unsettled(p.Now().Add(farFuture), 1000)
		if err != nil {
			return err
		}
		for _, other := range open {
			var theirs intent
			if other.Key == p.row.Key || other.Panel != p.row.Panel || other.Calls == 0 || json.Unmarshal(other.Intent, &theirs) != nil {
				continue
			}
			// A password that is set anew leaves nothing to tell of the one before.
			if theirs.blind() && p.in.blind() {
				continue
			}
			busy = busy || theirs.object() == p.in.object()
		}
		return nil
	})
	return busy, err
}

// leaveOpen keeps the row as unknown, to be looked at again. A person who is
// told so now must be told the end.
func (p *pursuit) leaveOpen(ctx context.Context, r result) (Outcome, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.State, p.row.Code, p.row.Result = storage.Unknown, string(resale.Unknown), raw
	p.row.Told = p.row.Told || p.asked
	p.row.Next = p.Now().UTC().Add(p.lookAgain())
	if err := p.save(ctx); err != nil {
		return Outcome{}, err
	}
	return outcomeOf(p.row)
}

// lookAgain grows with the age of the call, from 5 s to 15 minutes.
func (p *pursuit) lookAgain() time.Duration {
	soon := min(5*time.Second, p.SettleAfter)
	return min(max(p.Now().Sub(p.row.Called)/2, soon), 15*time.Minute)
}

func (p *pursuit) settle(ctx context.Context, s storage.State, code resale.Code, r result) (Outcome, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.State, p.row.Code, p.row.Result, p.row.Settled = s, string(code), raw, p.Now().UTC()
	out, err := outcomeOf(p.row)
	if err != nil {
		return Outcome{}, err
	}
	err = p.Store.Update(ctx, func(tx *storage.Tx) error {
		if err := tx.SaveEntry(p.row); err != nil {
			return err
		}
		if p.tell != nil && p.row.Told {
			return p.tell(tx, p.row, out)
		}
		return nil
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: settle: %w", p.name, err)
	}
	if s == storage.Done {
		p.listings.note(p.row.Panel, p.name, r, p.Now())
	}
	return out, nil
}

func (p *pursuit) save(ctx context.Context) error {
	row := p.row
	if err := p.Store.Update(ctx, func(tx *storage.Tx) error { return tx.SaveEntry(row) }); err != nil {
		return fmt.Errorf("%s: write journal: %w", p.name, err)
	}
	return nil
}
