package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// searchBilling finds what was typed where everything begins: a customer, else
// an invoice by its number, else a service by its name, else a payment by its
// number, as far as the key may see them.
func (d Deps) searchBilling(ctx context.Context, t *dialog.Turn, text string) (dialog.Next, error) {
	may, err := d.Ops.HostMay(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	kinds := slices.DeleteFunc([]hostKind{ofCustomers, ofInvoices, ofServices, ofPayments}, func(k hostKind) bool { return !may[k.record()] })
	if len(kinds) == 0 {
		t.Note(chat.T("dialog.use_buttons"))
		return dialog.Go("billing"), nil
	}
	first := hostListSheet{K: kinds[0], Page: 1, Search: shorten(text, 60)}
	beyond := false
	for _, k := range kinds {
		s := first
		s.K = k
		page, err := d.hostPage(ctx, t, s)
		switch {
		case err != nil && k == first.K:
			return dialog.Next{}, err
		case err != nil:
			t.Log.Warn("search beyond customers", "kind", string(k), "err", err)
			continue
		case page.shows(s.Search):
			return s.found(page), nil
		}
		beyond = beyond || k != first.K
	}
	if beyond && first.K == ofCustomers {
		t.Note(chat.T("billing.found_nowhere"))
	}
	return dialog.Go("hostlist " + first.place()), nil
}

// shows tells whether something on the page has the word on it, or belongs to who
// has.
func (r hostRows) shows(word string) bool {
	return r.Named && len(r.Records) > 0 || slices.ContainsFunc(r.Records, func(is resale.Record) bool { return shows(is, word) })
}

// found leads to what a search found: to the list, or to the card where that is
// one thing, or one is called just so.
func (s hostListSheet) found(page hostRows) dialog.Next {
	for _, r := range page.Records {
		if s.K != ofCustomers && resale.Fold(r.Label()) == resale.Fold(s.Search) {
			return dialog.Go(s.open(r.ID))
		}
	}
	if len(page.Records) != 1 || page.More || page.Cut || page.Total > 1 {
		return dialog.Go("hostlist " + s.place())
	}
	if one := page.Records[0]; page.Named || shows(one, s.Search) {
		return dialog.Go(s.open(one.ID))
	}
	return dialog.Go("hostlist " + s.place())
}
