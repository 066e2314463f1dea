package handlers

import (
	"context"
	"fmt"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// takerSheet names the claim that a conversation is about, and what is to be
// done with it.
type takerSheet struct {
	letter
	Key   storage.ClaimKey `json:"key"`
	Trial bool             `json:"trial,omitempty"` // a Servex test, which an extension turns into a paid client
	Away  bool             `json:"away,omitempty"`  // messages do not reach the person
	Days  int              `json:"days,omitempty"`
}

// offerTakerFlow is the card of one claim, and what a reseller does with it.
func offerTakerFlow(d Deps) dialog.Flow[takerSheet] {
	return dialog.Flow[takerSheet]{
		Name: "offertaker", Home: true, Begin: d.beginTaker,
		Loses: func(s takerSheet) bool { return s.Text != "" },
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
	s.Name, s.Text, s.Trial, s.Away = takerName(card.Claim), "", card.Client.Kind == resale.Test, card.Away
	rows := takenActs(card, t.Now)
	block := pick("takers.unblock", "unblock")
	if !card.Blocked {
		block = chat.Button{Label: chat.T("takers.block"), Answer: "block", Style: chat.Danger}
	}
	if card.State == storage.ClaimForgotten { // there is nobody to write to
		rows = append(rows, row(block))
	} else {
		rows = append(rows, row(pick("takers.write", "write"), block))
	}
	return chat.Screen{
		Lines: d.takenLines(t, card),
		Rows:  append(rows, row(goTo("takers.to_list", "offertakers "+s.Key.Offer), pick("button.refresh", "refresh"))),
	}, nil
}

func (d Deps) takeTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "unblock":
		err := d.Ops.Unblock(ctx, t.Input.Place.Chat, s.Key.Person)
		return dialog.Stay(chat.T("blocked.undone")), err
	}
	if a.Value == "write" && s.Away {
		return dialog.Stay(chat.T("takers.away", s.name())), nil
	}
	return dialog.To(a.Value), nil
}
