package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// favouritesTold is how many changes one message names; the others are counted.
const favouritesTold = 20

// FavouriteNotice says what changed about a chat's favourites. Its buttons are
// for anyone in the chat.
func FavouriteNotice(n ops.FavouriteNews) dialog.Notice {
	return dialog.Notice{
		Place: n.Place, Lane: storage.Broadcasts, Reader: n.Person,
		Screen: func(string, *time.Location) chat.Screen {
			lines := []chat.Text{chat.T("services.news", chat.Args{"Count": len(n.Changes)}), {}}
			for _, c := range n.Changes[:min(len(n.Changes), favouritesTold)] {
				lines = append(lines, favouriteLine(c, n.Currency))
			}
			if more := len(n.Changes) - favouritesTold; more > 0 {
				lines = append(lines, chat.T("services.news_more", chat.Args{"Count": more}))
			}
			return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(goTo("services.open_favourites", "services "+viewFavourites))}}
		},
	}
}

func favouriteLine(c ops.FavouriteChange, currency string) chat.Text {
	was, is := apart(c.Was, c.Service.Rate, currency)
	was.Unit = "" // it stands at the other one
	args := chat.Args{"ID": c.Service.ID, "Name": shorten(c.Service.Name, 80), "Was": was, "Price": rateOf(c.Service, is)}
	switch {
	case c.Kind == ops.Vanished:
		return chat.T("services.news_gone", args)
	case c.Kind == ops.Returned:
		return chat.T("services.news_back", args)
	case c.Was.Less(c.Service.Rate):
		return chat.T("services.news_up", args)
	}
	return chat.T("services.news_down", args)
}

// BalanceNotice says that a chat's balance is lower than it chose.
func BalanceNotice(n ops.BalanceNews) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: n.Shop.Chat, Thread: n.Shop.Thread}, Lane: storage.Alerts, Reader: n.Shop.Person, Lang: n.Shop.Lang,
		Screen: func(string, *time.Location) chat.Screen {
			if n.Provider == ops.VPNResellers {
				n.Balance = vpnMoney(n.Balance)
			}
			lines := []chat.Text{chat.T("balance.low", chat.Args{
				"Name": panelName(n.Provider), "Amount": money(n.Balance.Amount, n.Balance.Currency), "Below": money(n.Below, n.Balance.Currency),
			})}
			if days, ok := n.Days(); ok {
				lines = append(lines, chat.T("balance.lasts", chat.Args{"Time": lasting(days)}))
			}
			return chat.Screen{Lines: lines, Rows: [][]chat.Button{row(goTo("balance.see", "balance "+n.Provider))}}
		},
	}
}
