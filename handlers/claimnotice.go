package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// ClaimNotice is what is told of a claim: to its customer how it ended, to the
// reseller that an offer is stuck.
func ClaimNotice(_ Deps, n ops.ClaimNews) dialog.Notice {
	c := n.Claim
	notice := dialog.Notice{Place: chat.Place{Chat: c.Person}, Lane: storage.Alerts, Reader: c.Person, Lang: c.Lang, Person: c.Person}
	var screen chat.Screen
	switch n.Kind {
	case ops.OfferStuck:
		notice.Place, notice.Reader, notice.Lang, notice.Person = chat.Place{Chat: c.Chat, Thread: c.Thread}, n.Offer.By, n.Offer.Lang, 0
		screen.Lines = []chat.Text{chat.T("claim.stuck", chat.Args{"Name": shorten(n.Offer.Name, 60)}), chat.T("error." + c.Code)}
	case ops.ClaimRefused:
		screen.Lines = []chat.Text{chat.T("claim.refused", chat.Args{"Name": shorten(n.Offer.Name, 60)})}
	case ops.ClaimGranted:
		screen.Lines = []chat.Text{chat.T("claim.granted", chat.Args{"Name": shorten(n.Offer.Name, 60)})}
		screen.Rows = [][]chat.Button{row(goTo("my.open", "my"))}
	}
	notice.Screen = func(string, *time.Location) chat.Screen { return screen }
	return notice
}
