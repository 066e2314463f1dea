package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// disconnectFlow deletes the key of this chat's panel.
func disconnectFlow() dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "disconnect", Command: true,
		Begin: func(_ context.Context, t *dialog.Turn, _ *struct{}, _ string) (dialog.Next, error) {
			if !t.Connected(ops.Servex) {
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("disconnect.none")}, Rows: menuRow()}), nil
			}
			return dialog.To("ask"), nil
		},
		Steps: []dialog.Step[struct{}]{{
			Name: "ask", Buttons: true,
			Ask: func(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
				yes := pick("disconnect.yes", "yes")
				yes.Style = chat.Danger
				return chat.Screen{Lines: []chat.Text{chat.T("disconnect.ask")}, Rows: [][]chat.Button{row(yes)}}, nil
			},
			Take: func(_ context.Context, t *dialog.Turn, _ *struct{}, _ dialog.Answer) (dialog.Next, error) {
				place := t.Input.Place.Chat
				t.Also(func(tx *storage.Tx) error { return tx.DropAccount(place, ops.Servex) })
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("disconnect.done")}, Rows: menuRow()}), nil
			},
		}},
	}
}
