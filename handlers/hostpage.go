package handlers

import (
	"context"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// mostOverdue is how many overdue invoices stand before the unpaid ones.
const mostOverdue = 20

// hostPage reads a page of a list; what belongs to customers is found by their
// names too.
func (d Deps) hostPage(ctx context.Context, t *dialog.Turn, s hostListSheet) (hostRows, error) {
	if s.Search != "" && s.Customer == "" && s.K.ofSomebody() {
		return d.hostFound(ctx, t, s)
	}
	return d.hostPart(ctx, t, s, listPage)
}

// hostPart reads a page of that size. A panel may ignore what the list is
// narrowed by, so what is surely not meant is left out.
func (d Deps) hostPart(ctx context.Context, t *dialog.Turn, s hostListSheet, size int) (rows hostRows, err error) {
	q := ops.HostQuery{Page: max(s.Page, 1), PerPage: size, Search: s.Search, Status: string(s.Status), Customer: s.Customer}
	page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, s.K.record(), q)
	switch {
	case s.Status == resale.RecordOverdue && noSuchState(page, err):
		// Not every panel has a word for it: then they are among the unpaid ones.
		q.Status = string(resale.RecordUnpaid)
		page, err = d.Ops.HostList(ctx, t.Input.Place.Chat, s.K.record(), q)
	case s.Status == resale.RecordUnpaid && q.Page == 1 && err == nil:
		// Where there is a word for it, they are not: but what is overdue is unpaid.
		q.Status, q.PerPage = string(resale.RecordOverdue), max(size, mostOverdue)
		if overdue, failed := d.Ops.HostList(ctx, t.Input.Place.Chat, s.K.record(), q); failed == nil {
			page.Records, rows.Late = merged(overdue.Records, page.Records), overdue.More && len(overdue.Records) > 0
		}
	}
	theirs := d.ownedBy(ctx, t, s.Customer, page.Records)
	rows.HostPage = page
	rows.Records = slices.DeleteFunc(slices.Clone(page.Records), func(r resale.Record) bool { return !fits(r, s.Status, t.Now.In(t.Zone)) || !theirs(r) })
	if len(rows.Records) < len(page.Records) {
		rows.Total = -1 // the panel counted others too
	}
	return rows, err
}

// ownedBy tells which records are a customer's; of "" all are. Some panels name
// them in lists by their uuid or e-mail address, which their card shows.
func (d Deps) ownedBy(ctx context.Context, t *dialog.Turn, id string, all []resale.Record) func(resale.Record) bool {
	customer := resale.Record{Kind: resale.Customers, ID: id}
	theirs := func(r resale.Record) bool { return id == "" || r.OwnedBy(customer) }
	if !slices.ContainsFunc(all, func(r resale.Record) bool { return !theirs(r) }) {
		return theirs
	}
	if seen, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, resale.Customers, id, namesLife); err == nil {
		customer = seen
	} else {
		t.Log.Info("read whose records are listed", "err", err)
	}
	return theirs
}

// merged are the records of both lists, each once.
func merged(first, then []resale.Record) []resale.Record {
	all := slices.Clone(first)
	for _, r := range then {
		if !slices.ContainsFunc(first, func(is resale.Record) bool { return is.ID == r.ID }) {
			all = append(all, r)
		}
	}
	return all
}

// noSuchState tells that a panel does not know the word that a list is narrowed
// by.
func noSuchState(page ops.HostPage, err error) bool {
	code := resale.CodeOf(err)
	return err == nil && len(page.Records) == 0 || code == resale.Invalid || code == resale.Refused
}

// auditWord is a word of an entry of the panel's log.
func auditWord(r resale.Record, name string) chat.Text {
	f, _ := hostFieldOf(ofAudit, name)
	if text := someText(r.Text(f.names()...), 60); text.Key != "" {
		return text
	}
	return innerName(r, f.names()...)
}
