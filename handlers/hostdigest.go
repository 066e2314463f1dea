package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How much of what is owed a digest names; the rest is counted.
const (
	hostDueLines   = 8 // of each part
	hostDueButtons = 6
)

// hostDigest is a chat's daily message about the money of its hosting panel.
func (d Deps) hostDigest(place int64, h ops.HostDigest, several bool, lang string, zone *time.Location) chat.Screen {
	lines := []chat.Text{chat.T("hostdigest.title", chat.Args{"Panel": named(several, ops.WHMDC)})}
	for _, part := range []struct {
		key  string
		due  []ops.HostDue
		sums []resale.Sum
	}{{"overdue", h.Overdue, h.SumOverdue}, {"soon", h.Soon, h.SumSoon}, {"services", h.Services, nil}} {
		if len(part.due) == 0 {
			continue
		}
		lines = append(lines, chat.Text{}, chat.T("hostdigest."+part.key, chat.Args{"Count": len(part.due), "Sums": d.sums(part.sums, lang)}))
		for _, due := range part.due[:min(len(part.due), hostDueLines)] {
			lines = append(lines, d.hostDueLine(place, due, lang, zone))
		}
		if more := len(part.due) - hostDueLines; more > 0 {
			lines = append(lines, chat.T("digest.more", chat.Args{"Count": more}))
		}
	}
	if h.More {
		lines = append(lines, chat.Text{}, chat.T("hostdigest.unread"))
	}
	return chat.Screen{Lines: lines, Rows: hostDigestRows(place, h)}
}

// askHostDue shows what is overdue and due soon at this moment. It counts as no
// warning: the digest says it all the same.
func (d Deps) askHostDue(ctx context.Context, t *dialog.Turn, w storage.Digest) (chat.Screen, error) {
	h, err := d.Ops.HostDueNow(ctx, t.Input.Place.Chat, w.Thresholds, t.Zone)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(h.Overdue)+len(h.Soon)+len(h.Services) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("warnings.host_nobody")}}, nil
	}
	return d.hostDigest(t.Input.Place.Chat, h, len(warnedPanels(t)) > 1, t.Lang, t.Zone), nil
}

// sums writes money of several currencies; "" for none.
func (d Deps) sums(all []resale.Sum, lang string) string {
	var words []string
	for _, s := range all {
		words = append(words, d.Catalog.Plain(lang, sumText(s)))
	}
	return shorten(strings.Join(words, " + "), 120)
}

// hostDueLine is one invoice, or the next payment of one service.
func (d Deps) hostDueLine(place int64, due ops.HostDue, lang string, zone *time.Location) chat.Text {
	args := chat.Args{
		"New": due.New, "Name": shorten(or(due.Label, "#"+due.ID), 30), "Customer": shorten(spoken(place, due.Name), 30), "Amount": chat.Text{},
		"Date": d.hostDate(&dialog.Turn{Lang: lang, Zone: zone}, due.Due), "Count": max(due.Days, -due.Days),
	}
	switch {
	case due.Left.Known && due.Left.Amount.Less(due.Total.Amount):
		args["Amount"] = chat.T("hostdigest.left", chat.Args{"Left": sumText(due.Left), "Amount": sumText(due.Total)})
	case due.Total.Known:
		args["Amount"] = sumText(due.Total)
	}
	switch {
	case due.Overdue && due.Days < 0:
		return chat.T("hostdigest.late", args)
	case due.Days == 0:
		return chat.T("hostdigest.today", args)
	}
	return chat.T("hostdigest.line", args)
}

// hostDigestRows record the payment of the invoices that are named first, and
// lead to all of them.
func hostDigestRows(place int64, h ops.HostDigest) (rows [][]chat.Button) {
	for _, invoices := range [][]ops.HostDue{h.Overdue, h.Soon} {
		for _, i := range invoices[:min(len(invoices), hostDueLines)] {
			if target := payTarget(i.ID); target != "" && len(rows) < hostDueButtons {
				label := chat.T("hostdigest.pay", chat.Args{"Name": shorten(or(i.Label, "#"+i.ID), 14), "Customer": shorten(spoken(place, i.Name), 11)})
				rows = append(rows, row(chat.Button{Label: label, Go: target}))
			}
		}
	}
	switch {
	case len(h.Overdue) > 0:
		rows = append(rows, row(goTo("hostdigest.see_overdue", "hostlist i 1 overdue")))
	case len(h.Soon) > 0:
		rows = append(rows, row(goTo("hostdigest.see_unpaid", "hostlist i 1 unpaid")))
	}
	if len(h.Services) > 0 {
		rows = append(rows, row(goTo("hostdigest.see_services", "hostlist s 1 active")))
	}
	return rows
}
