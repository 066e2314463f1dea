package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// maxWritten is what fits one message, with the lines around it.
const maxWritten = 1000

func askWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_write", s.name())}}, nil
}

func takeWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet, a dialog.Answer) (dialog.Next, error) {
	text := trimLines(a.Text, maxWritten+1)
	if n := len([]rune(text)); n == 0 || n > maxWritten {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxWritten})), nil
	}
	s.Text = text
	return dialog.To("send"), nil
}

func confirmWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("takers.confirm_write", s.name()), {}, chat.Literal(s.Text)},
		Rows:  [][]chat.Button{row(primary("takers.send", "yes"))},
	}, nil
}

// writeTaker sends the message in the transaction that ends the turn, so that
// it goes once. Whoever took nothing of this chat cannot be written to.
func (d Deps) writeTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, _ dialog.Answer) (dialog.Next, error) {
	card, err := d.Ops.ClaimCard(ctx, t.Input.Place.Chat, s.Key)
	if err != nil {
		return dialog.Next{}, err
	}
	n := MessageClaim(card.Claim, card.Offer.Name, s.Text)
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
	t.Note(chat.T("takers.sent", s.name()))
	return dialog.To("card"), nil
}

// MessageClaim is what a reseller writes to a person who took an offer. All
// that they see of the reseller is the offer's name.
func MessageClaim(c storage.Claim, offer, text string) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: c.Person}, Lane: storage.Alerts, Reader: c.Person, Lang: c.Lang, Person: c.Person,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{
				Lines: []chat.Text{chat.T("takers.message", chat.Args{"Name": shorten(offer, ops.OfferNameLimit)}), {}, chat.Literal(text)},
				Rows:  [][]chat.Button{row(goTo("my.open", "my"))},
			}
		},
	}
}
