package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// accountStateFlow keeps an account from connecting or lets it in again, after
// asking.
func accountStateFlow(d Deps) dialog.Flow[accountSheet] {
	return d.accountStep("accountstate", "ask",
		dialog.Step[accountSheet]{Name: "ask", Buttons: true, Ask: askAccountState, Take: to[accountSheet]("do")},
		d.doAccount(func(ctx context.Context, a ops.Act, s accountSheet) (ops.Outcome, error) {
			return d.Ops.SetVPNDisabled(ctx, a, s.ID, s.Username, !s.Off)
		}))
}

func askAccountState(_ context.Context, _ *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	question, yes := chat.T("account.ask_disable", s.name()), pick("account.disable_yes", "yes")
	yes.Style = chat.Danger
	if s.Off {
		question, yes = chat.T("account.ask_enable", s.name()), pick("account.enable_yes", "yes")
		yes.Style = chat.Primary
	}
	return chat.Screen{Lines: []chat.Text{question}, Rows: [][]chat.Button{row(yes)}}, nil
}

// accountDeleteFlow removes an account, after asking twice.
func accountDeleteFlow(d Deps) dialog.Flow[accountSheet] {
	ask := func(question, button string) func(context.Context, *dialog.Turn, *accountSheet) (chat.Screen, error) {
		return func(_ context.Context, _ *dialog.Turn, s *accountSheet) (chat.Screen, error) {
			yes := chat.Button{Label: chat.T(button, chat.Args{"Name": shorten(s.Username, 20)}), Answer: "yes", Style: chat.Danger}
			return chat.Screen{Lines: []chat.Text{chat.T(question, s.name())}, Rows: [][]chat.Button{row(yes)}}, nil
		}
	}
	return d.accountStep("accountdelete", "ask",
		dialog.Step[accountSheet]{Name: "ask", Buttons: true, Ask: ask("account.ask_delete", "delete.yes"), Take: to[accountSheet]("again")},
		dialog.Step[accountSheet]{Name: "again", Buttons: true, Ask: ask("delete.ask_again", "delete.yes_again"), Take: to[accountSheet]("do")},
		d.doAccount(func(ctx context.Context, a ops.Act, s accountSheet) (ops.Outcome, error) {
			return d.Ops.DeleteVPN(ctx, a, s.ID, s.Username)
		}))
}
