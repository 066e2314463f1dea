package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// menuFlow is the one screen that everything starts from.
func menuFlow() dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "menu", Home: true, Steps: []dialog.Step[struct{}]{{
		Name: "show", Buttons: true,
		Ask: func(_ context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
			s := chat.Screen{Lines: []chat.Text{chat.T("menu.hello", chat.Args{"Name": shorten(t.Input.Person.Name, 40)}), {}}}
			if t.Connected(ops.Servex) {
				s.Lines = append(s.Lines, chat.T("menu.connected"))
				s.Rows = append(s.Rows,
					row(goTo("button.trial", "trial"), goTo("button.new", "new")),
					row(goTo("button.renew", "renew"), goTo("button.clients", "clients")))
			} else {
				s.Lines = append(s.Lines, chat.T("menu.not_connected"))
				connect := goTo("button.connect", "connect")
				connect.Style = chat.Primary
				s.Rows = append(s.Rows, row(connect))
			}
			s.Rows = append(s.Rows,
				row(goTo("button.settings", "settings"), goTo("button.language", "language")),
				row(goTo("button.help", "help"), goTo("button.privacy", "privacy")))
			return s, nil
		},
	}}}
}
