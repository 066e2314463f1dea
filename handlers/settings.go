package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// zones are offered as buttons; any other can be typed.
func zones() [][]string {
	return [][]string{
		{"America/Sao_Paulo", "America/Manaus"},
		{"America/Mexico_City", "America/Bogota"},
		{"America/New_York", "Europe/Lisbon"},
		{"Europe/London", "Europe/Berlin"},
		{"Europe/Istanbul", "Asia/Tehran"},
		{"Asia/Jakarta", "UTC"},
	}
}

// settingsFlow shows and changes what belongs to the chat: its time zone.
func settingsFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "settings", Command: true, Home: true, Steps: []dialog.Step[struct{}]{
		{
			Name: "show", Buttons: true,
			Ask: func(_ context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
				return chat.Screen{
					Lines: []chat.Text{chat.T("settings.show", chat.Args{"Zone": t.Zone.String(), "Now": d.Catalog.Moment(t.Lang, t.Now, t.Zone)})},
					Rows: [][]chat.Button{
						row(pick("settings.change_zone", "zone"), goTo("button.language", "language")),
						row(goTo("button.connect", "connect"), goTo("button.disconnect", "disconnect")), row(goTo("warnings.open", "warnings")), row(goTo("button.menu", "menu")),
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

func askZone(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
	s := chat.Screen{Lines: []chat.Text{chat.T("settings.ask_zone")}}
	for _, pair := range zones() {
		var r []chat.Button
		for _, z := range pair {
			name := strings.ReplaceAll(z[strings.LastIndexByte(z, '/')+1:], "_", " ")
			r = append(r, chat.Button{Label: chat.Literal(name), Answer: z})
		}
		s.Rows = append(s.Rows, r)
	}
	return s, nil
}

func (d Deps) takeZone(_ context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	name := a.Value
	if a.Typed() {
		name = strings.ReplaceAll(strings.TrimSpace(a.Text), " ", "_")
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" || len(name) > 64 {
		return dialog.Stay(chat.T("settings.bad_zone")), nil
	}
	place := t.Chat
	place.Zone, t.Zone = name, zone
	t.Also(func(tx *storage.Tx) error {
		if err := tx.SaveChat(place); err != nil {
			return err
		}
		return d.Ops.Rezone(tx, place.ID)
	})
	t.Note(chat.T("settings.zone_set", chat.Args{"Zone": name}))
	return dialog.To("show"), nil
}
