package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// resellerDone says what was done to a reseller.
func (d Deps) resellerDone(t *dialog.Turn, out ops.Outcome) chat.Screen {
	r := out.Reseller
	name := chat.Args{"Name": shorten(r.Username, 60)}
	screen := chat.Screen{Rows: append(openReseller(r), menuRow()...)}
	switch out.Act {
	case "create reseller":
		return d.resellerAccess(t, out)
	case "renew reseller":
		screen.Lines = []chat.Text{
			chat.T("renew.done", chat.Args{"Name": shorten(r.Username, 60), "Count": out.Days}),
			{},
			chat.T("renew.old", chat.Args{"Date": d.resellerDay(t, out.Before)}),
			chat.T("renew.new", chat.Args{"Date": d.resellerDay(t, out.After)}),
		}
	case "toggle reseller":
		key := "reseller.activated"
		if r.Off() {
			key = "reseller.deactivated"
		}
		screen.Lines = []chat.Text{chat.T(key, name)}
	case "delete reseller":
		screen.Lines = []chat.Text{chat.T("reseller.deleted", name)}
		screen.Rows = [][]chat.Button{row(goTo("button.resellers", "resellers"), goTo("button.menu", "menu"))}
	default:
		screen.Lines = []chat.Text{chat.T("edit.done", name)}
		if !out.Password.IsZero() {
			screen.Lines = []chat.Text{chat.T("password.done", name), {}, chat.T("trial.user", chat.Args{"Value": r.Username}), chat.T("trial.password", chat.Args{"Value": out.Password.Reveal()})}
			screen.Rows = append([][]chat.Button{row(chat.Button{Label: chat.T("trial.copy_password"), Copy: out.Password.Reveal()})}, screen.Rows...)
		}
	}
	return screen
}

// resellerAccess is the card that goes to the new reseller.
func (d Deps) resellerAccess(t *dialog.Turn, out ops.Outcome) chat.Screen {
	r, password := out.Reseller, out.Password.Reveal()
	lines := []chat.Text{
		chat.T("reseller.ready"),
		{},
		chat.T("trial.user", chat.Args{"Value": r.Username}),
		chat.T("trial.password", chat.Args{"Value": password}),
	}
	if r.AccountType == resale.Credit {
		lines = append(lines, chat.T("reseller.has_credits", chat.Args{"Count": r.MaxUsers}))
	} else {
		lines = append(lines, chat.T("reseller.has_clients", chat.Args{"Count": r.MaxUsers}), chat.T("reseller.has_until", chat.Args{"Date": d.resellerDay(t, r.Expires)}))
	}
	return chat.Screen{
		Lines: lines,
		Rows: append([][]chat.Button{
			row(chat.Button{Label: chat.T("trial.copy_user"), Copy: r.Username}, chat.Button{Label: chat.T("trial.copy_password"), Copy: password}),
			row(chat.Button{Label: chat.T("trial.copy_both"), Copy: r.Username + "\n" + password}),
		}, append(openReseller(r), row(goTo("trial.another", "newreseller"), goTo("button.menu", "menu")))...),
	}
}
