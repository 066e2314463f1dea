package handlers_test

import (
	"net/http"
	"strconv"
	"strings"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// tunnel does what happens at VPNresellers: "! vpn seeded" gives it servers and
// a business, "! vpn connected" and "! vpn group-connected" connect the chat
// too, "! vpn balance 0.01", "! vpn revoked", "! vpn ok", "! vpn down", and
// "! vpn lost POST": what is done by that method and answered with nothing;
// "! vpn fails PUT accounts/{id}/expire" refuses to do it.
func (w *world) tunnel(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "")
	switch words[0] {
	case "seeded":
		w.vpn.Seed(vpnKey)
	case "connected":
		w.vpn.Seed(vpnKey)
		w.connectVPN(w.place().Chat)
	case "group-connected":
		w.vpn.Seed(vpnKey)
		w.connectVPN(groupID)
	case "balance":
		w.vpn.SetBalance(vpnKey, words[1])
	case "revoked":
		w.vpn.RevokeKey(vpnKey)
	case "ok":
		w.vpn.Heal()
	case "down":
		w.vpn.Fail(sandbox.VPNFault{Kind: sandbox.VPNCutBefore})
	case "lost":
		w.vpn.Fail(sandbox.VPNFault{Method: words[1], Path: words[2], Kind: sandbox.VPNCutAfter})
	case "fails":
		w.vpn.Fail(sandbox.VPNFault{Method: words[1], Path: words[2], Kind: sandbox.VPN500})
	case "taken": // by another reseller
		w.vpn.AddAccount(sandbox.VPNAccount{User: 9, Username: words[1], Password: "secret1"})
	case "gone": // deleted on the panel
		a, _ := w.vpn.Account(words[1])
		w.vpn.DropAccount(a.ID)
	case "no-vless":
		w.vpn.Quirk(sandbox.VPNQuirks{VLESS: sandbox.VPNVLESSAbsent})
	case "accounts": // has so many, and was asked to make no more than those
		if n, made := len(w.vpn.Accounts()), w.vpn.Count("POST accounts").Applied; strconv.Itoa(n) != words[1] || made > n-40 {
			w.t.Errorf("%s: there are %d accounts, %d were made", what, n, made)
		}
	case "broke": // refuses everything, reads too, once the balance is out
		w.vpn.Quirk(sandbox.VPNQuirks{Broke: sandbox.VPNBrokeAll})
		w.vpn.SetBalance(vpnKey, "0")
	case "customers", "projects": // has so many, and was asked once for each that was made
		w.tunnelHas(words[0], words[1])
	default:
		w.t.Fatalf("VPNresellers knows no %q", what)
	}
}

func (w *world) tunnelHas(what, n string) {
	w.t.Helper()
	has := map[string]int{"customers": len(w.vpn.Customers()), "projects": len(w.vpn.Projects())}[what]
	if made := w.vpn.Count(http.MethodPost + " " + what).Applied; strconv.Itoa(has) != n {
		w.t.Errorf("there are %d %s, want %s; %d were made", has, what, n, made)
	}
}

// connectVPN gives a chat an account with VPNresellers.
func (w *world) connectVPN(place int64) {
	w.t.Helper()
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: place, Provider: ops.VPNResellers, By: personID}, secret.New(vpnKey))
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
