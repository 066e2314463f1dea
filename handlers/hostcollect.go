package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// mostTurned is how many pages without anything to choose are passed over.
const mostTurned = 5

// hostPickSheet is where in a list of invoices or customers one is.
type hostPickSheet struct {
	Page   int    `json:"page,omitempty"`
	Back   bool   `json:"back,omitempty"` // the page before was asked for
	Search string `json:"search,omitempty"`
}

func (s hostPickSheet) query(status resale.RecordState) ops.HostQuery {
	return ops.HostQuery{Page: max(s.Page, 1), PerPage: listPage, Search: s.Search, Status: string(status)}
}

// turn goes to another page, or to what was searched.
func (s *hostPickSheet) turn(a dialog.Answer) {
	arg, other := strings.CutPrefix(a.Value, "page ")
	page := 1
	switch {
	case a.Typed():
		s.Search = shorten(a.Text, 60)
	case other:
		page = readPage(arg)
	case a.Value == "search":
		s.Search = ""
	default:
		page = s.Page
	}
	s.Page, s.Back = page, page < s.Page
}

// screen shows what can be chosen of a page under a question.
func (s hostPickSheet) screen(question string, rows [][]chat.Button, none string, page hostRows) chat.Screen {
	lines := append([]chat.Text{chat.T(question)}, s.searched()...)
	if len(rows) == 0 {
		lines = append(lines, chat.Text{}, noneHere(none, page.More))
	}
	lines = append(lines, chat.Text{})
	if page.Cut {
		lines = append(lines, chat.T("hostlist.cut"))
	}
	rows = append(append(rows, pages(max(s.Page, 1), page.More)...), s.clear()...)
	return chat.Screen{Lines: append(lines, chat.T("clients.hint")), Rows: rows}
}

// searched says what was searched, and clear ends it.
func (s hostPickSheet) searched() []chat.Text {
	if s.Search == "" {
		return nil
	}
	return []chat.Text{chat.T("clients.searched", chat.Args{"Search": s.Search})}
}

func (s hostPickSheet) clear() [][]chat.Button {
	if s.Search == "" {
		return nil
	}
	return [][]chat.Button{row(pick("clients.clear_search", "search"))}
}

// hostCollectFlow asks which unpaid invoice was paid.
func hostCollectFlow(d Deps) dialog.Flow[hostPickSheet] {
	return dialog.Flow[hostPickSheet]{
		Name: "hostcollect", Home: true, Needs: ops.WHMDC,
		Steps: []dialog.Step[hostPickSheet]{{Name: "list", Ask: d.askHostCollect, Take: takeHostCollect}},
	}
}

// askHostCollect lists invoices that wait for their money, what is overdue
// first. Panels may not heed the filter, so what is paid is left out here too.
func (d Deps) askHostCollect(ctx context.Context, t *dialog.Turn, s *hostPickSheet) (chat.Screen, error) {
	open, err := d.openInvoices(ctx, t, s)
	if err != nil {
		return chat.Screen{}, err
	}
	invoices := d.Ops.HostPaid(ctx, t.Input.Place.Chat, open.Records)
	names := d.hostNames(ctx, t, invoices)
	var rows [][]chat.Button
	for _, i := range invoices[:min(len(invoices), mostButtons)] {
		rows = append(rows, row(chat.Button{Label: chat.T("hostpay.line", chat.Args{
			"Mark": hostMark(i, t.Now.In(t.Zone)), "Amount": dueSum(i), "Name": shorten(i.Label(), 14), "More": shorten(names(i), 18),
		}), Answer: "open " + i.ID}))
	}
	screen := s.screen("hostpay.ask_invoice", rows, "hostpay.no_invoice", open)
	screen.Rows = append(screen.Rows, row(goTo("hostpay.payments", toPayments)), billingRow())
	return screen, nil
}

// openInvoices gives a page of overdue and of other unpaid invoices; where a
// panel does not heed the filter, it turns pages until there are some, the way
// that the person turned.
func (d Deps) openInvoices(ctx context.Context, t *dialog.Turn, s *hostPickSheet) (open hostRows, err error) {
	for turned := 1; ; turned++ {
		open, err = d.openPage(ctx, t, s)
		next := max(s.Page, 1) + 1
		if s.Back {
			next -= 2
		}
		if err != nil || len(open.Records) > 0 || turned == mostTurned || next < 1 || !s.Back && !open.More {
			return open, err
		}
		s.Page = next
	}
}

// openPage reads one page of both, or of what was searched, by the customer's
// name too. To some panels what is overdue is unpaid too, and others have no word
// for it.
func (d Deps) openPage(ctx context.Context, t *dialog.Turn, s *hostPickSheet) (open hostRows, err error) {
	if s.Search != "" {
		return d.hostPage(ctx, t, hostListSheet{K: ofInvoices, Page: max(s.Page, 1), Status: resale.RecordUnpaid, Search: s.Search})
	}
	for _, state := range []resale.RecordState{resale.RecordOverdue, resale.RecordUnpaid} {
		page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, resale.HostInvoices, s.query(state))
		if state == resale.RecordOverdue && noSuchState(page, err) {
			continue
		}
		if err != nil {
			return hostRows{}, err
		}
		open.More = open.More || page.More
		open.Records = merged(open.Records, slices.DeleteFunc(slices.Clone(page.Records), func(i resale.Record) bool { return !mayBeOpen(i) }))
	}
	return open, nil
}

// mayBeOpen tells of invoices that wait for money, or of which nobody can tell:
// what is not understood is not hidden.
func mayBeOpen(i resale.Record) bool { return i.Unpaid() || i.State() == resale.RecordUnclear }

func takeHostCollect(_ context.Context, _ *dialog.Turn, s *hostPickSheet, a dialog.Answer) (dialog.Next, error) {
	if id, ok := strings.CutPrefix(a.Value, "open "); ok {
		return dialog.Go("hostpay " + id), nil
	}
	s.turn(a)
	return dialog.Stay(chat.Text{}), nil
}
