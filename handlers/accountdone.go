package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// The acts on accounts, as the journal calls them.
const (
	sellAct          = "create vpn account"
	accountEndAct    = "set vpn expiry"
	accountStateAct  = "toggle vpn account"
	accountDeleteAct = "delete vpn account"
)

// accountDone says what was done with an account.
func (d Deps) accountDone(t *dialog.Turn, out ops.Outcome) chat.Screen {
	a := out.VPN.Account
	name := chat.Args{"Name": shorten(or(a.Username, out.Name), 50)}
	rows := [][]chat.Button{row(goTo("account.see", "accounts"), goTo("button.menu", "menu"))}
	if a.ID != 0 {
		rows[0][0] = goTo("account.open", "account "+number(a.ID))
	}
	screen := chat.Screen{Rows: rows}
	switch out.Act {
	case sellAct:
		return d.soldScreen(t, out)
	case accountEndAct:
		if out.Days > 0 {
			screen.Lines = d.renewedLines(t, out)
			break
		}
		screen.Lines = []chat.Text{chat.T("account.end_done", name), {}, d.endLine(t, out.VPN.Until)}
		if out.VPN.Until.IsZero() {
			screen.Lines = append(screen.Lines, chat.T("account.billed"))
		}
	case accountStateAct:
		key := "account.enabled"
		if !a.Active {
			key = "account.disabled"
		}
		screen.Lines = []chat.Text{chat.T(key, name)}
	case accountDeleteAct:
		screen.Lines = []chat.Text{chat.T("delete.done", name)}
		screen.Rows = [][]chat.Button{row(goTo("account.see", "accounts"), goTo("button.menu", "menu"))}
	default:
		password := out.VPN.Password.Reveal()
		screen.Lines = []chat.Text{chat.T("password.done", name), {}, chat.T("trial.user", chat.Args{"Value": a.Username}), chat.T("trial.password", chat.Args{"Value": password})}
		screen.Rows = append([][]chat.Button{row(chat.Button{Label: chat.T("trial.copy_password"), Copy: password})}, rows...)
	}
	return screen
}

// soldScreen is the card that goes to the customer. While the end of an
// account is not set its seller pays for every day, so that is said first.
func (d Deps) soldScreen(t *dialog.Turn, out ops.Outcome) chat.Screen {
	a, password := out.VPN.Account, out.VPN.Password.Reveal()
	lines := []chat.Text{
		chat.T("account.ready"),
		{},
		chat.T("trial.user", chat.Args{"Value": a.Username}),
		chat.T("trial.password", chat.Args{"Value": password}),
		d.endLine(t, out.VPN.Until),
	}
	if out.VPN.ExpiryOpen {
		lines = append(lines, chat.Text{}, chat.T("account.end_open"))
		if why := out.VPN.Why; why != "" {
			lines = append(lines, chat.T("error."+string(why), chat.Args{"Seconds": 0, "Number": 0}))
		}
	}
	config := goTo("vpnconfig.get", "vpnconfig "+number(a.ID))
	config.Style = chat.Primary
	return chat.Screen{
		Lines: lines,
		Rows: [][]chat.Button{
			row(chat.Button{Label: chat.T("trial.copy_user"), Copy: a.Username}, chat.Button{Label: chat.T("trial.copy_password"), Copy: password}),
			row(chat.Button{Label: chat.T("trial.copy_both"), Copy: a.Username + "\n" + password}),
			row(config),
			row(goTo("account.open", "account "+number(a.ID)), goTo("trial.another", "newaccount")),
			row(goTo("button.menu", "menu")),
		},
	}
}
