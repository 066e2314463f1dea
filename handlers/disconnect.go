package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

type disconnectSheet struct {
	Provider string `json:"provider,omitempty"`
}

// disconnectFlow deletes the key of one of this chat's panels.
func disconnectFlow(d Deps) dialog.Flow[disconnectSheet] {
	return dialog.Flow[disconnectSheet]{
		Name: "disconnect", Command: true,
		Begin: func(_ context.Context, t *dialog.Turn, s *disconnectSheet, _ string) (dialog.Next, error) {
			switch len(t.Accounts) {
			case 0:
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("disconnect.none")}, Rows: menuRow()}), nil
			case 1:
				s.Provider = t.Accounts[0].Provider
				return dialog.To("ask"), nil
			}
			return dialog.To("panel"), nil
		},
		Steps: []dialog.Step[disconnectSheet]{
			{Name: "panel", Buttons: true, Ask: askDisconnected, Take: func(_ context.Context, _ *dialog.Turn, s *disconnectSheet, a dialog.Answer) (dialog.Next, error) {
				s.Provider = a.Value
				return dialog.To("ask"), nil
			}},
			{Name: "ask", Buttons: true, Ask: d.askDisconnect, Take: d.disconnect},
		},
	}
}

func askDisconnected(_ context.Context, t *dialog.Turn, _ *disconnectSheet) (chat.Screen, error) {
	s := chat.Screen{Lines: []chat.Text{chat.T("disconnect.pick")}}
	for _, a := range t.Accounts {
		s.Rows = append(s.Rows, row(pick("connect."+a.Provider, a.Provider)))
	}
	return s, nil
}

// askDisconnect asks, and says what nobody would look after then.
func (d Deps) askDisconnect(ctx context.Context, t *dialog.Turn, s *disconnectSheet) (chat.Screen, error) {
	left, err := d.Ops.LeftOpen(ctx, t.Input.Place.Chat, s.Provider)
	if err != nil {
		return chat.Screen{}, err
	}
	yes := pick("disconnect.yes", "yes")
	yes.Style = chat.Danger
	screen := chat.Screen{Lines: []chat.Text{chat.T("disconnect.ask_" + s.Provider)}, Rows: [][]chat.Button{row(yes)}}
	if left.Any() {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("disconnect.left"))
	}
	if left.Orders > 0 || left.More {
		screen.Lines = append(screen.Lines, chat.T("disconnect.left_orders", chat.Args{"Count": left.Orders, "More": left.More}))
	}
	screen.Lines = append(screen.Lines, howMany("disconnect.left_invoices", left.Invoices)...)
	screen.Lines = append(screen.Lines, howMany("disconnect.left_bulks", left.Bulks)...)
	screen.Lines = append(screen.Lines, howMany("disconnect.left_acts", left.Acts)...)
	if left.Acts > 0 {
		screen.Rows = append(screen.Rows, row(goTo("outcome.see_open", "open")))
	}
	return screen, nil
}

func (d Deps) disconnect(ctx context.Context, t *dialog.Turn, s *disconnectSheet, _ dialog.Answer) (dialog.Next, error) {
	hookStays, err := false, error(nil)
	if place := t.Input.Place.Chat; s.Provider == ops.WHMDC {
		hookStays, err = d.Ops.DisconnectHost(ctx, place)
	} else {
		err = d.Ops.Disconnect(ctx, place, s.Provider)
	}
	if err != nil {
		return dialog.Next{}, err
	}
	return dialog.End(chat.Screen{Lines: withHook([]chat.Text{chat.T("disconnect.done")}, hookStays), Rows: menuRow()}), nil
}

// withHook adds what to do about a webhook that may be left at a panel.
func withHook(lines []chat.Text, stays bool) []chat.Text {
	if stays {
		lines = append(lines, chat.Text{}, chat.T("disconnect.hook_stays"))
	}
	return lines
}
