package handlers

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// massScreen is how far a mass order is or, at its end, what became of it.
func massScreen(b storage.Bulk, now time.Time) chat.Screen {
	if b.State.Ended() {
		return massReport(b)
	}
	by := tally(b)
	lines := []chat.Text{
		chat.T("massorder.now", chat.Args{"Ended": len(b.Items) - len(by[""]), "All": len(b.Items)}),
		chat.T("bulk.tally", chat.Args{"Done": len(by[storage.Done]), "Refused": len(by[storage.Refused]), "Unknown": len(by[storage.Unknown])}),
	}
	minutes := chat.Args{"Count": int(math.Ceil(b.NotBefore.Sub(now).Minutes()))}
	switch resale.Code(b.Why) {
	case "":
	case resale.RateLimited:
		lines = append(lines, chat.Text{}, chat.T("bulk.waits_asked", minutes))
	case resale.SameLink:
		lines = append(lines, chat.Text{}, chat.T("massorder.waits_link", chat.Args{"Count": len(by[""])}), chat.T("massorder.waits_until", minutes))
	default:
		lines = append(lines, chat.Text{}, chat.T("bulk.waits_down"))
	}
	stop := goTo("bulk.stop", "massorder stop "+b.ID)
	stop.Style = chat.Danger
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(stop)}}
}

func massReport(b storage.Bulk) chat.Screen {
	by := tally(b)
	lines := []chat.Text{chat.T("bulk.done")}
	if b.State == storage.BulkStopped {
		lines = []chat.Text{chat.T("bulk.stopped")}
	}
	if b.Why != "" {
		lines = append(lines, chat.T("massorder.stopped_"+string(massStop(resale.Code(b.Why)))))
	}
	lines = append(lines, chat.Text{}, chat.T("massorder.did", chat.Args{"N": len(by[storage.Done]), "All": len(b.Items)}))
	if spent, err := spentOn(by[storage.Done]); err == nil && len(by[storage.Done]) > 0 {
		lines = append(lines, chat.T("massorder.charged", chat.Args{"Amount": money(spent, b.Currency)}))
	}
	lines = append(lines, massRefusals(by[storage.Refused])...)
	if unknown := by[storage.Unknown]; len(unknown) > 0 {
		lines = append(lines, chat.T("massorder.unknown", chat.Args{"N": len(unknown), "Lines": ranges(linesOf(unknown))}))
	}
	if left := len(by[""]); left > 0 {
		lines = append(lines, chat.T("bulk.left", chat.Args{"N": left}))
	}
	return chat.Screen{Lines: lines, Rows: massWays(b, by)}
}

// massStop is the reason for which a mass order stopped by itself, as a key.
func massStop(why resale.Code) resale.Code {
	switch why {
	case resale.NoFunds, resale.Unauthorized, resale.Forbidden, resale.NotConnected, resale.Unknown:
		return why
	}
	return resale.Unavailable
}

func spentOn(done []storage.BulkItem) (sum decimal.Decimal, err error) {
	for _, i := range done {
		if i.Order == nil {
			continue
		}
		if sum, err = sum.Add(i.Order.Cost); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func linesOf(items []storage.BulkItem) (lines []int) {
	for _, i := range items {
		lines = append(lines, int(i.ID))
	}
	return lines
}

// massRefusals names the lines that were refused, by reason, the most frequent
// first.
func massRefusals(items []storage.BulkItem) []chat.Text {
	if len(items) == 0 {
		return nil
	}
	type reason struct{ code, detail string }
	by := make(map[reason][]int)
	var reasons []reason
	for _, i := range items {
		why := reason{i.Code, shorten(i.Detail, 100)}
		if by[why] == nil {
			reasons = append(reasons, why)
		}
		by[why] = append(by[why], int(i.ID))
	}
	slices.SortStableFunc(reasons, func(a, b reason) int { return cmp.Compare(len(by[b]), len(by[a])) })
	lines := []chat.Text{chat.T("bulk.refused", chat.Args{"N": len(items)})}
	for _, why := range reasons[:min(len(reasons), reasonsShown/2)] {
		lines = append(lines, chat.T("massorder.reason", chat.Args{"Why": massWhy(why.code, why.detail), "Lines": ranges(by[why])}))
	}
	if more := len(reasons) - reasonsShown/2; more > 0 {
		lines = append(lines, chat.T("massorder.more_reasons", chat.Args{"Count": more}))
	}
	return lines
}

// massWhy is why a line was refused: in the panel's words, if it had any that
// say more than the code.
func massWhy(code, detail string) chat.Text {
	switch resale.Code(code) {
	case resale.Refused, resale.Invalid:
		if detail != "" {
			return chat.Literal("“" + detail + "”")
		}
	}
	return chat.T("massorder.why_" + code)
}

// massWays leads on from a report.
func massWays(b storage.Bulk, by map[storage.State][]storage.BulkItem) (rows [][]chat.Button) {
	again := func(label string, count int) {
		rows = append(rows, row(chat.Button{Label: chat.T(label, chat.Args{"Count": count}), Go: "massorder again " + b.ID, Style: chat.Primary}))
	}
	left, refused := len(by[""]), len(by[storage.Refused])
	switch {
	case b.Again != "":
	case left > 0:
		again("massorder.rest", left+refused)
	case refused > 0:
		again("massorder.again", refused)
	}
	rows = append(rows, row(goTo("massorder.get_list", "massorder list "+b.ID))) // the numbers of the orders are there
	if len(by[storage.Unknown]) > 0 {
		rows = append(rows, row(goTo("outcome.see_open", "open")))
	}
	return append(rows, row(goTo("massorder.see_orders", "orders"), goTo("button.menu", "menu")))
}
