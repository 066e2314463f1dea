package handlers

import (
	"cmp"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// ClaimNotice is what is told of a claim: to its customer what they got, or that
// they did not; to the reseller what is to be known of the offer.
func ClaimNotice(d Deps, n ops.ClaimNews) dialog.Notice {
	c := n.Claim
	switch n.Kind {
	case ops.OfferStuck:
		return stuckNotice(n)
	case ops.OfferTaken:
		return offerNotice(n, chat.T("offers.taken", claimName(n)))
	case ops.ClaimEndless:
		return endlessNotice(n)
	}
	screen := func(string, *time.Location) chat.Screen { return notMade(n) }
	if n.Kind == ops.ClaimGranted {
		screen = func(lang string, zone *time.Location) chat.Screen { return d.delivery(n, lang, zone) }
	}
	return dialog.Notice{
		Place: chat.Place{Chat: c.Person}, Lane: storage.Replies, Reader: c.Person, Lang: c.Lang, Person: c.Person, Screen: screen,
	}
}

// delivery is all that the customer needs. Nobody is to pass it on by mistake.
func (d Deps) delivery(n ops.ClaimNews, lang string, zone *time.Location) chat.Screen {
	c := n.Claim
	h := handed{
		Key:      storage.LinkKey{Chat: c.Chat, Provider: c.Provider, Client: c.ClientID, Person: c.Person},
		Username: c.Username, Password: c.Password, Limit: n.Client.Limit, Until: c.Ends,
	}
	lines := []chat.Text{chat.T("offered.ready", claimName(n)), {}}
	return chat.Screen{Lines: append(lines, d.handedLines(h, lang, zone)...), Rows: h.rows(), Protect: true}
}

// notMade says that it did not work out; what the panel said is for its
// reseller.
func notMade(n ops.ClaimNews) chat.Screen {
	return chat.Screen{
		Lines: []chat.Text{chat.T("offered.not_made", claimName(n))},
		Rows:  [][]chat.Button{row(goTo("offered.again", "offer "+n.Claim.Offer))},
	}
}

func stuckNotice(n ops.ClaimNews) dialog.Notice {
	c := n.Claim
	return offerNotice(n, chat.T("offers.stuck", claimName(n)), chat.Text{}, chat.T("error."+c.Code, chat.Args{"Seconds": 0, "Number": 0}))
}

// offerNotice tells the reseller something of an offer, and leads to its card.
func offerNotice(n ops.ClaimNews, lines ...chat.Text) dialog.Notice {
	c := n.Claim
	return dialog.Notice{
		Place: chat.Place{Chat: c.Chat, Thread: c.Thread}, Lane: storage.Alerts, Reader: n.Offer.By, Lang: n.Offer.Lang,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(goTo("offers.open", "offercard "+n.Offer.ID), goTo("button.menu", "menu"))}}
		},
	}
}

// endlessNotice tells the reseller of an account that costs more than the offer
// meant.
func endlessNotice(n ops.ClaimNews) dialog.Notice {
	c := n.Claim
	return dialog.Notice{
		Place: chat.Place{Chat: c.Chat, Thread: c.Thread}, Lane: storage.Alerts, Reader: n.Offer.By, Lang: n.Offer.Lang,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{
				Lines: []chat.Text{chat.T("offers.endless", chat.Args{"Account": c.Username, "Name": claimName(n)["Name"]})},
				Rows:  [][]chat.Button{row(goTo("account.open", "account "+number(c.ClientID)), goTo("button.menu", "menu"))},
			}
		},
	}
}

// claimName names the offer; one that was deleted meanwhile has only what it
// gave.
func claimName(n ops.ClaimNews) chat.Args {
	return chat.Args{"Name": shorten(cmp.Or(n.Offer.Name, n.Claim.Username), 100)}
}
