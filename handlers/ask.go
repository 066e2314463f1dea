package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// askSheet is a customer's wish to go on, before it is sent.
type askSheet struct {
	mySheet
	Note    string        `json:"note,omitempty"`
	Receipt *chat.FileRef `json:"receipt,omitempty"`
}

// askFlow carries a customer's wish to the reseller, with a receipt and a few
// words if they like.
func askFlow(d Deps) dialog.Flow[askSheet] {
	return dialog.Flow[askSheet]{
		Name: "ask", Home: true,
		Begin: func(_ context.Context, t *dialog.Turn, s *askSheet, args string) (dialog.Next, error) {
			key, ok := readLink(args, t.Input.Person.ID)
			if !ok || !t.Input.Private {
				return dialog.Go("my"), nil
			}
			s.about(key)
			return dialog.To("wish"), nil
		},
		Steps: []dialog.Step[askSheet]{{Name: "wish", Photos: true, Payments: true, Ask: d.askWish, Take: d.takeWish}},
	}
}

func (d Deps) askWish(ctx context.Context, t *dialog.Turn, s *askSheet) (chat.Screen, error) {
	a, ok, err := d.Ops.Access(ctx, s.key(t))
	if err != nil {
		return chat.Screen{}, err
	}
	name := chat.Args{"Name": shorten(a.Username, 60)}
	back := row(goTo("my.open", linkTarget("my", s.key(t))))
	switch {
	case !ok:
		return notMine(), nil
	case a.Blocked:
		return chat.Screen{Lines: []chat.Text{chat.T("ask.blocked", name)}, Rows: [][]chat.Button{back}}, nil
	case a.Asked && a.Receipt:
		return chat.Screen{Lines: []chat.Text{chat.T("ask.before", name)}, Rows: [][]chat.Button{back}}, nil
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("ask.title", name), d.until(t, a.Expires)}}
	if a.Asked {
		screen.Lines = []chat.Text{chat.T("ask.before", name)}
	}
	shop, err := d.Ops.Shop(ctx, a.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	screen.Lines = append(screen.Lines, payment(shop)...)
	screen.Lines = append(screen.Lines, chat.Text{}, s.invites(a, shop))
	if s.Receipt != nil {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("ask.has_receipt"))
	}
	if s.Note != "" {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("ask.has_note", chat.Args{"Note": trimLines(s.Note, ops.NoteLimit)}))
	}
	switch {
	case !a.Asked:
		screen.Rows = append(screen.Rows, row(primary("ask.send", "send")))
	case s.Receipt != nil:
		screen.Rows = append(screen.Rows, row(primary("ask.send_receipt", "send")))
	}
	if n := len(shop.Payment); n > 0 && n <= mostCopy {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: chat.T("ask.copy_payment"), Copy: shop.Payment}))
	}
	screen.Rows = append(screen.Rows, back)
	return screen, nil
}

// payment is how the reseller wants to be paid.
func payment(shop storage.Shop) []chat.Text {
	if shop.Payment == "" {
		return nil
	}
	return []chat.Text{{}, chat.T("ask.payment"), chat.Literal(trimLines(shop.Payment, mostPayment))}
}

// mostPayment keeps how to pay within a message, in characters.
const mostPayment = 1500

// invites says what may be sent along.
func (s *askSheet) invites(a ops.Access, shop storage.Shop) chat.Text {
	switch {
	case a.Asked && s.Receipt != nil:
		return chat.T("ask.receipt_came")
	case a.Asked && s.Note != "":
		return chat.T("ask.words_wait")
	case a.Asked:
		return chat.T("ask.only_receipt")
	case shop.Payment != "":
		return chat.T("ask.paid")
	}
	return chat.T("ask.note")
}

// add puts words below those of before; what a note has no room for is cut off,
// and said to be.
func (s *askSheet) add(words string) (problem chat.Text) {
	all := strings.TrimSpace(s.Note + "\n" + strings.TrimSpace(words))
	if s.Note = trimLines(all, ops.NoteLimit+1); len([]rune(s.Note)) > ops.NoteLimit {
		s.Note = trimLines(s.Note, ops.NoteLimit)
		return chat.T("edit.note_too_long", chat.Args{"Most": ops.NoteLimit})
	}
	return chat.Text{}
}

func (d Deps) takeWish(ctx context.Context, t *dialog.Turn, s *askSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value != "send" {
		if a.Sent != nil {
			s.Receipt = a.Sent
		}
		return dialog.Stay(s.add(a.Text)), nil
	}
	now, ok, err := d.Ops.Access(ctx, s.key(t))
	if err != nil || !ok {
		return dialog.End(notMine()), err
	}
	if now.Blocked { // since the question was shown
		return dialog.Stay(chat.Text{}), nil
	}
	wish, asker := ops.Wish{Note: s.Note, Receipt: s.Receipt}, t.Person.Name
	t.Also(func(tx *storage.Tx) error {
		r, told, err := d.Ops.OpenRequest(tx, now.Key(), wish)
		if code := resale.CodeOf(err); code == resale.NotFound || code == resale.Forbidden {
			return nil // unlinked, or blocked, in this very moment
		}
		if err != nil || !told {
			return err
		}
		reader, err := ops.RequestReader(tx, r.Chat, now.Link)
		if err != nil {
			return err
		}
		return t.Tell(tx, d.requestNotice(now.Link, r, reader, asker))
	})
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("ask.sent", chat.Args{"Name": shorten(now.Username, 60)})},
		Rows:  [][]chat.Button{row(goTo("my.open", "my"))},
	}), nil
}
