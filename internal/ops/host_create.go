package ops

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// How many records are looked through before something is created, and for what
// became of that.
const (
	knownMost  = 500
	soughtMost = 2000
	hostPage   = 100
)

func createHost() effect {
	return effect{
		name: HostCreateAct,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			return in.Host.readKnown(ctx, c)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.wh.Create(ctx, in.Host.Kind, in.Host.Wish)
			if err != nil {
				return result{}, err
			}
			r := hostResult{Now: seeHost(ctx, c, in.Host.Kind, made.Record.ID), Secret: made.Secret.Reveal()}
			if len(r.Now.Fields) == 0 {
				r.Now = slim(made.Record)
			}
			return ofHost(r), nil
		},
		look: func(ctx context.Context, c connection, in intent, called time.Time) (verdict, result, error) {
			return in.Host.seekMade(ctx, c, called)
		},
	}
}

// alike gives the records that could be taken for what is wished for, and
// whether there were more than could be looked at. filtered: by the panel too,
// which finds them sooner.
func (h *hostIntent) alike(ctx context.Context, c connection, most int, filtered bool) (all []resale.Record, cut bool, err error) {
	q := whmdc.Query{PerPage: hostPage}
	switch h.Kind {
	case resale.Customers:
		if filtered {
			q.Search = h.Natural
		}
	case resale.HostInvoices, resale.HostServices, resale.HostPayments:
		q.Customer = wishText(h.Wish, "client_id")
	}
	n := 0
	for r, err := range c.wh.All(ctx, h.Kind, q, most) {
		if err != nil {
			return nil, false, err
		}
		if n++; mistakable(h.Kind, h.Wish, r) {
			all = append(all, r)
		}
	}
	return all, n >= most, nil
}

// readKnown notes what there is already that could be taken for the new one.
func (h *hostIntent) readKnown(ctx context.Context, c connection) error {
	all, cut, err := h.alike(ctx, c, knownMost, true)
	if err != nil {
		return err
	}
	h.Known, h.Cut = nil, cut
	for _, r := range all {
		if h.Kind == resale.Customers && r.Deleted().IsZero() && r.State() != resale.RecordInactive {
			return refusedHost(HostCreateAct, resale.Taken, "")
		}
		h.Known = append(h.Known, r.ID)
	}
	return nil
}

// seekMade looks for what was created. One new record that is as wished is it;
// one that is only like it, two, or a list too long to be sure tell nothing.
func (h *hostIntent) seekMade(ctx context.Context, c connection, called time.Time) (verdict, result, error) {
	all, cut, err := h.alike(ctx, c, soughtMost, false)
	if err != nil {
		return unclear, result{}, err
	}
	var same []resale.Record
	doubtful := false
	for _, r := range all {
		if slices.Contains(h.Known, r.ID) {
			continue
		}
		switch h.madeAs(r, called) {
		case present:
			same = append(same, r)
		case unclear:
			doubtful = true
		}
	}
	switch {
	case len(same) == 1 && !doubtful:
		found := hostResult{Now: slim(same[0])}
		found.Lost = h.Kind == resale.HostKeys || h.Kind == resale.HostHooks || h.Kind == resale.Customers && wishText(h.Wish, "password") == ""
		return present, ofHost(found), nil
	case len(same) > 0, doubtful, cut:
		return unclear, result{}, nil
	}
	return absent, result{}, nil
}

// clockDoubt is how far a panel's clock, or the zone of its times, may be off.
const clockDoubt = 26 * time.Hour

// madeAs judges a record that was not known before the call: absent, if it is
// surely another one.
func (h *hostIntent) madeAs(r resale.Record, called time.Time) verdict {
	if at := r.Created(); !at.IsZero() && at.Before(called.Add(-clockDoubt)) {
		return absent
	}
	if h.Cut && r.Created().IsZero() {
		return unclear
	}
	wish := h.Wish
	wish.Fields = slices.DeleteFunc(slices.Clone(wish.Fields), func(f resale.WishField) bool {
		return strings.EqualFold(f.Name, "status") // which the panel may set by its own mind
	})
	if shown, same := readsAs(wish, r); same && shown > 0 {
		return present
	}
	return unclear
}
