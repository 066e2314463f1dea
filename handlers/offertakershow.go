package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// given tells whether the panel was to hold something for a claim.
func given(c ops.ClaimNow) bool {
	return c.State == storage.ClaimGranted || c.State == storage.ClaimStopped
}

// takenState is the state at a glance, and whether it can connect: as the
// panel shows it, else as the bot's own book says.
func takenState(c ops.ClaimNow, now time.Time) (sign string, connects bool) {
	switch {
	case !given(c):
		return claimMark(c.Claim, now), false
	case c.Unseen == resale.NotFound:
		return "✖", false
	case c.Unseen != "":
		return claimMark(c.Claim, now), c.State == storage.ClaimGranted
	case c.Provider == ops.VPNResellers:
		return accountMark(c.Account, now), c.Account.Active
	}
	return mark(status(c.Client, now)), c.Client.Status != resale.Suspended
}

// takenActs are what can be done with what was given.
func takenActs(c ops.ClaimNow, now time.Time) [][]chat.Button {
	if !given(c) || c.Unseen == resale.NotFound {
		return nil
	}
	acts := row(pick("takers.extend", "extend"))
	if _, connects := takenState(c, now); connects {
		acts = append(acts, chat.Button{Label: chat.T("takers.stop"), Answer: "stop", Style: chat.Danger})
	}
	open := openClient(resale.Client{ID: c.ClientID, Username: or(c.Client.Username, c.Username)})
	if c.Provider == ops.VPNResellers {
		open = [][]chat.Button{row(goTo("account.open", "account "+number(c.ClientID)))}
	}
	return append([][]chat.Button{acts}, open...)
}

// takenLines say who took what, when, and what became of it.
func (d Deps) takenLines(t *dialog.Turn, c ops.ClaimNow) []chat.Text {
	sign, connects := takenState(c, t.Now)
	lines := []chat.Text{
		chat.T("client.title", chat.Args{"Mark": sign, "Name": takerName(c.Claim)}),
		chat.T("takers.of", chat.Args{"Name": shorten(c.Offer.Name, ops.OfferNameLimit)}),
		chat.T("takers.at", chat.Args{"Date": d.Catalog.Moment(t.Lang, c.At, t.Zone)}),
		{},
	}
	switch c.State {
	case storage.ClaimOpen:
		lines = append(lines, chat.T("takers.open"))
		if c.Code != "" {
			lines = append(lines, errorLine(c.Code))
		}
		return lines
	case storage.ClaimRefused:
		return append(lines, chat.T("takers.refused"), errorLine(c.Code))
	case storage.ClaimForgotten:
		return append(lines, chat.T("takers.forgotten"))
	case storage.ClaimStopped:
		if !connects {
			lines = append(lines, chat.T("takers.stopped"))
		}
	}
	return append(lines, d.panelLines(t, c)...)
}

// panelLines are what the panel shows now.
func (d Deps) panelLines(t *dialog.Turn, c ops.ClaimNow) []chat.Text {
	user := chat.T("trial.user", chat.Args{"Value": or(c.Client.Username, c.Username)})
	switch {
	case c.Unseen == resale.NotFound:
		return []chat.Text{user, chat.T("takers.gone")}
	case c.Unseen != "":
		if c.Ends.IsZero() {
			return []chat.Text{user, chat.T("takers.unseen")}
		}
		return []chat.Text{user, d.accountEnd(t, resale.VPNAccount{Expires: c.Ends}), chat.T("takers.unseen")}
	case c.Provider == ops.VPNResellers:
		return []chat.Text{user, field("status", chat.T("account.state_"+accountState(c.Account, t.Now))), d.accountEnd(t, c.Account)}
	}
	return []chat.Text{
		user,
		field("status", chat.T("client.status_"+string(status(c.Client, t.Now)))),
		chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, c.Client.Expires, t.Zone), "Left": left(c.Client, t.Now)}),
	}
}

// errorLine is the sentence for a code.
func errorLine(code string) chat.Text {
	return chat.T("error."+or(code, string(resale.Refused)), chat.Args{"Seconds": 0, "Number": 0})
}
