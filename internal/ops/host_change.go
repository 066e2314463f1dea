package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

func updateHost() effect {
	return effect{
		name: HostUpdateAct,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			now, err := readHostAll(ctx, c, in)
			if err != nil {
				return err
			}
			if err := in.Host.asSeen(now); err != nil {
				return err
			}
			return in.Host.linesOpen()
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			said, err := c.wh.Update(ctx, in.Host.Kind, in.Host.ID, in.Host.Wish)
			if err != nil {
				return result{}, err
			}
			now := seeHost(ctx, c, in.Host.Kind, in.Host.ID)
			if len(now.Fields) == 0 {
				now = slim(said)
			}
			return ofHost(hostResult{Now: now, Lines: in.Host.linesShown(now)}), nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.wh.Get(ctx, in.Host.Kind, in.Host.ID)
			if err != nil {
				return unclear, result{}, err
			}
			r := ofHost(hostResult{Now: slim(now)})
			if len(in.Host.Wish.Lines) > 0 {
				return in.Host.lookLines(now), r, nil
			}
			switch shown, same := readsAs(in.Host.Wish, now); {
			case shown == 0:
				return unclear, r, nil // a password alone, which no panel shows
			case same:
				return present, r, nil
			case moved(in.Host.Wish, in.Host.Before, now):
				return unclear, r, nil // taken in part, or written in another way
			}
			return absent, r, nil
		},
	}
}

// asSeen refuses to change what is not any more what the person saw: another's
// change is not undone by one who does not know of it. What is as it was wished for
// already is no other change: it may be our own, asked for once more.
func (h *hostIntent) asSeen(now resale.Record) error {
	changed := func(f resale.WishField) bool {
		_, already := fieldReads(f, now)
		return !already && !f.Still(now)
	}
	beside := func(f resale.WishField) bool { return !f.Still(now) }
	if slices.ContainsFunc(h.Wish.Fields, changed) || slices.ContainsFunc(h.Wish.Beside, beside) {
		return refusedHost(HostUpdateAct, resale.Changed, "")
	}
	return nil
}

func deleteHost() effect {
	return effect{
		name:    HostDeleteAct,
		prepare: readHost,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return ofHost(hostResult{Now: in.Host.Before}), c.wh.Delete(ctx, in.Host.Kind, in.Host.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.wh.Get(ctx, in.Host.Kind, in.Host.ID)
			gone := resale.CodeOf(err) == resale.NotFound
			switch {
			case gone:
				now = in.Host.Before
			case err != nil:
				return unclear, result{}, err
			}
			r := ofHost(hostResult{Now: slim(now)})
			was, is := in.Host.Before.State(), now.State()
			switch {
			case gone, !now.Deleted().IsZero():
				return present, r, nil
			case is == resale.RecordInactive && was != is:
				return present, r, nil
			case is == resale.RecordInactive, is != was && over(is): // it was inactive before, or cancelled instead
				return unclear, r, nil
			}
			return absent, r, nil
		},
	}
}
