package handlers

import (
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// resellerStatus gives the state of a reseller: what the panel says, corrected
// by the clock.
func resellerStatus(r resale.Reseller, now time.Time) resale.ClientStatus {
	until := r.Expires
	if r.AccountType == resale.Credit {
		until = time.Time{} // its credits end it, no date does
	}
	switch {
	case r.Off():
		return resale.Suspended
	case !until.IsZero() && until.Before(now), until.IsZero() && r.Status == string(resale.Expired):
		return resale.Expired
	case !until.IsZero() && until.Sub(now) < 72*time.Hour:
		return resale.ExpiresSoon
	}
	return resale.Active
}

// resellerButton is a reseller in a list.
func resellerButton(r resale.Reseller, now time.Time) chat.Button {
	left := timeLeft(r.Expires, now)
	if r.AccountType == resale.Credit {
		left = chat.T("reseller.credits", chat.Args{"Count": r.MaxUsers})
	}
	return chat.Button{
		Label:  chat.T("client.line", chat.Args{"Mark": mark(resellerStatus(r, now)), "Name": shorten(r.Username, 20), "Left": left}),
		Answer: fmt.Sprintf("open %d %s", r.ID, r.Username),
	}
}

// resellerFields are all that is known of a reseller.
func (d Deps) resellerFields(t *dialog.Turn, r resale.Reseller, all []resale.Category) []chat.Text {
	state := resellerStatus(r, t.Now)
	lines := []chat.Text{
		chat.T("client.title", chat.Args{"Mark": mark(state), "Name": shorten(r.Username, 60)}),
		{},
		chat.T("reseller.name", chat.Args{"Value": or(shorten(r.Name, 60), "—")}),
		field("status", chat.T("reseller.status_"+string(state))),
		chat.T("reseller.account", chat.Args{"Value": accountWord(r.AccountType)}),
		usage(r),
		chat.T("reseller.categories", chat.Args{"Value": or(categoryNames(all, r.CategoryIDs), "—")}),
	}
	if r.AccountType != resale.Credit {
		lines = append(lines, chat.T("client.expires", chat.Args{"Value": d.resellerDay(t, r.Expires), "Left": timeLeft(r.Expires, t.Now)}))
	}
	if note := shorten(r.Note, 300); note != "" {
		lines = append(lines, field("note", note))
	}
	return lines
}

// resellerDay writes an expiry, which is a day in UTC: in the chat's zone it
// might be the day before.
func (d Deps) resellerDay(t *dialog.Turn, at time.Time) string {
	return d.Catalog.Day(t.Lang, at, time.UTC)
}

func accountWord(kind resale.AccountType) chat.Text {
	switch kind {
	case resale.Validity:
		return chat.T("reseller.by_date")
	case resale.Credit:
		return chat.T("reseller.by_credits")
	}
	return literal(string(kind), 20)
}

// usage says how many clients there are, of how many.
func usage(r resale.Reseller) chat.Text {
	args := chat.Args{"Used": r.UsedUsers, "Most": r.MaxUsers}
	switch {
	case r.AccountType == resale.Credit && r.UsedUsers < 0:
		return chat.T("reseller.credits_only", args)
	case r.AccountType == resale.Credit:
		return chat.T("reseller.credits_used", args)
	case r.UsedUsers < 0:
		return chat.T("reseller.most", args)
	}
	return chat.T("reseller.used", args)
}

// categoryNames names categories; one that the key does not see has a number.
func categoryNames(all []resale.Category, ids []int64) string {
	var names []string
	for _, id := range ids {
		name := fmt.Sprintf("#%d", id)
		for _, k := range all {
			if k.ID == id {
				name = shorten(k.Name, 40)
			}
		}
		names = append(names, name)
	}
	return shorten(strings.Join(names, ", "), 500)
}
