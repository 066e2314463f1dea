package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// helpFlow says what can be said.
func helpFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "help", Command: true, Home: true, Steps: []dialog.Step[struct{}]{{
		Name: "show", Buttons: true,
		Ask: func(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
			if len(t.Accounts) == 0 { // a customer is not told of panels
				customer, stores, err := d.customerOf(ctx, t)
				if err != nil {
					return chat.Screen{}, err
				}
				if customer || len(stores) > 0 {
					lines, err := d.customerHelp(ctx, t)
					return chat.Screen{Lines: lines, Rows: myRow()}, err
				}
			}
			return chat.Screen{Lines: helpLines(t), Rows: menuRow()}, nil
		},
	}}}
}

// customerHelp names what a customer can send.
func (d Deps) customerHelp(ctx context.Context, t *dialog.Turn) ([]chat.Text, error) {
	stores, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil || len(stores) == 0 {
		return []chat.Text{chat.T("help.customer")}, err
	}
	return []chat.Text{chat.T("help.visitor"), chat.T("help.customer")}, nil
}

// helpLines explain what can be done with each panel that is connected, and
// only say what the others are good for.
func helpLines(t *dialog.Turn) []chat.Text {
	have := connected(t, allPanels()...)
	var lines, rest []chat.Text
	for _, provider := range allPanels() {
		if !t.Connected(provider) {
			rest = append(rest, canDo(provider))
			continue
		}
		if len(have) > 1 {
			lines = append(lines, chat.T("help.panel", chat.Args{"Name": panelName(provider)}))
		}
		lines = append(lines, chat.T("help.of_"+provider), chat.Text{})
	}
	if len(have) > 1 {
		lines = append(lines, chat.T("help.more"))
	}
	lines = append(lines, chat.T("help.text"))
	if len(rest) > 0 {
		lines = append(append(lines, chat.Text{}, chat.T("help.rest")), rest...)
	}
	return append(lines, chat.Text{}, chat.T("help.note"))
}

// allPanels are the kinds that can be connected, as connect lists them.
func allPanels() []string {
	return []string{ops.Servex, ops.SMM, ops.VPNResellers, ops.XMPlus, ops.WHMDC}
}

// canDo says what a kind of panel is good for.
func canDo(provider string) chat.Text {
	return chat.T("help.can_"+provider, chat.Args{"Name": panelName(provider)})
}
