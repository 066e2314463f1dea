package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostListSheet is where in a list of a hosting panel one is.
type hostListSheet struct {
	K        hostKind           `json:"k"`
	Page     int                `json:"page"`
	Status   resale.RecordState `json:"status,omitempty"`
	Customer string             `json:"customer,omitempty"` // of whom they are
	Search   string             `json:"search,omitempty"`
}

// place writes where one is, so that a card can lead back there.
func (s hostListSheet) place() string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %s %s %s", s.K, max(s.Page, 1), or(string(s.Status), "-"), or(s.Customer, "-"), s.Search))
}

// readHostPlace reads a place. What no list ever wrote behind its kind is
// searched.
func readHostPlace(args string) (s hostListSheet, ok bool) {
	words := append(strings.SplitN(args, " ", 5), "", "", "", "")
	s = hostListSheet{K: hostKind(words[0]), Page: 1}
	if !s.K.known() {
		return s, false
	}
	page, err := strconv.Atoi(words[1])
	status := resale.RecordState(strings.Trim(words[2], "-"))
	if err != nil || status != "" && !slices.Contains(s.K.filters(), status) {
		s.Search = shorten(strings.TrimPrefix(args, words[0]), 60)
		return s, true
	}
	s.Page, s.Status, s.Search = max(page, 1), status, shorten(words[4], 60)
	if words[3] != "-" {
		s.Customer = words[3]
	}
	return s, true
}

// hostListFlow lists a kind of records page by page; what is typed is searched.
func hostListFlow(d Deps) dialog.Flow[hostListSheet] {
	return dialog.Flow[hostListSheet]{
		Name: "hostlist", Home: true, Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *hostListSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readHostPlace(args); !ok {
				return dialog.Go("billing"), nil
			}
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[hostListSheet]{{Name: "list", Ask: d.askHostList, Take: d.takeHostList}},
	}
}

func (d Deps) askHostList(ctx context.Context, t *dialog.Turn, s *hostListSheet) (chat.Screen, error) {
	page, err := d.hostPage(ctx, t, *s)
	if err != nil {
		return chat.Screen{}, err
	}
	title := chat.Args{"Kind": chat.T("hosttitle." + string(s.K)), "Page": pageNumber(s.Page, page.More)}
	lines := []chat.Text{chat.T("hostlist.plain", title)}
	if len(s.K.filters()) > 0 {
		title["Filter"] = s.K.filter(s.Status)
		lines[0] = chat.T("hostlist.title", title)
	}
	if s.Search != "" {
		lines = append(lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	if page.Total > 0 && s.Status == "" {
		lines = append(lines, chat.T("hostlist.total", chat.Args{"Count": page.Total}))
	}
	screen := chat.Screen{Lines: append(lines, chat.Text{})}
	if len(page.Records) == 0 {
		screen.Lines = append(screen.Lines, noneHere("hostlist.none", page.More))
	}
	if s.K == ofInvoices {
		page.Records = d.Ops.HostPaid(ctx, t.Input.Place.Chat, page.Records)
	}
	whose := d.hostOwners(ctx, t, s, page.Records)
	for _, r := range page.Records[:min(len(page.Records), mostButtons)] {
		if s.K == ofAudit {
			screen.Lines = append(screen.Lines, d.auditLine(t, r))
			continue
		}
		screen.Rows = append(screen.Rows, row(d.hostButton(t, r, whose(r))))
	}
	screen.Lines = append(append(screen.Lines, page.cutLine()...), s.hint(t, page.Records)...)
	screen.Rows = append(append(screen.Rows, pages(s.Page, page.More)...), s.ways()...)
	return screen, nil
}

// noneHere says that there is nothing, or of a page that is not the last, nothing
// on it: a panel may not heed what a list is narrowed by.
func noneHere(key string, more bool) chat.Text {
	if more {
		return chat.T("hostlist.none_here")
	}
	return chat.T(key)
}

// hostOwners names whose each record of a list is, where that does not go
// without saying.
func (d Deps) hostOwners(ctx context.Context, t *dialog.Turn, s *hostListSheet, all []resale.Record) func(resale.Record) string {
	if s.K == ofHooks {
		return d.hookOwner(ctx, t)
	}
	if s.Customer != "" || !s.K.ofSomebody() {
		return func(resale.Record) string { return "" }
	}
	return d.hostNames(ctx, t, all)
}

// hint says what can be typed, and what the marks mean.
func (s hostListSheet) hint(t *dialog.Turn, listed []resale.Record) []chat.Text {
	var hint []chat.Text
	switch {
	case len(s.K.filters()) > 0:
		hint = append(hint, chat.T("hostlist.legend_"+string(s.K)))
	case s.K != ofAudit && slices.ContainsFunc(listed, func(r resale.Record) bool { return hostMark(r, t.Now.In(t.Zone)) == "⚫" }):
		marks := "hostlist.legend_marks"
		if s.K == ofKeys {
			marks = "hostlist.legend_marks_k"
		}
		hint = append(hint, chat.T(marks))
	}
	if s.K.ofSomebody() && s.Customer == "" {
		return append(hint, chat.T("hostlist.hint_whose"))
	}
	return append(hint, chat.T("hostlist.hint"))
}

// filter names a state by which a list is narrowed; that of none agrees with
// what is listed.
func (k hostKind) filter(state resale.RecordState) chat.Text {
	return chat.T("hostlist.filter_" + or(string(state), "all_"+string(k)))
}

// ways are the filters that are not on, and where else one may want to go.
func (s hostListSheet) ways() [][]chat.Button {
	var others []chat.Button
	for _, f := range append([]resale.RecordState{""}, s.K.filters()...) {
		if f != s.Status && len(s.K.filters()) > 0 {
			others = append(others, chat.Button{Label: s.K.filter(f), Answer: "filter " + string(f)})
		}
	}
	rows := slices.Collect(slices.Chunk(others, 2))
	if s.Search != "" {
		rows = append(rows, row(pick("clients.clear_search", "search")))
	}
	if s.Customer != "" {
		rows = append(rows, row(pick("hostlist.to_customer", "customer")))
	}
	if s.K == ofPayments {
		rows = append(rows, paymentWays()...)
	}
	if s.K.made() {
		rows = append(rows, row(pick("hostlist.new_"+string(s.K), "new")))
	}
	return append(rows, billingRow())
}

func (d Deps) takeHostList(ctx context.Context, t *dialog.Turn, s *hostListSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		return d.searchHost(ctx, t, hostListSheet{K: s.K, Page: 1, Customer: s.Customer, Search: shorten(a.Text, 60)})
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return dialog.Go(s.open(arg)), nil
	case "customer":
		return dialog.Go(openHost(resale.Customers, s.Customer)), nil
	case "new":
		return dialog.Go(hostTarget("hostnew", string(s.K), s.Customer)), nil
	case "page":
		s.Page = readPage(arg)
	case "filter":
		s.Page, s.Status = 1, resale.RecordState(arg)
	case "search":
		s.Page, s.Search = 1, ""
	}
	return dialog.Stay(chat.Text{}), nil
}
