package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type balanceSheet struct {
	Provider string `json:"provider,omitempty"`
}

// balancePanels are those of the chat's providers that are paid in advance.
func balancePanels(t *dialog.Turn) []string { return connected(t, ops.SMM, ops.VPNResellers) }

func hasBalance(t *dialog.Turn) bool { return len(balancePanels(t)) > 0 }

// beginBalance shows the balance of the provider that is named, or of the only
// one, or of each.
func beginBalance(_ context.Context, t *dialog.Turn, s *balanceSheet, args string) (dialog.Next, error) {
	have := balancePanels(t)
	for _, provider := range have {
		if provider == args || len(have) == 1 {
			s.Provider = provider
			return dialog.To("show"), nil
		}
	}
	if len(have) == 0 {
		return connectFirst(t), nil
	}
	return dialog.To("all"), nil
}

// askBalances shows what each provider's account has. One that does not answer
// does not hide the others.
func (d Deps) askBalances(ctx context.Context, t *dialog.Turn, _ *balanceSheet) (chat.Screen, error) {
	s := chat.Screen{Lines: []chat.Text{chat.T("balance.all"), {}}}
	for _, provider := range balancePanels(t) {
		v, err := d.balanceOf(ctx, t, provider)
		line := chat.T("balance.all_line", chat.Args{"Name": panelName(provider), "Amount": money(v.Amount, v.Currency)})
		switch {
		case err != nil && resale.CodeOf(err) == resale.Internal:
			return s, err
		case err != nil:
			line = chat.T("balance.all_failed", chat.Args{"Name": panelName(provider)})
		case v.Stale:
			line = chat.T("balance.all_stale", chat.Args{"Name": panelName(provider), "Amount": money(v.Amount, v.Currency)})
		}
		s.Lines = append(s.Lines, line)
		if err == nil && v.known {
			s.Lines = append(s.Lines, chat.T("balance.lasts", chat.Args{"Time": lasting(v.days)}))
		}
		s.Rows = append(s.Rows, row(pick("connect."+provider, provider)))
	}
	s.Rows = append(s.Rows, row(pick("button.refresh", "refresh"), goTo("button.menu", "menu")))
	return s, nil
}

func takeBalances(_ context.Context, _ *dialog.Turn, s *balanceSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "refresh" {
		return dialog.Stay(chat.Text{}), nil
	}
	s.Provider = a.Value
	return dialog.To("show"), nil
}

// balanceShown is a balance of either provider.
type balanceShown struct {
	ops.BalanceView
	days  int // that it lasts, if known
	known bool
	vpn   ops.VPNBalanceView // VPNresellers only
}

func (d Deps) balanceOf(ctx context.Context, t *dialog.Turn, provider string) (v balanceShown, err error) {
	if provider != ops.VPNResellers {
		v.BalanceView, err = d.Ops.Balance(ctx, t.Input.Place.Chat)
		v.days, v.known = v.Days()
		return v, err
	}
	v.vpn, err = d.Ops.VPNBalance(ctx, t.Input.Place.Chat)
	v.BalanceView = v.vpn.BalanceView
	v.Balance = vpnMoney(v.Balance)
	v.days, v.known = v.vpn.Days()
	return v, err
}

// vpnScreen ends the balance of VPNresellers with what its accounts cost.
func (v balanceShown) vpnScreen(lines []chat.Text) chat.Screen {
	if v.vpn.Billed > 0 {
		lines = append(lines, chat.T("balance.billed", chat.Args{"Count": v.vpn.Billed, "More": v.vpn.More, "Cost": money(v.vpn.Daily, v.Currency)}))
	}
	alert, rows := v.alert()
	return chat.Screen{Lines: append(lines, alert), Rows: append(rows,
		row(pick("button.refresh", "refresh"), goTo("account.see", "accounts")),
		row(goTo("button.menu", "menu")))}
}
