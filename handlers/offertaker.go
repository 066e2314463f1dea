package handlers

import (
	"context"
	"fmt"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// takerSheet names the claim that a conversation is about, and what is to be
// done with it.
type takerSheet struct {
	Key   storage.ClaimKey `json:"key"`
	Name  string           `json:"name,omitempty"`  // the person's
	Trial bool             `json:"trial,omitempty"` // a Servex test, which an extension turns into a paid client
	Days  int              `json:"days,omitempty"`
	Text  string           `json:"text,omitempty"`
}

func (s takerSheet) name() chat.Args { return chat.Args{"Name": s.Name} }

// offerTakerFlow is the card of one claim, and what a reseller does with it.
func offerTakerFlow(d Deps) dialog.Flow[takerSheet] {
	return dialog.Flow[takerSheet]{
		Name: "offertaker", Home: true, Begin: d.beginTaker,
		Steps: []dialog.Step[takerSheet]{
			{Name: "card", Buttons: true, Ask: d.askTaker, Take: d.takeTaker},
			{Name: "stop", Buttons: true, Ask: askStopClaim, Take: to[takerSheet]("stopping")},
			{Name: "stopping", Do: d.stopClaim},
			{Name: "extend", Ask: askExtendClaim, Take: takeExtendClaim},
			{Name: "confirm", Buttons: true, Ask: confirmExtendClaim, Take: to[takerSheet]("extending")},
			{Name: "extending", Do: d.extendClaim},
			{Name: "write", Ask: askWriteTaker, Take: takeWriteTaker},
			{Name: "send", Buttons: true, Ask: confirmWriteTaker, Take: d.writeTaker},
			{Name: "block", Buttons: true, Ask: askBlockTaker, Take: d.blockTaker},
		},
	}
}

func (d Deps) beginTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, args string) (dialog.Next, error) {
	if n, err := fmt.Sscanf(args, "%s %d %d", &s.Key.Offer, &s.Key.Person, &s.Key.N); n != 3 || err != nil {
		return dialog.Go("offers"), nil //nolint:nilerr // no claim of ours
	}
	_, err := d.Ops.Offer(ctx, t.Input.Place.Chat, s.Key.Offer)
	if resale.CodeOf(err) == resale.NotFound {
		return offerGone(t), nil
	}
	return dialog.To("card"), err
}

func (d Deps) askTaker(ctx context.Context, t *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	card, err := d.Ops.ClaimCard(ctx, t.Input.Place.Chat, s.Key)
	if err != nil {
		return chat.Screen{}, err
	}
	c := card.Claim
	s.Name, s.Trial = takerName(c), card.Client.Kind == resale.Test
	mark, gone := claimMark(c, t.Now), card.Unseen == resale.NotFound
	if gone {
		mark = "✖"
	}
	screen := chat.Screen{Lines: append([]chat.Text{
		chat.T("client.title", chat.Args{"Mark": mark, "Name": s.Name}),
		chat.T("takers.of", chat.Args{"Name": shorten(card.Offer.Name, ops.OfferNameLimit)}),
		chat.T("takers.at", chat.Args{"Date": d.Catalog.Moment(t.Lang, c.At, t.Zone)}),
		{},
	}, d.claimLines(t, card)...)}
	if c.State == storage.ClaimGranted && !gone {
		stop := pick("takers.stop", "stop")
		stop.Style = chat.Danger
		screen.Rows = append(screen.Rows, row(pick("takers.extend", "extend"), stop))
	}
	if !gone {
		screen.Rows = append(screen.Rows, openTaken(c)...)
	}
	block := pick("takers.unblock", "unblock")
	if !card.Blocked {
		block = chat.Button{Label: chat.T("takers.block"), Answer: "block", Style: chat.Danger}
	}
	if c.State == storage.ClaimForgotten { // there is nobody to write to
		screen.Rows = append(screen.Rows, row(block))
	} else {
		screen.Rows = append(screen.Rows, row(pick("takers.write", "write"), block))
	}
	screen.Rows = append(screen.Rows,
		row(goTo("takers.to_list", "offertakers "+s.Key.Offer), pick("button.refresh", "refresh")))
	return screen, nil
}

// claimLines say what became of a claim: what the panel shows now, or why
// there is nothing there.
func (d Deps) claimLines(t *dialog.Turn, card ops.ClaimNow) []chat.Text {
	c := card.Claim
	switch c.State {
	case storage.ClaimOpen:
		lines := []chat.Text{chat.T("takers.open")}
		if c.Code != "" {
			lines = append(lines, errorLine(c.Code))
		}
		return lines
	case storage.ClaimRefused:
		return []chat.Text{chat.T("takers.refused"), errorLine(c.Code)}
	case storage.ClaimForgotten:
		return []chat.Text{chat.T("takers.forgotten")}
	}
	lines := []chat.Text{chat.T("trial.user", chat.Args{"Value": c.Username})}
	if c.State == storage.ClaimStopped {
		lines = append(lines, chat.T("takers.stopped"))
	}
	switch {
	case card.Unseen == resale.NotFound:
		return append(lines, chat.T("takers.gone"))
	case card.Unseen != "":
		return append(lines, d.accountEnd(t, resale.VPNAccount{Expires: c.Ends}), chat.T("takers.unseen"))
	case c.Provider == ops.VPNResellers:
		return append(lines, field("status", chat.T("account.state_"+accountState(card.Account, t.Now))), d.accountEnd(t, card.Account))
	}
	return append(lines,
		field("status", chat.T("client.status_"+string(status(card.Client, t.Now)))),
		chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, card.Client.Expires, t.Zone), "Left": left(card.Client, t.Now)}))
}

func errorLine(code string) chat.Text {
	return chat.T("error."+or(code, string(resale.Refused)), chat.Args{"Seconds": 0, "Number": 0})
}

// openTaken leads to the client or account that was given.
func openTaken(c storage.Claim) [][]chat.Button {
	switch {
	case c.ClientID == 0:
		return nil
	case c.Provider == ops.VPNResellers:
		return [][]chat.Button{row(goTo("account.open", "account "+number(c.ClientID)))}
	}
	return openClient(resale.Client{ID: c.ClientID, Username: c.Username})
}

func (d Deps) takeTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "unblock":
		err := d.Ops.Unblock(ctx, t.Input.Place.Chat, s.Key.Person)
		return dialog.Stay(chat.T("blocked.undone")), err
	}
	return dialog.To(a.Value), nil
}
