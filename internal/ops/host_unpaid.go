package ops

import (
	"context"
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// unpaidReading gathers the unpaid invoices of a panel.
type unpaidReading struct {
	all   []resale.Record
	seen  map[string]bool
	words []string // the panel's own for those among the first
}

// unpaidInvoices gives the unpaid invoices, and whether there may be more.
func unpaidInvoices(ctx context.Context, c connection) (all []resale.Record, more bool, err error) {
	u := unpaidReading{seen: map[string]bool{}}
	n, err := u.read(ctx, c, "", dueAtFirst)
	if err != nil || n < dueAtFirst {
		return u.all, false, err
	}
	more, err = u.byWords(ctx, c)
	return u.all, more, err
}

// byWords asks for the unpaid ones alone, in our words and in the panel's. One
// that gives none for a word of its own does not filter by it, and one that gives
// none at all may not know the words.
func (u *unpaidReading) byWords(ctx context.Context, c connection) (more bool, err error) {
	found := 0
	for _, word := range slices.Compact(slices.Sorted(slices.Values(append([]string{"unpaid", "overdue"}, u.words...)))) {
		n, err := u.read(ctx, c, word, dueMost)
		if err != nil {
			return false, err
		}
		found += n
		more = more || n >= dueMost || n == 0 && slices.Contains(u.words, word)
	}
	return more || found == 0, nil
}

// read takes the unpaid ones of a list, and tells how long it was.
func (u *unpaidReading) read(ctx context.Context, c connection, status string, most int) (n int, err error) {
	for r, err := range c.wh.All(ctx, resale.HostInvoices, whmdc.Query{PerPage: hostPage, Status: status}, most) {
		if err != nil {
			return n, err
		}
		if n++; !r.Unpaid() || !r.Deleted().IsZero() || u.seen[r.ID] {
			continue
		}
		u.seen[r.ID] = true
		u.all = append(u.all, r)
		if word := r.StateWord(); status == "" && !slices.Contains(u.words, word) {
			u.words = append(u.words, word)
		}
	}
	return n, nil
}
