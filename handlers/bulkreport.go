package handlers

import (
	"math"
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// reasonsShown is how many refused clients a report names.
const reasonsShown = 20

// tally sorts a bulk's clients by how they ended.
func tally(b storage.Bulk) map[storage.State][]storage.BulkItem {
	by := make(map[storage.State][]storage.BulkItem)
	for _, i := range b.Items {
		by[i.State] = append(by[i.State], i)
	}
	return by
}

// BulkScreen is how far a bulk is or, at its end, what became of it.
func BulkScreen(b storage.Bulk, now time.Time) chat.Screen {
	if b.Act == storage.BulkOrder {
		return massScreen(b, now)
	}
	if b.State.Ended() {
		return bulkReport(b)
	}
	by := tally(b)
	screen := chat.Screen{Lines: []chat.Text{
		chat.T(worded(b.Provider, "bulk.now_"+b.Act), chat.Args{"Ended": len(b.Items) - len(by[""]), "All": len(b.Items)}),
		chat.T("bulk.tally", chat.Args{"Done": len(by[storage.Done]), "Refused": len(by[storage.Refused]), "Unknown": len(by[storage.Unknown])}),
	}}
	switch resale.Code(b.Why) {
	case "":
	case resale.RateLimited:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("bulk.waits_asked", chat.Args{"Count": int(math.Ceil(b.NotBefore.Sub(now).Minutes()))}))
	default:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("bulk.waits_down"))
	}
	stop := goTo("bulk.stop", "bulk stop "+b.ID)
	stop.Style = chat.Danger
	screen.Rows = [][]chat.Button{row(stop)}
	return screen
}

func bulkReport(b storage.Bulk) chat.Screen {
	by := tally(b)
	lines := []chat.Text{chat.T("bulk.done")}
	if b.State == storage.BulkStopped {
		lines = []chat.Text{chat.T("bulk.stopped")}
	}
	if b.Why != "" {
		lines = append(lines, chat.T("error."+b.Why, chat.Args{"Seconds": 0, "Number": 0}))
	}
	lines = append(lines, chat.Text{}, chat.T(worded(b.Provider, "bulk.did_"+b.Act), chat.Args{"N": len(by[storage.Done]), "Days": chat.T("new.duration", chat.Args{"Count": b.Days})}))
	lines = append(lines, still(by[storage.Done], storage.StillTest)...)
	lines = append(lines, still(by[storage.Done], storage.StillOff)...)
	lines = append(lines, refusals(by[storage.Refused])...)
	if unknown := by[storage.Unknown]; len(unknown) > 0 {
		lines = append(lines, chat.T("bulk.unknown", chat.Args{"N": len(unknown)}))
		lines = append(lines, enumerate(usernames(unknown), namesShown)...)
	}
	if left := len(by[""]); left > 0 {
		lines = append(lines, chat.T("bulk.left", chat.Args{"N": left}))
	}
	rows := bulkAgain(b, by)
	if len(by[storage.Unknown]) > 0 {
		rows = append(rows, row(goTo("outcome.see_open", "open")))
	}
	return chat.Screen{Lines: lines, Rows: append(rows, menuRow()...)}
}

func usernames(items []storage.BulkItem) (names []string) {
	for _, i := range items {
		names = append(names, i.Username)
	}
	return names
}

// still names those that are renewed but not as they should be.
func still(done []storage.BulkItem, code string) []chat.Text {
	var items []storage.BulkItem
	for _, i := range done {
		if i.Code == code {
			items = append(items, i)
		}
	}
	if len(items) == 0 {
		return nil
	}
	return append([]chat.Text{chat.T("bulk."+code, chat.Args{"N": len(items)})}, enumerate(usernames(items), namesShown)...)
}

func refusals(items []storage.BulkItem) []chat.Text {
	if len(items) == 0 {
		return nil
	}
	lines := []chat.Text{chat.T("bulk.refused", chat.Args{"N": len(items)})}
	for _, i := range items[:min(reasonsShown, len(items))] {
		lines = append(lines, chat.T("bulk.reason", chat.Args{"Name": shorten(i.Username, 20), "Why": chat.T("bulk.why_" + i.Code)}))
	}
	if more := len(items) - reasonsShown; more > 0 {
		lines = append(lines, chat.T("bulk.more", chat.Args{"Count": more}))
	}
	return lines
}

// triedAgain tells of what was refused and might not be the next time.
func triedAgain(i storage.BulkItem) bool {
	return i.State == storage.Refused && i.Code != string(resale.Changed)
}

// bulkAgain is the way to try what was not done.
func bulkAgain(b storage.Bulk, by map[storage.State][]storage.BulkItem) [][]chat.Button {
	switch {
	case b.Again != "":
	case len(by[""]) > 0:
		return [][]chat.Button{row(goTo("bulk.rest", "bulk again "+b.ID))}
	case slices.ContainsFunc(by[storage.Refused], triedAgain):
		return [][]chat.Button{row(goTo("bulk.again", "bulk again "+b.ID))}
	}
	return nil
}
