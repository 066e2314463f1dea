package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"
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
		Name: "alerts", Command: true, Home: true, Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *alertSheet, _ string) (next dialog.Next, err error) {
			s.Rule, err = d.Ops.AlertRule(ctx, t.Input.Place, t.Lang)
			return dialog.To("show"), err
		},
		Steps: []dialog.Step[alertSheet]{
			{Name: "show", Buttons: true, Ask: d.askAlerts, Take: d.takeAlerts},
			{Name: "categories", Buttons: true, Ask: d.askAlertCategories, Take: d.takeAlertCategory},
			{Name: "clients", Ask: d.askAlertClients, Take: d.takeAlertClient},
			{Name: "quiet", Ask: askQuiet, Take: d.takeQuiet},
		},
	}
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

// askQuiet offers the hours in which nothing is told.
func askQuiet(_ context.Context, _ *dialog.Turn, s *alertSheet) (chat.Screen, error) {
	return chat.Screen{
		Lines: []chat.Text{quietLine(s.Rule), {}, chat.T("alerts.ask_quiet")},
		Rows: [][]chat.Button{
			row(chat.Button{Label: chat.Literal("22–7"), Answer: "22-7"}, chat.Button{Label: chat.Literal("23–8"), Answer: "23-8"}, chat.Button{Label: chat.Literal("0–8"), Answer: "0-8"}),
			row(pick("alerts.no_quiet", "0-0")),
		},
	}, nil
}

func quietLine(r storage.AlertRule) chat.Text {
	if r.QuietFrom == r.QuietTo {
		return chat.T("alerts.never_quiet")
	}
	return chat.T("alerts.is_quiet", chat.Args{"From": r.QuietFrom, "To": r.QuietTo})
}

func (d Deps) takeQuiet(_ context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
	from, to, ok := readHours(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("alerts.bad_quiet")), nil
	}
	d.alter(t, s, func(r *storage.AlertRule) { r.QuietFrom, r.QuietTo = from, to })
	return dialog.To("show"), nil
}

// readHours reads "22-7", "22–7" or "22:00 7:00".
func readHours(text string) (from, to int, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '–' || r == ' ' })
	if len(parts) != 2 {
		return 0, 0, false
	}
	var hours [2]int
	for i, p := range parts {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(p, "h"), ":00"))
		if err != nil || n < 0 || n > 24 {
			return 0, 0, false
		}
		hours[i] = n % 24
	}
	return hours[0], hours[1], true
}
