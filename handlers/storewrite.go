package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func askWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("takers.ask_write", s.name())}}, nil
}

func takeWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet, a dialog.Answer) (dialog.Next, error) {
	text := trimLines(a.Text, maxWritten+1)
	if n := len([]rune(text)); n == 0 || n > maxWritten {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxWritten})), nil
	}
	s.Text = text
	return dialog.To("send"), nil
}

func confirmWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{chat.T("takers.confirm_write", s.name()), {}, chat.Literal(s.Text)},
		Rows:  [][]chat.Button{row(primary("takers.send", "yes"))},
	}, nil
}

// writeMember sends the message in the transaction that ends the turn, so that
// it goes once. Who logged out meanwhile is no customer of this chat any more.
func (d Deps) writeMember(ctx context.Context, t *dialog.Turn, s *buyerSheet, _ dialog.Answer) (dialog.Next, error) {
	m, err := d.Ops.StoreCustomer(ctx, t.Input.Place.Chat, s.Person)
	if resale.CodeOf(err) == resale.NotFound {
		return dialog.To("card"), nil
	}
	if err != nil {
		return dialog.Next{}, err
	}
	store, _, err := d.Ops.Storefront(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	n := messageMember(m.Member, storeName(store), s.Text)
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
	t.Note(chat.T("takers.sent", s.name()))
	return dialog.To("card"), nil
}

// messageMember is what a reseller writes to a customer. All that they see of
// the reseller is the store's name.
func messageMember(m storage.Member, store any, text string) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: m.Person}, Lane: storage.Alerts, Reader: m.Person, Lang: m.Lang, Person: m.Person,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{
				Lines: []chat.Text{chat.T("takers.message", chat.Args{"Name": store}), {}, chat.Literal(text)},
				Rows:  [][]chat.Button{row(goTo("storemember.see_account", "account"))},
			}
		},
	}
}
