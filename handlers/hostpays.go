package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostPaysFlow lists the payments that came in, and leads to where one is
// recorded. A payment's card leads back to its place in the list.
func hostPaysFlow(d Deps) dialog.Flow[hostPickSheet] {
	return dialog.Flow[hostPickSheet]{
		Name: "hostpays", Home: true, Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *hostPickSheet, args string) (dialog.Next, error) {
			if place, ok := readHostPlace(args); ok {
				s.Page, s.Search = place.Page, place.Search
			}
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[hostPickSheet]{{Name: "list", Ask: d.askHostPays, Take: takeHostPays}},
	}
}

func (d Deps) askHostPays(ctx context.Context, t *dialog.Turn, s *hostPickSheet) (chat.Screen, error) {
	page, err := d.hostPage(ctx, t, hostListSheet{K: ofPayments, Page: max(s.Page, 1), Search: s.Search})
	if err != nil {
		return chat.Screen{}, err
	}
	names := d.hostNames(ctx, t, page.Records)
	var rows [][]chat.Button
	for _, p := range page.Records[:min(len(page.Records), mostButtons)] {
		rows = append(rows, row(chat.Button{Label: d.paymentLabel(t, p, names(p)), Answer: "open " + p.ID}))
	}
	screen := s.screen("hostpay.list", rows, "hostpay.no_payment", page.More)
	record := goTo("hostpay.record", "hostcollect")
	record.Style = chat.Primary
	screen.Rows = append(screen.Rows, row(record), row(goTo("hostpay.statistics", "stats "+ops.WHMDC)), billingRow())
	return screen, nil
}

// paymentLabel is a payment in a list.
func (d Deps) paymentLabel(t *dialog.Turn, p resale.Record, from string) chat.Text {
	args := chat.Args{"Mark": "💰", "Amount": sumText(p.Total()), "Name": shorten(or(from, p.Gateway()), 18), "More": ""}
	if gone := p.State(); gone == resale.RecordRefunded || gone == resale.RecordCancelled || gone == resale.RecordInactive {
		args["Mark"] = "↩️"
	}
	if at := paidAt(p); !at.IsZero() {
		args["More"] = d.Catalog.ShortDay(t.Lang, at, t.Zone)
	}
	return chat.T("hostpay.line", args)
}

func takeHostPays(_ context.Context, _ *dialog.Turn, s *hostPickSheet, a dialog.Answer) (dialog.Next, error) {
	if id, ok := strings.CutPrefix(a.Value, "open "); ok {
		return dialog.Go(hostListSheet{K: ofPayments, Page: s.Page, Search: s.Search}.open(id)), nil
	}
	s.turn(a)
	return dialog.Stay(chat.Text{}), nil
}
