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

// helpLines explain what can be done with the panels that are connected, and
// only name the rest.
func helpLines(t *dialog.Turn) []chat.Text {
	var lines, rest []chat.Text
	for _, provider := range []string{ops.SMM, ops.Servex, ops.VPNResellers, ops.XMPlus, ops.WHMDC} {
		if t.Connected(provider) {
			lines = append(lines, chat.T("help.of_"+provider))
		} else {
			rest = append(rest, chat.T("help.rest_"+provider, chat.Args{"Name": panelName(provider)}))
		}
	}
	if t.Connected(ops.WHMDC) && !t.Connected(ops.Servex) {
		lines = append(lines, chat.T("help.host"))
	}
	if len(endPanels(t)) > 0 {
		lines = append(lines, chat.T("help.ends"))
	} else if t.Connected(ops.WHMDC) {
		lines = append(lines, chat.T("help.host_ends"))
	}
	if len(endPanels(t)) > 0 {
		lines = append(lines, chat.T("help.offers"))
	}
	if hasBalance(t) {
		lines = append(lines, chat.T("help.balance"))
	}
	lines = append(lines, chat.T("help.text"))
	if len(rest) > 0 {
		lines = append(append(lines, chat.Text{}, chat.T("help.rest")), rest...)
	}
	return append(lines, chat.Text{}, chat.T("help.note"))
}
