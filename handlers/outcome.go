package handlers

import (
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// createAct makes a Servex client, as the journal calls it.
const createAct = "create client"

// maxTarget keeps a button's data within Telegram's 64 bytes.
const maxTarget = 48

// conclude ends a conversation that acted: with what was done, or with the
// truth that it is not known yet. A refusal goes back to the question before,
// with the reason above it.
func (d Deps) conclude(t *dialog.Turn, out ops.Outcome, err error) (dialog.Next, error) {
	switch {
	case err != nil:
		return dialog.Next{}, err
	case out.State == storage.Refused:
		return dialog.Next{}, out.Err()
	case out.State != storage.Done:
		return dialog.End(unknownScreen(out)), nil
	}
	next := dialog.End(d.doneScreen(t, out))
	if !out.Password.IsZero() || out.VPN != nil && !out.VPN.Password.IsZero() {
		next = next.Keep() // it holds what the customer needs
	}
	return next, nil
}

func unknownScreen(out ops.Outcome) chat.Screen {
	next := chat.T("outcome.do_not_repeat")
	if out.Act == refillAct { // no panel shows whether there is one
		next = chat.T("orders.refill_unknown")
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("outcome.unknown", chat.Args{"Name": shorten(out.Name, 60)}), {}, next},
		Rows:  [][]chat.Button{row(goTo("outcome.see_open", "open")), row(goTo("button.menu", "menu"))},
	}
}

// Settled is what a person is told, later, about an act that was unknown.
func Settled(d Deps, lang string, zone *time.Location, out ops.Outcome) chat.Screen {
	t := &dialog.Turn{Lang: lang, Zone: zone}
	if out.State == storage.Done || out.Act == refillAct || out.Act == cancelAct {
		return d.doneScreen(t, out)
	}
	rows := menuRow()
	if out.Act == placeAct {
		rows = [][]chat.Button{row(goTo("button.order", "order"), goTo("button.menu", "menu"))}
	}
	why := chat.T("error."+string(out.Code), chat.Args{"Seconds": 0, "Number": 0})
	if out.Host != nil {
		why, rows = hostNotDone(out), hostAgain(out)
	}
	if out.Code == resale.Unauthorized && out.Host != nil {
		rows = append(otherHostKeyRow(), rows...)
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("outcome.not_done", chat.Args{"Name": shorten(out.Name, 60)}), why},
		Rows:  rows,
	}
}

// doneScreen says what was done.
func (d Deps) doneScreen(t *dialog.Turn, out ops.Outcome) chat.Screen {
	if s, ok := peopleDone(out); ok {
		return s
	}
	switch {
	case out.Reseller.Username != "":
		return d.resellerDone(t, out)
	case out.Category.Name != "":
		return categoryDone(out.Act, out.Category)
	case out.Order != nil:
		return d.ordersDone(t, out)
	case out.VPN != nil:
		return d.accountDone(t, out)
	case out.Host != nil:
		return d.hostDone(t, out, "")
	}
	return d.clientDone(t, out)
}

// clientDone says what was done to a client.
func (d Deps) clientDone(t *dialog.Turn, out ops.Outcome) chat.Screen {
	c := out.Client
	name := chat.Args{"Name": shorten(c.Username, 60)}
	screen := chat.Screen{Rows: append(openClient(c), menuRow()...)}
	switch out.Act {
	case createAct:
		return d.accessScreen(t, out)
	case "renew client":
		screen.Lines = []chat.Text{
			chat.T("renew.done", chat.Args{"Name": shorten(c.Username, 60), "Count": out.Days}),
			{},
			chat.T("renew.old", chat.Args{"Date": d.Catalog.Moment(t.Lang, out.Before, t.Zone)}),
			chat.T("renew.new", chat.Args{"Date": d.Catalog.Moment(t.Lang, out.After, t.Zone)}),
		}
		if c.Kind == resale.Test && !out.Turning {
			screen.Lines = append(screen.Lines, chat.Text{}, chat.T("renew.still_trial"))
		}
	case "suspend client":
		key := "client.reactivated"
		if c.Status == resale.Suspended {
			key = "client.suspended"
		}
		screen.Lines = []chat.Text{chat.T(key, name)}
	case "delete client":
		screen.Lines = []chat.Text{chat.T("delete.done", name)}
		screen.Rows = [][]chat.Button{row(goTo("button.clients", "clients"), goTo("button.menu", "menu"))}
	default:
		screen.Lines = []chat.Text{chat.T("edit.done", name)}
		if !out.Password.IsZero() {
			screen.Lines = []chat.Text{chat.T("password.done", name), {}, chat.T("trial.user", chat.Args{"Value": c.Username}), chat.T("trial.password", chat.Args{"Value": out.Password.Reveal()})}
			screen.Rows = append([][]chat.Button{row(chat.Button{Label: chat.T("trial.copy_password"), Copy: out.Password.Reveal()})}, screen.Rows...)
		}
	}
	return screen
}

// accessScreen is the card that goes to the customer.
func (d Deps) accessScreen(t *dialog.Turn, out ops.Outcome) chat.Screen {
	c, password := out.Client, out.Password.Reveal()
	title, again := "trial.ready", goTo("trial.another", "trial")
	if c.Kind != resale.Test {
		title, again = "new.ready", goTo("new.another", "new")
	}
	return chat.Screen{
		Lines: []chat.Text{
			chat.T(title),
			{},
			chat.T("trial.user", chat.Args{"Value": c.Username}),
			chat.T("trial.password", chat.Args{"Value": password}),
			chat.T("trial.limit", chat.Args{"Count": c.Limit}),
			chat.T("trial.until", chat.Args{"Date": d.Catalog.Moment(t.Lang, out.After, t.Zone), "Zone": t.Zone.String()}),
		},
		Rows: append([][]chat.Button{
			row(chat.Button{Label: chat.T("trial.copy_user"), Copy: c.Username}, chat.Button{Label: chat.T("trial.copy_password"), Copy: password}),
			row(chat.Button{Label: chat.T("trial.copy_both"), Copy: c.Username + "\n" + password}),
		}, append(openClient(c), row(again, goTo("button.menu", "menu")))...),
	}
}

// openClient is the way to a client's card, if its name fits a button.
func openClient(c resale.Client) [][]chat.Button {
	target := fmt.Sprintf("client %d %s", c.ID, c.Username)
	if c.ID == 0 || len(target) > maxTarget {
		return nil
	}
	return [][]chat.Button{row(goTo("client.open", target))}
}
