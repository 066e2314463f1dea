package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// installSystems are those that there are messages for.
func installSystems() []string { return []string{"android", "ios", "windows", "macos"} }

// installFlow shows how to install a configuration on one system, as a message
// that can be passed on to a customer.
func installFlow() dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "vpninstall", Home: true,
		Begin: func(_ context.Context, _ *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			protocol, system, _ := strings.Cut(args, " ")
			known := slices.Contains([]resale.VPNProtocol{resale.OpenVPN, resale.WireGuard, resale.VLESS}, resale.VPNProtocol(protocol))
			if !known || !slices.Contains(installSystems(), system) {
				return dialog.Go("menu"), nil
			}
			lines := []chat.Text{chat.T("vpnconfig.install", chat.Args{"App": chat.T("vpnconfig.by_" + protocol), "System": chat.T("vpnconfig.on_" + system)}), {}, chat.T("vpnconfig.install_" + protocol + "_" + system)}
			return dialog.End(chat.Screen{Lines: lines}).Keep(), nil
		},
	}
}

// installRows lead to how a configuration is installed.
func installRows(p resale.VPNProtocol) [][]chat.Button {
	var all []chat.Button
	for _, system := range installSystems() {
		all = append(all, goTo("vpnconfig.on_"+system, "vpninstall "+string(p)+" "+system))
	}
	return inPairs(all)
}
