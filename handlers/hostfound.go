package handlers

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// mostFound is how many records of one customer a search looks at.
const mostFound = 50

// hostRows is a page of a list.
type hostRows struct {
	ops.HostPage
	Cut   bool // the search found more than it can show
	Named bool // it found customers by name, and these are theirs
	Late  bool // more are overdue than stand before the other unpaid ones
}

// ofSomebody tells of kinds whose records belong to a customer, by whose name
// people look for them.
func (k hostKind) ofSomebody() bool { return k == ofInvoices || k == ofServices || k == ofPayments }

// hostFound is a page of what a search finds: what the panel finds by itself,
// and what belongs to customers of that name, each once.
func (d Deps) hostFound(ctx context.Context, t *dialog.Turn, s hostListSheet) (hostRows, error) {
	ids, cut, err := d.Ops.HostNamed(ctx, t.Input.Place.Chat, s.Search)
	if err != nil {
		t.Log.Warn("find customers of that name", "err", err)
	}
	if len(ids) == 0 {
		return d.hostPart(ctx, t, s, listPage)
	}
	parts := make([]hostRows, len(ids)+1)
	work, ctx := errgroup.WithContext(ctx)
	for i := range parts {
		part := hostListSheet{K: s.K, Page: 1, Status: s.Status, Search: s.Search}
		if i < len(ids) {
			part.Search, part.Customer = "", ids[i]
		}
		work.Go(func() (err error) {
			parts[i], err = d.hostPart(ctx, t, part, mostFound)
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return hostRows{}, err
	}
	// Of a panel that does not search, which gave whatever it has.
	parts[len(ids)].Records = slices.DeleteFunc(parts[len(ids)].Records, func(r resale.Record) bool { return !shows(r, s.Search) })
	var all []resale.Record
	for _, part := range parts {
		all, cut = merged(all, part.Records), cut || part.More && len(part.Records) > 0
	}
	from := min((max(s.Page, 1)-1)*listPage, len(all))
	to := min(from+listPage, len(all))
	total := len(all)
	if cut {
		total = -1
	}
	return hostRows{HostPage: ops.HostPage{Records: slices.Clone(all[from:to]), More: to < len(all), Total: total}, Cut: cut, Named: true}, nil
}

// searchHost goes to a list that is searched, or to what it finds where that is
// one thing.
func (d Deps) searchHost(ctx context.Context, t *dialog.Turn, s hostListSheet) (dialog.Next, error) {
	list := dialog.Go("hostlist " + s.place())
	if s.K == ofAudit {
		return list, nil
	}
	page, err := d.hostPage(ctx, t, s)
	if err != nil {
		return list, err
	}
	return s.found(page), nil
}

// shows tells whether a record has a word on it: a panel that searches for
// nothing gives whatever it has.
func shows(r resale.Record, word string) bool {
	texts := []string{r.Label()}
	for _, f := range r.Fields {
		texts = append(texts, r.Text(f.Name))
	}
	return strings.Contains(resale.Fold(strings.Join(texts, "\n")), resale.Fold(word))
}

// open is a record's card, which leads back to where one is in the list.
func (s hostListSheet) open(id string) string {
	return hostTarget("host", string(s.K), id) + " from " + s.place()
}

// cutLine says that there is more than is shown.
func (r hostRows) cutLine() []chat.Text {
	switch {
	case r.Cut:
		return []chat.Text{chat.T("hostlist.cut")}
	case r.Late:
		return []chat.Text{chat.T("hostlist.late")}
	}
	return nil
}
