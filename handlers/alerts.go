package handlers

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// alertSheet is the rule as the person sees it, and where in a list they are.
type alertSheet struct {
	Rule   storage.AlertRule `json:"rule"`
	Page   int               `json:"page,omitempty"`
	Search string            `json:"search,omitempty"`
}

// alertsFlow chooses what is told live. Each tap takes effect at once.
func alertsFlow(d Deps) dialog.Flow[alertSheet] {
	return dialog.Flow[alertSheet]{
		Name: "alerts", Command: true, Home: true,
		Begin: func(ctx context.Context, t *dialog.Turn, s *alertSheet, args string) (dialog.Next, error) {
			switch have := alertPanels(t); {
			case len(have) == 0:
				t.Note(chat.T("alerts.connect_first"))
				return dialog.Go("connect"), nil
			case slices.Contains(have, args):
				return d.alertsOf(ctx, t, s, args)
			case len(have) == 1:
				return d.alertsOf(ctx, t, s, have[0])
			}
			return dialog.To("panel"), nil
		},
		Steps: []dialog.Step[alertSheet]{
			{Name: "panel", Buttons: true, Ask: askPanelOf[alertSheet]("alerts.ask_panel", alertPanels), Take: func(ctx context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
				return d.alertsOf(ctx, t, s, a.Value)
			}},
			{Name: "show", Buttons: true, Ask: d.askAlerts, Take: d.takeAlerts},
			{Name: "categories", Buttons: true, Ask: d.askAlertCategories, Take: d.takeAlertCategory},
			{Name: "clients", Ask: d.askAlertClients, Take: d.takeAlertClient},
			{Name: "quiet", Ask: askQuiet, Take: d.takeQuiet},
		},
	}
}

// alertsOf shows what is told of one panel.
func (d Deps) alertsOf(ctx context.Context, t *dialog.Turn, s *alertSheet, provider string) (next dialog.Next, err error) {
	if provider == ops.WHMDC {
		return dialog.Go("hostalerts"), nil
	}
	s.Rule, err = d.Ops.AlertRule(ctx, t.Input.Place, t.Lang)
	return dialog.To("show"), err
}

// alter changes the rule, here and where it is kept.
func (d Deps) alter(t *dialog.Turn, s *alertSheet, change func(*storage.AlertRule)) {
	proposed := s.Rule
	change(&s.Rule)
	t.Also(func(tx *storage.Tx) error { return d.Ops.ChangeAlerts(tx, proposed, change) })
}

func (d Deps) askAlerts(_ context.Context, t *dialog.Turn, s *alertSheet) (chat.Screen, error) {
	r := s.Rule
	state := "alerts.is_off"
	switch {
	case r.On && r.Muted.After(t.Now):
		state = "alerts.is_muted"
	case r.On:
		state = "alerts.is_on"
	}
	screen := chat.Screen{Lines: []chat.Text{
		chat.T("alerts.title"),
		{},
		chat.T(state, chat.Args{"Until": d.Catalog.Moment(t.Lang, r.Muted, t.Zone)}),
		chat.T("alerts.who_"+whom(r), chat.Args{"Count": max(len(r.Categories), len(r.Clients))}),
		quietLine(r),
		{},
		chat.T("alerts.hint"),
	}}
	onOff := chat.Button{Label: chat.T("alerts.turn_on"), Answer: "on", Style: chat.Primary}
	if r.On {
		onOff = pick("alerts.turn_off", "off")
	}
	screen.Rows = [][]chat.Button{row(onOff)}
	if r.On && r.Muted.After(t.Now) {
		screen.Rows = append(screen.Rows, row(pick("alerts.resume", "resume")))
	}
	screen.Rows = append(screen.Rows,
		row(ticked("alerts.online", r.Online, "online"), ticked("alerts.offline", r.Offline, "offline")),
		row(ticked("alerts.all", whom(r) == "all", "all"), ticked("alerts.categories", whom(r) == "categories", "categories"), ticked("alerts.clients", whom(r) == "clients", "clients")))
	if admin(t) {
		screen.Rows = append(screen.Rows,
			row(ticked("alerts.servers", r.Servers, "servers"), ticked("alerts.commands", r.Commands, "commands")),
			row(chat.Button{Label: chat.T("alerts.load", chat.Args{"Percent": loadLevel(r)}), Answer: "load"}, goTo("alerts.see_servers", "servers")))
	}
	return chat.Screen{Lines: screen.Lines, Rows: append(screen.Rows, row(pick("alerts.quiet", "quiet"), goTo("button.menu", "menu")))}, nil
}

// whom names the choice of clients.
func whom(r storage.AlertRule) string {
	switch {
	case len(r.Clients) > 0:
		return "clients"
	case len(r.Categories) > 0:
		return "categories"
	}
	return "all"
}

// ticked is a choice that is on or off.
func ticked(label string, on bool, answer string) chat.Button {
	box := map[bool]string{true: "☑", false: "☐"}[on]
	return chat.Button{Label: chat.T("alerts.choice", chat.Args{"Box": box, "Label": chat.T(label)}), Answer: answer}
}

// loadLevels are the loads in percent that a server may be told to be over.
func loadLevels() []int { return []int{80, 90, 95} }

func loadLevel(r storage.AlertRule) int {
	if r.Load == 0 {
		return 90
	}
	return r.Load
}

func (d Deps) takeAlerts(_ context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "categories", "clients", "quiet":
		s.Page, s.Search = 1, ""
		return dialog.To(a.Value), nil
	case "servers", "commands":
		if !admin(t) {
			return dialog.Stay(chat.T("error.forbidden")), nil
		}
	}
	d.alter(t, s, func(r *storage.AlertRule) { toggleAlert(r, a.Value) })
	return dialog.Stay(chat.Text{}), nil
}

func toggleAlert(r *storage.AlertRule, what string) {
	switch what {
	case "on":
		r.On, r.Muted = true, time.Time{}
	case "off":
		r.On = false
	case "resume":
		r.Muted = time.Time{}
	case "online":
		r.Online = !r.Online
	case "offline":
		r.Offline = !r.Offline
	case "all":
		r.Categories, r.Clients = nil, nil
	case "servers":
		r.Servers = !r.Servers
	case "commands":
		r.Commands = !r.Commands
	case "load":
		levels := loadLevels()
		r.Load = levels[(slices.Index(levels, loadLevel(*r))+1)%len(levels)]
	}
}
