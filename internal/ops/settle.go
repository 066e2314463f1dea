package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// leaveOpen keeps the row as unknown, to be looked at again. A person who is
// told so now must be told the end. One that was looked for long enough ends.
func (p *pursuit) leaveOpen(ctx context.Context, r result) (Outcome, error) {
	if p.until > 0 && p.Now().Sub(p.row.At) > p.until {
		return p.settle(ctx, storage.Refused, resale.Unavailable, r)
	}
	if p.in.Order != nil {
		p.in.Order.saw(r.Order)
		if err := p.keepIntent(); err != nil {
			return Outcome{}, err
		}
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.State, p.row.Code, p.row.Result = storage.Unknown, string(resale.Unknown), raw
	p.row.Told = p.row.Told || p.asked
	p.row.Next = p.Now().UTC().Add(p.lookAgain())
	if !shutDown(ctx) { // a look that there was no time for is put off too
		ctx = context.WithoutCancel(ctx)
	}
	if err := p.save(ctx, nil); err != nil {
		return Outcome{}, err
	}
	return outcomeOf(p.row)
}

// undoneAfter is how long after its call an act that is called once may still
// turn out to be done.
const undoneAfter = 10 * time.Minute

// leaveUndone keeps open what a look did not find done, and ends it when nobody
// expects it any more.
func (p *pursuit) leaveUndone(ctx context.Context, r result) (Outcome, error) {
	if p.Now().Sub(p.row.Called) < undoneAfter {
		return p.leaveOpen(ctx, r)
	}
	code := resale.Unavailable
	if r.Host != nil && r.Host.Invoice.State() == resale.RecordPaid {
		code = resale.AlreadyPaid // by somebody else
	}
	return p.settle(ctx, storage.Refused, code, r)
}

// lookAgain grows with the age of the call, from 5 s to 15 minutes. What is
// owed is called each time, so its own age counts.
func (p *pursuit) lookAgain() time.Duration {
	soon, since := min(5*time.Second, p.SettleAfter), p.row.Called
	if p.in.owed() {
		since = p.row.At
	}
	return min(max(p.Now().Sub(since)/2, soon), 15*time.Minute)
}

// fresh tells whether the last call may still be at work.
func (p *pursuit) fresh() bool { return p.Now().Sub(p.row.Called) < p.SettleAfter }

func (p *pursuit) adopt(ctx context.Context, r result) (Outcome, error) {
	r.Adopted = true
	return p.settle(ctx, storage.Done, "", r)
}

func (p *pursuit) settle(ctx context.Context, s storage.State, code resale.Code, r result) (Outcome, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.State, p.row.Code, p.row.Result, p.row.Settled = s, string(code), raw, p.Now().UTC()
	if err := p.dropPassword(); err != nil {
		return Outcome{}, err
	}
	out, err := outcomeOf(p.row)
	if err != nil {
		return Outcome{}, err
	}
	err = p.Store.Update(ctx, func(tx *storage.Tx) error {
		row, err := saveInPlace(tx, p.row)
		if err != nil {
			return err
		}
		if err := p.followOrders(tx, row, r); err != nil {
			return err
		}
		if err := p.followLinks(tx, row, out); err != nil {
			return err
		}
		return p.follow(tx, row, r, out)
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: settle: %w", p.name, err)
	}
	if s == storage.Done {
		p.listings.change(p.panel.panel, listChangeOf(p.name, r, p.Now()))
		p.choices.changed(p.panel.panel)
		p.places.forget(revenueName(p.panel.panel))
		p.places.forget(paidName(p.panel.panel))
		p.forgetPeople()
	}
	return out, nil
}

// follow does, in the settling transaction, what follows an act's end: who
// waits to hear it is told, a test that was renewed is to become paid, an
// account that was sold is to end, and whatever else the kind of act wants.
func (p *pursuit) follow(tx *storage.Tx, row storage.Entry, r result, out Outcome) error {
	if err := p.intendNext(tx, row, &out); err != nil {
		return err
	}
	if p.settled != nil {
		if err := p.settled(tx, row, p.in, r, &out); err != nil {
			return err
		}
	}
	if p.tell != nil && row.Told {
		return p.tell(tx, row, out)
	}
	return nil
}

// save keeps the row as it is now, and what also does, unless nil.
func (p *pursuit) save(ctx context.Context, also func(*storage.Tx) error) error {
	err := p.Store.Update(ctx, func(tx *storage.Tx) error {
		if _, err := saveInPlace(tx, p.row); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	if err != nil {
		return fmt.Errorf("%s: write journal: %w", p.name, err)
	}
	return nil
}

// keepIntent takes what was added to the intent into the row.
func (p *pursuit) keepIntent() error {
	raw, err := json.Marshal(p.in)
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.Intent = raw
	return nil
}
