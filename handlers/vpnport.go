package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// askPort offers the ports for OpenVPN, the panel's default first.
func (d Deps) askPort(ctx context.Context, t *dialog.Turn, s *configSheet) (chat.Screen, error) {
	ports, err := d.Ops.VPNPorts(ctx, s.panel(t))
	if err != nil {
		return chat.Screen{}, err
	}
	if len(ports) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("vpnconfig.no_port")}}, nil
	}
	ports = slices.Clone(ports)
	slices.SortStableFunc(ports, func(a, b resale.VPNPort) int { return firstOf(b) - firstOf(a) })
	var all []chat.Button
	for _, p := range ports {
		all = append(all, portButton(p))
	}
	rows := inPairs(all)
	if ports[0].Default {
		all[0].Style = chat.Primary
		rows = append([][]chat.Button{row(all[0])}, inPairs(all[1:])...)
	}
	return chat.Screen{Lines: s.configuring(t, s.where(t), chat.T("vpnconfig.ask_port")), Rows: rows}, nil
}

// firstOf is 1 for the port that is offered first.
func firstOf(p resale.VPNPort) int {
	if p.Default {
		return 1
	}
	return 0
}

func portButton(p resale.VPNPort) chat.Button {
	key := "vpnconfig.port"
	if p.Default {
		key = "vpnconfig.port_default"
	}
	name := fmt.Sprintf("%s %d", strings.ToUpper(shorten(p.Protocol, 10)), p.Number)
	return chat.Button{Label: chat.T(key, chat.Args{"Name": name}), Answer: "port " + number(p.ID)}
}

func (d Deps) takePort(ctx context.Context, t *dialog.Turn, s *configSheet, a dialog.Answer) (dialog.Next, error) {
	return d.sendOpenVPN(ctx, t, s, readID(strings.TrimPrefix(a.Value, "port ")))
}
