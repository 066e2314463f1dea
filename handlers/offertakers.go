package handlers

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// takersSheet is which page of an offer's claims is shown: each was found by
// the cursor of the one before.
type takersSheet struct {
	offerSheet
	Cursors []string `json:"cursors,omitempty"` // of the pages after the first, up to this one
	Next    string   `json:"next,omitempty"`    // of the page after this one, "" when there is none
}

// offerTakersFlow lists who took an offer, the latest first.
func offerTakersFlow(d Deps) dialog.Flow[takersSheet] {
	return dialog.Flow[takersSheet]{
		Name: "offertakers", Home: true,
		Begin: func(ctx context.Context, t *dialog.Turn, s *takersSheet, args string) (dialog.Next, error) {
			return d.aboutOffer("list")(ctx, t, &s.offerSheet, args)
		},
		Steps: []dialog.Step[takersSheet]{{Name: "list", Buttons: true, Ask: d.askTakers, Take: takeTakers}},
	}
}

func (d Deps) askTakers(ctx context.Context, t *dialog.Turn, s *takersSheet) (chat.Screen, error) {
	at := ""
	if n := len(s.Cursors); n > 0 {
		at = s.Cursors[n-1]
	}
	claims, next, err := d.Ops.ClaimsOf(ctx, t.Input.Place.Chat, s.ID, at)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Next = next
	screen := chat.Screen{Lines: []chat.Text{
		chat.T("takers.title", chat.Args{"Name": shorten(s.Name, ops.OfferNameLimit), "Page": pageNumber(len(s.Cursors)+1, next != "")}), {},
	}}
	hint := "takers.legend"
	if len(claims) == 0 {
		hint = "takers.none"
	}
	screen.Lines = append(screen.Lines, chat.T(hint))
	for _, c := range claims {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label:  chat.T("client.line", chat.Args{"Mark": claimMark(c, t.Now), "Name": shorten(takerName(c), 20), "Left": claimLeft(c, t.Now)}),
			Answer: claimTarget(c),
		}))
	}
	screen.Rows = append(screen.Rows, turns(len(s.Cursors) > 0, next != "")...)
	screen.Rows = append(screen.Rows, row(goTo("offers.open", s.card()), goTo("button.menu", "menu")))
	return screen, nil
}

// turns are the buttons of a list whose pages have no numbers.
func turns(back, on bool) [][]chat.Button {
	var r []chat.Button
	if back {
		r = append(r, pick("clients.previous", "previous"))
	}
	if on {
		r = append(r, pick("clients.next", "next"))
	}
	if r == nil {
		return nil
	}
	return [][]chat.Button{r}
}

func takeTakers(_ context.Context, _ *dialog.Turn, s *takersSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "next":
		s.Cursors = append(s.Cursors, s.Next)
	case "previous":
		s.Cursors = s.Cursors[:max(len(s.Cursors)-1, 0)]
	default:
		return dialog.Go(a.Value), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

// claimTarget is the way to the card of a claim.
func claimTarget(c storage.Claim) string {
	return fmt.Sprintf("offertaker %s %d %d", c.Offer, c.Person, c.N)
}

// takerName names who took an offer. Who was forgotten has a number only.
func takerName(c storage.Claim) string { return or(shorten(c.Name, 40), "#"+number(c.Person)) }

// claimMark is the state at a glance, as far as the bot's own book says.
func claimMark(c storage.Claim, now time.Time) string {
	switch {
	case c.State == storage.ClaimOpen:
		return "⏳"
	case c.State == storage.ClaimRefused:
		return "✖"
	case c.State == storage.ClaimStopped:
		return "⏸"
	case c.State == storage.ClaimForgotten:
		return "▫️"
	case !c.Ends.IsZero() && !now.Before(c.Ends):
		return "🔴"
	}
	return "🟢"
}

func claimLeft(c storage.Claim, now time.Time) chat.Text {
	switch c.State {
	case storage.ClaimOpen:
		return chat.T("takers.making")
	case storage.ClaimRefused:
		return chat.T("takers.not_given")
	case storage.ClaimStopped:
		return chat.T("takers.stopped_short")
	case storage.ClaimForgotten:
		return chat.T("takers.forgotten_short")
	}
	return timeLeft(c.Ends, now)
}
