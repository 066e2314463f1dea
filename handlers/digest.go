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

// digestLines is how many clients a digest names; the others are counted.
const digestLines = 20

// digestDays is for how long the button renews that renews all.
const digestDays = 30

// DigestNotice is a chat's daily warning. Its buttons are for anyone in the
// chat: a colleague may renew.
func DigestNotice(d Deps, n ops.DigestNews) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: n.Digest.Chat, Thread: n.Digest.Thread}, Lane: storage.Broadcasts,
		Reader: n.Digest.Person, Lang: n.Digest.Lang,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			switch {
			case n.Failed != "":
				return unseen(n)
			case n.Host != nil:
				return d.hostDigest(n.Digest.Chat, *n.Host, n.Several, lang, zone)
			}
			lines := []chat.Text{digestTitle(n.Digest.Provider, n.Several, len(n.Clients))}
			return chat.Screen{
				Lines: append(lines, d.digestBody(n.Clients, lang, zone)...),
				Rows:  append(endingButtons(n.Digest.Provider, n.Clients), renewAll(n.Batch, n.Batched)...),
			}
		},
	}
}

// unseen says why nobody can be warned of, and leads to where it is mended.
func unseen(n ops.DigestNews) chat.Screen {
	why, mend := "digest.key_refused", goTo("button.connect", "connect")
	if n.Failed == resale.NoFunds {
		why, mend = "digest.no_funds", goTo("button.balance", "balance")
	}
	if n.Digest.Provider == ops.WHMDC {
		why = "hostdigest.key_refused"
	}
	args := chat.Args{"Panel": named(n.Several, n.Digest.Provider)}
	return chat.Screen{Lines: []chat.Text{chat.T(why, args)}, Rows: [][]chat.Button{row(mend)}}
}

func digestTitle(provider string, several bool, n int) chat.Text {
	return chat.T(worded(provider, "digest.title"), chat.Args{"Count": n, "Panel": named(several, provider)})
}

// digestBody names the clients, in groups of those that are equally urgent.
func (d Deps) digestBody(all []ops.Ending, lang string, zone *time.Location) []chat.Text {
	var lines []chat.Text
	for i, e := range all[:min(len(all), digestLines)] {
		if i == 0 || group(all[i-1]) != group(e) {
			lines = append(lines, chat.Text{}, heading(e))
		}
		lines = append(lines, chat.T("digest.line", chat.Args{"Name": shorten(e.Username, 40), "Date": d.Catalog.Moment(lang, e.Expires, zone)}))
	}
	if more := len(all) - digestLines; more > 0 {
		lines = append(lines, chat.Text{}, chat.T("digest.more", chat.Args{"Count": more}))
	}
	return lines
}

// group is the number of days left, the same for all that ended.
func group(e ops.Ending) int {
	if e.Ended {
		return -1
	}
	return e.Days
}

func heading(e ops.Ending) chat.Text {
	switch n := group(e); n {
	case -1:
		return chat.T("digest.ended")
	case 0:
		return chat.T("digest.today")
	case 1:
		return chat.T("digest.tomorrow")
	default:
		return chat.T("digest.in_days", chat.Args{"Count": n})
	}
}

// endingButtons renew the clients or accounts that are named, each one. A name
// that fits no button is left to the list.
func endingButtons(provider string, all []ops.Ending) [][]chat.Button {
	var rows [][]chat.Button
	for _, e := range all[:min(len(all), digestLines)] {
		target := fmt.Sprintf("renew %d %s", e.ID, e.Username)
		if provider == ops.VPNResellers {
			target = "accountrenew " + number(e.ID)
		}
		if len(target) <= maxTarget {
			rows = append(rows, row(chat.Button{Label: chat.T("digest.renew", chat.Args{"Name": shorten(e.Username, 20)}), Go: target}))
		}
	}
	more := "clients 1 expires_soon"
	if provider == ops.VPNResellers {
		more = "renew of " + provider
	}
	if len(all) > digestLines {
		rows = append(rows, row(goTo("digest.see_more", more)))
	}
	return rows
}

// renewAll leads to a list of all to confirm.
func renewAll(batch string, n int) [][]chat.Button {
	if batch == "" {
		return nil
	}
	args := chat.Args{"Count": n, "Days": chat.T("new.duration", chat.Args{"Count": digestDays})}
	return [][]chat.Button{row(chat.Button{
		Label: chat.T("digest.renew_all", args), Go: fmt.Sprintf("bulk renew %s %d", batch, digestDays), Style: chat.Primary,
	})}
}
