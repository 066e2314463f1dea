package handlers

import (
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// MemberNotice is what a store's customer is told unasked of their account, in
// private: that a subscription ends, that its traffic runs out, or that they
// have to log in again.
func MemberNotice(d Deps, n ops.StoreNews) dialog.Notice {
	who := n.Member.Person
	return dialog.Notice{
		Place: chat.Place{Chat: who}, Lane: storage.Alerts, Reader: who, Lang: n.Member.Lang, Person: who,
		Screen: func(lang string, zone *time.Location) chat.Screen { return d.memberNews(n, lang, zone) },
	}
}

func (d Deps) memberNews(n ops.StoreNews, lang string, zone *time.Location) chat.Screen {
	of := func(flow string) string { return fmt.Sprintf("%s %s %d", flow, n.Store.ID, n.Subscription.ID) }
	open := row(goTo("member.open_sub", of("member")))
	args := chat.Args{"Name": shorten(subName(n.Subscription), 60), "Store": storeName(n.Store)}
	switch n.Kind {
	case ops.MemberRefused:
		enter := goTo("visit.enter", "login "+n.Store.ID)
		enter.Style = chat.Primary
		return chat.Screen{
			Lines: []chat.Text{chat.T("visit.log_in_again", chat.Args{"Name": args["Store"]})},
			Rows:  [][]chat.Button{row(enter), row(goTo("visit.forgot", "forgot "+n.Store.ID))},
		}
	case ops.MemberTraffic:
		more := goTo("member.add_traffic", of("topup"))
		more.Style = chat.Primary
		return chat.Screen{Lines: trafficNews(n, args), Rows: [][]chat.Button{row(more), open}}
	}
	renew := goTo("member.renew", of("renewsub"))
	renew.Style = chat.Primary
	args["Date"] = d.Catalog.Moment(lang, n.Subscription.Expires, zone)
	return chat.Screen{Lines: []chat.Text{endNews(n.Days, args)}, Rows: [][]chat.Button{row(renew), open}}
}

func endNews(days int, args chat.Args) chat.Text {
	switch {
	case days < 0:
		return chat.T("member.ended", args)
	case days == 0:
		return chat.T("member.ends_today", args)
	case days == 1:
		return chat.T("member.ends_tomorrow", args)
	}
	args["Count"] = days
	return chat.T("member.ends", args)
}

func trafficNews(n ops.StoreNews, args chat.Args) []chat.Text {
	line := chat.T("member.runs_out", args)
	args["Percent"] = n.Percent
	if n.Percent >= 100 {
		line = chat.T("member.ran_out", chat.Args{"Name": args["Name"], "Store": args["Store"]})
	}
	lines := append([]chat.Text{line}, trafficLines(n.Subscription)...)
	return append(lines, resetLine(n.Subscription)...)
}

// tellStore queues news about a store's accounts from within a conversation.
func (d Deps) tellStore(t *dialog.Turn) ops.TellStore {
	return func(tx *storage.Tx, n ops.StoreNews) error { return t.Tell(tx, StoreNotice(d, n)) }
}
