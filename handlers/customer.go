package handlers

import (
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// CustomerNews is what a customer is told unasked.
func CustomerNews(d Deps, n ops.News) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: n.Link.Person}, Lane: storage.Alerts, Reader: n.Link.Person, Person: n.Link.Person,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			s := chat.Screen{Lines: []chat.Text{d.newsLine(n, lang, zone)}}
			open := row(goTo("my.open", linkTarget("my", n.Link.Key())))
			switch {
			case n.Kind == ops.Expiring, n.Kind == ops.Gone && n.Link.Offer != "":
				s.Rows = [][]chat.Button{row(askButton(n.Link, "my.ask")), open}
			case n.Kind == ops.Renewed && n.Fresh: // nothing of before works any more
				h := newlyHanded(n)
				s.Lines = append(append(s.Lines, chat.T("my.renewed_fresh"), chat.Text{}), d.handedLines(h, lang, zone)...)
				s.Rows, s.Protect = h.rows(), true
			case n.Kind == ops.Declined && n.Reason != "":
				s.Lines = append(s.Lines, chat.Text{}, chat.T("request.reason", chat.Args{"Reason": trimLines(n.Reason, ops.NoteLimit)}))
				s.Rows = [][]chat.Button{open}
			case n.Kind == ops.Renewed, n.Kind == ops.Declined, n.Kind == ops.Paused, n.Kind == ops.Extended:
				s.Rows = [][]chat.Button{open}
			}
			return s
		},
	}
}

// newlyHanded is what a customer has whose access was made anew.
func newlyHanded(n ops.News) handed {
	return handed{
		Key: n.Link.Key(), Username: n.Link.Username, Password: n.Password.Reveal(), Limit: n.Client.Limit, Until: n.Link.Expires,
	}
}

func (d Deps) newsLine(n ops.News, lang string, zone *time.Location) chat.Text {
	args := chat.Args{"Name": shorten(n.Link.Username, 60)}
	switch n.Kind {
	case ops.Gone:
		if n.Link.Offer != "" {
			return chat.T("my.gone_trial", args)
		}
		return chat.T("my.gone", args)
	case ops.Paused:
		return chat.T("my.paused_now", args)
	case ops.Extended:
		args["Date"] = d.Catalog.Moment(lang, n.Link.Expires, zone)
		return chat.T("my.extended", args)
	case ops.Declined:
		return chat.T("request.declined_to_customer", args)
	case ops.Renewed:
		args["Date"] = d.Catalog.Moment(lang, n.Link.Expires, zone)
		return chat.T("request.renewed_to_customer", args)
	}
	args["Date"] = d.Catalog.Moment(lang, n.Link.Expires, zone)
	switch {
	case n.Soon:
		args["Left"] = timeLeft(n.Link.Expires, n.Link.Expires.Add(-n.Left))
		return chat.T("my.ends_soon", args)
	case n.Days < 0:
		return chat.T("my.ended", args)
	case n.Days == 0:
		return chat.T("my.ends_today", args)
	case n.Days == 1:
		return chat.T("my.ends_tomorrow", args)
	}
	args["Count"] = n.Days
	return chat.T("my.ends", args)
}

// tellCustomer queues news from within a conversation.
func (d Deps) tellCustomer(t *dialog.Turn) ops.TellCustomer {
	return func(tx *storage.Tx, n ops.News) error { return t.Tell(tx, CustomerNews(d, n)) }
}

func askButton(l storage.Link, label string) chat.Button {
	b := chat.Button{Label: chat.T(label), Go: linkTarget("ask", l.Key()), Style: chat.Primary}
	return b
}

// vpnMark in a target tells VPNresellers; none is Servex, as in old messages.
const vpnMark = "v"

func linkTarget(flow string, k storage.LinkKey) string {
	target := fmt.Sprintf("%s %d %d", flow, k.Chat, k.Client)
	if k.Provider == ops.VPNResellers {
		target += " " + vpnMark
	}
	return target
}

// readLink reads "<chat> <client>", with a mark of the provider, as a link of a
// person.
func readLink(args string, person int64) (k storage.LinkKey, ok bool) {
	k.Person, k.Provider = person, ops.Servex
	var mark string
	n, err := fmt.Sscanf(args, "%d %d %s", &k.Chat, &k.Client, &mark)
	switch {
	case n == 3 && err == nil && mark == vpnMark:
		k.Provider = ops.VPNResellers
		return k, true
	case n == 2:
		return k, true
	}
	return k, false
}

// until says when a link's access ends.
func (d Deps) until(t *dialog.Turn, expires time.Time) chat.Text {
	if expires.IsZero() {
		return chat.T("my.no_end")
	}
	if !expires.After(t.Now) {
		return chat.T("my.past", chat.Args{"Date": d.Catalog.Moment(t.Lang, expires, t.Zone)})
	}
	return chat.T("my.until", chat.Args{"Date": d.Catalog.Moment(t.Lang, expires, t.Zone), "Left": left(resale.Client{Expires: expires}, t.Now)})
}

// inPrivate leads a person out of a group, where others would read along.
func (d Deps) inPrivate(payload, why string) dialog.Next {
	open := chat.Button{Label: chat.T("button.private"), URL: "https://t.me/" + d.BotName + "?start=" + payload}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(why)}, Rows: [][]chat.Button{row(open)}})
}
