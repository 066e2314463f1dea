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

// letter is what a reseller writes to somebody.
type letter struct {
	Name string `json:"name,omitempty"` // the person's
	Text string `json:"text,omitempty"`
}

func (l letter) name() chat.Args { return chat.Args{"Name": l.Name} }

func (l letter) ask() chat.Screen {
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_write", l.name())}}
}

func (l *letter) take(a dialog.Answer) dialog.Next {
	text := trimLines(a.Text, maxWritten+1)
	if n := len([]rune(text)); n == 0 || n > maxWritten {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxWritten}))
	}
	l.Text = text
	return dialog.To("send")
}

func (l letter) confirm() chat.Screen {
	return chat.Screen{
		Lines: []chat.Text{chat.T("takers.confirm_write", l.name()), {}, chat.Literal(l.Text)},
		Rows:  [][]chat.Button{row(primary("takers.send", "yes"))},
	}
}

// notice tells it to the person in private. All that they see of the reseller
// is what it is about.
func (l letter) notice(person int64, lang string, about any, way chat.Button) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: person}, Lane: storage.Alerts, Reader: person, Lang: lang, Person: person,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{Lines: []chat.Text{chat.T("takers.message", chat.Args{"Name": about}), {}, chat.Literal(l.Text)}, Rows: [][]chat.Button{row(way)}}
		},
	}
}

func askWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	return s.ask(), nil
}

func takeWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet, a dialog.Answer) (dialog.Next, error) {
	return s.take(a), nil
}

func confirmWriteTaker(_ context.Context, _ *dialog.Turn, s *takerSheet) (chat.Screen, error) {
	return s.confirm(), nil
}

// writeTaker sends the message in the transaction that ends the turn, so that
// it goes once. Whoever took nothing of this chat cannot be written to.
func (d Deps) writeTaker(ctx context.Context, t *dialog.Turn, s *takerSheet, _ dialog.Answer) (dialog.Next, error) {
	card, err := d.Ops.ClaimCard(ctx, t.Input.Place.Chat, s.Key)
	if err != nil {
		return dialog.Next{}, err
	}
	n := s.notice(card.Person, card.Lang, shorten(card.Offer.Name, ops.OfferNameLimit), goTo("my.open", "my"))
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
	t.Note(chat.T("takers.sent", s.name()))
	return dialog.To("card"), nil
}
