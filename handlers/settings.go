package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// settingsFlow shows and changes what belongs to the chat: its time zone.
func settingsFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "settings", Command: true, Home: true, Steps: []dialog.Step[struct{}]{
		{
			Name: "show", Buttons: true,
			Ask: func(_ context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
				panel := row(goTo("button.connect", "connect"))
				if len(t.Accounts) > 0 {
					panel = row(goTo("settings.change_key", "connect"), goTo("button.disconnect", "disconnect"))
				}
				return chat.Screen{
					Lines: []chat.Text{chat.T("settings.show", chat.Args{"Zone": t.Zone.String(), "Now": d.Catalog.Moment(t.Lang, t.Now, t.Zone)})},
					Rows: [][]chat.Button{
						row(pick("settings.change_zone", "zone"), goTo("button.language", "language")),
						panel, row(goTo("warnings.open", "warnings")), row(goTo("button.menu", "menu")),
					},
				}, nil
			},
			Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
				return dialog.To("zone"), nil
			},
		},
		{Name: "zone", Ask: askZone, Take: d.takeZone},
	}}
}
