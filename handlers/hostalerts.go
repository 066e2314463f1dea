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

// hostAlertSheet is what was chosen on this tap, which is saved together with the
// screen that shows it.
type hostAlertSheet struct {
	Kind   string `json:"kind,omitempty"`
	Hears  bool   `json:"hears,omitempty"` // Kind, from now on
	Hours  []int  `json:"hours,omitempty"` // quiet from, and to
	Resume bool   `json:"resume,omitempty"`
}

// apply puts what was chosen into a watch, and leaves the rest as it is.
func (s hostAlertSheet) apply(w *storage.HostWatch) {
	w.Kinds = slices.DeleteFunc(slices.Clone(w.Kinds), func(kind string) bool { return kind == s.Kind })
	if s.Hears {
		w.Kinds = append(w.Kinds, s.Kind)
	}
	if len(s.Hours) == 2 {
		w.QuietFrom, w.QuietTo = s.Hours[0], s.Hours[1]
	}
	if s.Resume {
		w.Muted = time.Time{}
	}
}

// alertPanels are those of the chat's providers that tell what happens.
func alertPanels(t *dialog.Turn) []string { return connected(t, ops.Servex, ops.WHMDC) }

// hostAlertsFlow chooses what is told of a hosting panel. Each tap takes effect
// at once.
func hostAlertsFlow(d Deps) dialog.Flow[hostAlertSheet] {
	return dialog.Flow[hostAlertSheet]{
		Name: "hostalerts", Home: true, Needs: ops.WHMDC,
		Steps: []dialog.Step[hostAlertSheet]{
			{Name: "show", Buttons: true, Ask: d.askHostAlerts, Take: d.takeHostAlerts},
			{Name: "quiet", Ask: d.askHostQuiet, Take: d.takeHostQuiet},
			{Name: "on", Do: d.switchHostAlerts(true)},
			{Name: "off", Do: d.switchHostAlerts(false)},
		},
	}
}

func (d Deps) hostAlerts(ctx context.Context, t *dialog.Turn) (ops.HostAlerts, error) {
	return d.Ops.HostAlerts(ctx, t.Input.Place, t.Lang)
}

func (d Deps) askHostAlerts(ctx context.Context, t *dialog.Turn, s *hostAlertSheet) (chat.Screen, error) {
	a, err := d.hostAlerts(ctx, t)
	if err != nil {
		return chat.Screen{}, err
	}
	s.apply(&a.Watch)
	*s = hostAlertSheet{}
	w := a.Watch
	muted := w.On && w.Muted.After(t.Now)
	state := "alerts.is_off"
	switch {
	case muted:
		state = "alerts.is_muted"
	case w.On:
		state = "alerts.is_on"
	}
	lines := []chat.Text{chat.T("hostalerts.title"), {}, chat.T(state, chat.Args{"Until": d.Catalog.Moment(t.Lang, w.Muted, t.Zone)})}
	lines = append(lines, d.howDelivered(t, a)...)
	lines = append(lines, hostQuietLine(w), chat.Text{}, chat.T("hostalerts.hint"))
	onOff := primary("alerts.turn_on", "on")
	if w.On {
		onOff = pick("alerts.turn_off", "off")
	}
	rows := [][]chat.Button{row(onOff)}
	if w.On && troubleOf(w) == storage.HostRefused {
		rows = append(otherHostKeyRow(), rows...)
	}
	if w.On && w.Hook.Gone && a.Public {
		rows = append(rows, row(primary("hostalerts.hook_again", "on")))
	}
	if muted {
		rows = append(rows, row(pick("alerts.resume", "resume")))
	}
	var kinds []chat.Button
	for _, kind := range hostEvents() {
		kinds = append(kinds, ticked("hostalerts.on_"+eventKey(kind), slices.Contains(w.Kinds, kind), kind))
	}
	rows = append(append(rows, inPairs(kinds)...), row(pick("alerts.quiet", "quiet"), pick("button.refresh", "refresh")))
	return chat.Screen{Lines: lines, Rows: append(rows, row(goTo("warnings.host_open", "warnings of "+ops.WHMDC)), billingRow())}, nil
}

func hostQuietLine(w storage.HostWatch) chat.Text {
	return quietLine(storage.AlertRule{QuietFrom: w.QuietFrom, QuietTo: w.QuietTo})
}

func (d Deps) takeHostAlerts(ctx context.Context, t *dialog.Turn, s *hostAlertSheet, answer dialog.Answer) (dialog.Next, error) {
	switch answer.Value {
	case "on", "off", "quiet":
		return dialog.To(answer.Value), nil
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	}
	a, err := d.hostAlerts(ctx, t)
	if err != nil {
		return dialog.Next{}, err
	}
	chosen := hostAlertSheet{Resume: answer.Value == "resume"}
	if slices.Contains(hostEvents(), answer.Value) {
		chosen.Kind, chosen.Hears = answer.Value, !slices.Contains(a.Watch.Kinds, answer.Value)
	}
	return dialog.Stay(chat.Text{}), d.chooseHost(ctx, t, s, chosen)
}

// chooseHost changes what the chat wants to hear: on the next screen, and where
// it is kept, in the transaction that ends the turn.
func (d Deps) chooseHost(ctx context.Context, t *dialog.Turn, s *hostAlertSheet, chosen hostAlertSheet) error {
	a, err := d.hostAlerts(ctx, t)
	if err != nil {
		return err
	}
	*s = chosen
	t.Also(func(tx *storage.Tx) error { return d.Ops.ChangeHostAlerts(tx, a.Watch, chosen.apply) })
	return nil
}

func (d Deps) askHostQuiet(ctx context.Context, t *dialog.Turn, _ *hostAlertSheet) (chat.Screen, error) {
	a, err := d.hostAlerts(ctx, t)
	if err != nil {
		return chat.Screen{}, err
	}
	return askQuiet(ctx, t, &alertSheet{Rule: storage.AlertRule{QuietFrom: a.Watch.QuietFrom, QuietTo: a.Watch.QuietTo}})
}

func (d Deps) takeHostQuiet(ctx context.Context, t *dialog.Turn, s *hostAlertSheet, a dialog.Answer) (dialog.Next, error) {
	from, to, ok := readHours(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("alerts.bad_quiet")), nil
	}
	return dialog.To("show"), d.chooseHost(ctx, t, s, hostAlertSheet{Hours: []int{from, to}})
}

// switchHostAlerts turns them on or off, which changes the webhooks that the
// panel has.
func (d Deps) switchHostAlerts(on bool) func(context.Context, *dialog.Turn, *hostAlertSheet) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, _ *hostAlertSheet) (dialog.Next, error) {
		turn := d.Ops.TurnOffHostAlerts
		if on {
			turn = d.Ops.TurnOnHostAlerts
		}
		_, err := turn(ctx, t.Act())
		return dialog.To("show"), err
	}
}
