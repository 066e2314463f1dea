package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func askWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	return s.ask(), nil
}

func takeWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet, a dialog.Answer) (dialog.Next, error) {
	return s.take(a), nil
}

func confirmWriteMember(_ context.Context, _ *dialog.Turn, s *buyerSheet) (chat.Screen, error) {
	return s.confirm(), nil
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
	n := s.notice(m.Person, m.Lang, storeName(store), goTo("storemember.see_account", "member "+store.ID))
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
	t.Note(chat.T("takers.sent", s.name()))
	return dialog.To("card"), nil
}
