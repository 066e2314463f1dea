package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// deleteFlow removes a client, after asking twice.
func deleteFlow(d Deps) dialog.Flow[clientSheet] {
	return dialog.Flow[clientSheet]{
		Name: "delete", Needs: ops.Servex, Begin: aboutClient("ask"), Away: clientSheet.card,
		Steps: []dialog.Step[clientSheet]{
			{Name: "ask", Buttons: true, Ask: askDelete("delete.ask", "delete.yes"), Take: to[clientSheet]("again")},
			{Name: "again", Buttons: true, Ask: askDelete("delete.ask_again", "delete.yes_again"), Take: to[clientSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *clientSheet) (dialog.Next, error) {
				out, err := d.Ops.DeleteClient(ctx, t.Act(), s.ID, s.Username)
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askDelete(question, button string) func(context.Context, *dialog.Turn, *clientSheet) (chat.Screen, error) {
	return func(_ context.Context, _ *dialog.Turn, s *clientSheet) (chat.Screen, error) {
		name := chat.Args{"Name": shorten(s.Username, 20)}
		return chat.Screen{
			Lines: []chat.Text{chat.T(question, name)},
			Rows:  [][]chat.Button{row(chat.Button{Label: chat.T(button, name), Answer: "yes", Style: chat.Danger})},
		}, nil
	}
}
