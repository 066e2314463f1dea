package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// settingsFlow shows and changes what belongs to the chat: its time zone.
func settingsFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "settings", Command: true, Home: true, Steps: []dialog.Step[struct{}]{
		{
			Name: "show", Buttons: true,
			Ask: d.askSettings,
			Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
				return dialog.To("zone"), nil
			},
		},
		{Name: "zone", Ask: askZone, Take: d.takeZone},
	}}
}

// askSettings also leads to everything that is about the connected panels.
func (d Deps) askSettings(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	s := chat.Screen{
		Lines: []chat.Text{chat.T("settings.show", chat.Args{"Zone": t.Zone.String(), "Now": d.Catalog.Moment(t.Lang, t.Now, t.Zone)})},
		Rows:  [][]chat.Button{row(pick("settings.change_zone", "zone"), goTo("button.language", "language"))},
	}
	if len(t.Accounts) == 0 {
		s.Rows = append(s.Rows, row(goTo("button.connect", "connect")))
	} else {
		s.Rows = append(s.Rows, row(goTo("settings.change_panel", "connect")), row(goTo("button.disconnect", "disconnect")))
	}
	for _, a := range t.Accounts {
		s.Lines = append(s.Lines, d.accountLine(a))
	}
	open, err := d.openRow(ctx, t)
	s.Rows = append(append(s.Rows, open...), row(goTo("warnings.open", "warnings")), row(goTo("button.menu", "menu")))
	return s, err
}

// accountLine names a connected panel.
func (d Deps) accountLine(a storage.Account) chat.Text {
	switch a.Provider {
	case ops.SMM:
		return chat.T("settings.panel_at", chat.Args{"Name": panelName(a.Provider), "Host": panelHost(a.BaseURL)})
	case ops.XMPlus:
		return chat.T("settings.panel_at", chat.Args{"Name": panelName(a.Provider), "Host": d.xmHost(a.BaseURL)})
	case ops.WHMDC:
		return chat.T("settings.panel_at", chat.Args{"Name": panelName(a.Provider), "Host": d.whHost(a.BaseURL)})
	}
	return chat.T("settings.panel", chat.Args{"Name": panelName(a.Provider)})
}

// openRow is the way to what has no clear end; none when there is nothing.
func (d Deps) openRow(ctx context.Context, t *dialog.Turn) ([][]chat.Button, error) {
	open, err := d.Ops.OpenActs(ctx, t.Input.Place.Chat)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	return [][]chat.Button{row(chat.Button{Label: chat.T("open.see", chat.Args{"N": len(open)}), Go: "open"})}, nil
}
