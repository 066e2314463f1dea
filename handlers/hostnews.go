package handlers

import (
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	hostNewsButtons = 5 // things of one message that have buttons of their own

	// How much of a name a button shows on a narrow phone.
	nameAlone  = 18
	nameBeside = 12
)

// HostNewsNotice is what a chat is told of its hosting panel unasked. Its
// buttons are for anyone in the chat.
func HostNewsNotice(d Deps, n ops.HostNews) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: n.Watch.Chat, Thread: n.Watch.Thread}, Lane: storage.Alerts, Reader: n.Watch.By, Lang: n.Watch.Lang,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			if n.Trouble != "" {
				return d.hostTrouble(n, lang, zone)
			}
			return d.hostNews(n, lang, zone)
		},
	}
}

// hostTrouble says why nothing can be seen of the panel. What was seen before is
// told with it.
func (d Deps) hostTrouble(n ops.HostNews, lang string, zone *time.Location) chat.Screen {
	lines := []chat.Text{chat.T("hostnews.is_"+n.Trouble, chat.Args{"Date": d.Catalog.Moment(lang, n.Watch.Trouble.Since, zone)})}
	rows := [][]chat.Button{row(goTo("alerts.open", "hostalerts"))}
	if n.Trouble == storage.HostRefused {
		rows = otherHostKeyRow()
	}
	if len(n.Items) == 0 {
		return chat.Screen{Lines: lines, Rows: rows}
	}
	news := d.hostNews(n, lang, zone)
	return chat.Screen{Lines: append(append(lines, chat.Text{}), news.Lines...), Rows: append(rows, news.Rows...)}
}

func (d Deps) hostNews(n ops.HostNews, lang string, zone *time.Location) chat.Screen {
	var screen chat.Screen
	if n.Back {
		screen.Lines = append(screen.Lines, chat.T("hostnews.back"))
	}
	if len(n.Items) == 0 {
		screen.Rows = [][]chat.Button{row(goTo("alerts.open", "hostalerts"))}
		return screen
	}
	if n.Back {
		screen.Lines = append(screen.Lines, chat.Text{})
	}
	screen.Lines = append(screen.Lines, d.hostTotals(n, lang)...)
	screen.Lines = append(screen.Lines, d.hostNewsLines(n.Watch.Chat, n.Items, lang, zone)...)
	if n.More > 0 {
		screen.Lines = append(screen.Lines, chat.T("alert.more", chat.Args{"N": n.More}))
	}
	screen.Rows = hostNewsRows(n.Items)
	if n.More > 0 {
		screen.Rows = append(screen.Rows, row(goTo("alert.see_all", "hostevents "+strconv.FormatUint(n.Batch, 10))))
	}
	screen.Rows = append(screen.Rows,
		row(goTo("hostnews.mute_hour", "hostmute 1h"), goTo("hostnews.mute_morning", "hostmute morning")),
		row(goTo("hostnews.off", "hostmute off")))
	return screen
}

// hostTotals stand above a message of several things: how many of each, and what
// was paid.
func (d Deps) hostTotals(n ops.HostNews, lang string) []chat.Text {
	if len(n.Items)+n.More < 3 {
		return nil
	}
	var counts, sums []string
	for _, event := range hostEvents() {
		if c := n.Counts[event]; c > 0 {
			counts = append(counts, d.Catalog.Plain(lang, chat.T("hostnews.count_"+eventKey(event), chat.Args{"Count": c})))
		}
	}
	for _, s := range n.Paid {
		sums = append(sums, d.Catalog.Plain(lang, sumText(s)))
	}
	lines := []chat.Text{chat.T("hostnews.title", chat.Args{"Counts": strings.Join(counts, " · ")})}
	if len(sums) > 0 {
		lines = append(lines, chat.T("hostnews.paid", chat.Args{"Sums": shorten(strings.Join(sums, " + "), 200)}))
	}
	return append(lines, chat.Text{})
}

// hostNewsLines are what happened, a line for each thing.
func (d Deps) hostNewsLines(place int64, items []storage.HostNewsItem, lang string, zone *time.Location) []chat.Text {
	t := &dialog.Turn{Lang: lang, Zone: zone}
	var lines []chat.Text
	for _, i := range items {
		args := chat.Args{"Name": shorten(or(i.Label, "#"+i.ID), 40), "Customer": spoken(place, i.Customer), "Amount": chat.Text{}, "Owed": chat.Text{}, "Unseen": i.Unseen, "Due": d.hostDate(t, i.Due)}
		if i.Total.Known {
			args["Amount"] = sumText(i.Total)
		}
		if i.Owed.Known {
			args["Owed"] = sumText(i.Owed)
		}
		lines = append(lines, chat.T("hostnews.of_"+eventKey(i.Event), args))
	}
	return lines
}

// spoken is what people call a customer, in a chat; a number says nothing to
// them, and a group reads no whole e-mail address.
func spoken(place int64, name string) string {
	switch {
	case strings.HasPrefix(name, "#"):
		return ""
	case strings.Contains(name, "@"):
		return emailFor(place, name)
	}
	return shorten(name, 40)
}

// hostNewsRows lead to what the news are about, and to what is done about it.
func hostNewsRows(items []storage.HostNewsItem) (rows [][]chat.Button) {
	for _, i := range items[:min(len(items), hostNewsButtons)] {
		target := openHost(i.Kind, i.ID)
		if i.ID == "" || len(target) > maxTarget {
			continue
		}
		room := nameAlone
		act, key := hostNewsAct(i)
		if act != "" {
			room = nameBeside
		}
		open := chat.T("hostnews.open", chat.Args{"Name": shorten(or(i.Label, "#"+i.ID), room)})
		if len(items) == 1 { // the text names it
			open = chat.T("hostnews.open_it")
		}
		r := row(chat.Button{Label: open, Go: target})
		if act != "" {
			r = append(r, chat.Button{Label: chat.T(key), Go: act})
		}
		rows = append(rows, r)
	}
	return rows
}

// hostNewsAct is what can be done about one thing at once. An act that does not
// fit the state by then changes nothing.
func hostNewsAct(i storage.HostNewsItem) (target, key string) {
	if i.Kind == resale.HostInvoices {
		if i.Event == "invoice.paid" || i.State == resale.RecordPaid {
			return "", ""
		}
		return payTarget(i.ID), "hostnews.pay"
	}
	var verb resale.HostVerb
	switch {
	case i.Event == "service.suspended":
		verb = resale.Unsuspend
	case i.Event == "service.created" && i.State != resale.RecordActive:
		verb = resale.Provision
	default: // nobody suspends what was just set up
		return "", ""
	}
	return fitting(hostTarget("hostdo", verbLetter(verb), i.ID)), "hostdo." + string(verb)
}

// fitting is a target that fits a button, or "".
func fitting(target string) string {
	if len(target) > maxTarget {
		return ""
	}
	return target
}
