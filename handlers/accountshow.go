package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// The states of an account, as people are told.
const (
	accountOn   = "on"
	accountOff  = "off"
	accountOver = "over"
)

// accountState gives what the panel says, corrected by the clock: panels may
// call an account active whose end has come.
func accountState(a resale.VPNAccount, now time.Time) string {
	switch {
	case a.Over(now):
		return accountOver
	case !a.Active:
		return accountOff
	}
	return accountOn
}

// accountMark is the state at a glance, for lists.
func accountMark(a resale.VPNAccount, now time.Time) string {
	switch state := accountState(a, now); {
	case state == accountOver:
		return "🔴"
	case state == accountOff:
		return "⏸"
	case a.RenewsItself():
		return "♾"
	case a.Expires.Sub(now) < 72*time.Hour:
		return "🟡"
	}
	return "🟢"
}

// accountLeft says in a few words how long an account has. One without an end
// costs money every day, which must be seen.
func accountLeft(a resale.VPNAccount, now time.Time) chat.Text {
	if a.RenewsItself() {
		return chat.T("account.no_end_short")
	}
	return timeLeft(a.Expires, now)
}

func accountButton(t *dialog.Turn, a resale.VPNAccount) chat.Button {
	return chat.Button{
		Label:  chat.T("client.line", chat.Args{"Mark": accountMark(a, t.Now), "Name": shorten(a.Username, 20), "Left": accountLeft(a, t.Now)}),
		Answer: "open " + number(a.ID),
	}
}

// accountLines are all that is known of an account. No key is among it.
func (d Deps) accountLines(t *dialog.Turn, a resale.VPNAccount) []chat.Text {
	state := chat.T("account.state_" + accountState(a, t.Now))
	if !a.Active && a.Status != "" && a.Status != resale.VPNDisabled {
		state = literal(a.Status, 30)
	}
	lines := []chat.Text{
		chat.T("client.title", chat.Args{"Mark": accountMark(a, t.Now), "Name": shorten(a.Username, 60)}),
		{},
		field("status", state),
		d.accountEnd(t, a),
	}
	if a.WireGuardIP != "" {
		lines = append(lines, chat.T("account.address", chat.Args{"Value": shorten(a.WireGuardIP, 40)}))
	}
	if !a.Created.IsZero() {
		lines = append(lines, field("created", d.Catalog.Day(t.Lang, a.Created, t.Zone)))
	}
	return lines
}

// accountEnd is the line of a card that says when an account ends.
func (d Deps) accountEnd(t *dialog.Turn, a resale.VPNAccount) chat.Text {
	if a.RenewsItself() {
		return chat.T("account.no_end")
	}
	return chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, a.Expires, t.Zone), "Left": timeLeft(a.Expires, t.Now)})
}

// endLine is the line of a sale that says until when an account runs.
func (d Deps) endLine(t *dialog.Turn, until time.Time) chat.Text {
	if until.IsZero() {
		return chat.T("account.no_end")
	}
	return chat.T("trial.until", chat.Args{"Date": d.Catalog.Moment(t.Lang, until, t.Zone), "Zone": t.Zone.String()})
}

// endOf says an end that is asked for: a moment, or none.
func (d Deps) endOf(t *dialog.Turn, until time.Time) chat.Text {
	if until.IsZero() {
		return chat.T("account.renews")
	}
	return chat.Literal(d.Catalog.Moment(t.Lang, until, t.Zone))
}
