package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// warningsFlow says how the chat is warned of what expires, and changes it, for
// each of its panels.
func warningsFlow(d Deps) dialog.Flow[ofPanel] {
	return dialog.Flow[ofPanel]{
		Name: "warnings", Command: true, Home: true,
		Begin: func(_ context.Context, t *dialog.Turn, s *ofPanel, args string) (dialog.Next, error) {
			switch _, ok := s.among(warnedPanels(t), args); {
			case ok:
				return dialog.To("show"), nil
			case len(warnedPanels(t)) > 0:
				return dialog.To("panel"), nil
			case t.Connected(ops.XMPlus): // each customer hears of their own end
				return dialog.End(chat.Screen{
					Lines: []chat.Text{chat.T("warnings.of_store")},
					Rows:  [][]chat.Button{row(goTo("button.store", "storefront"), goTo("button.menu", "menu"))},
				}), nil
			}
			return connectFirst(t), nil
		},
		Steps: []dialog.Step[ofPanel]{
			{Name: "panel", Buttons: true, Ask: askPanelOf[ofPanel]("warnings.ask_panel", warnedPanels), Take: func(_ context.Context, _ *dialog.Turn, s *ofPanel, a dialog.Answer) (dialog.Next, error) {
				s.Provider = a.Value
				return dialog.To("show"), nil
			}},
			{Name: "show", Buttons: true, Ask: d.askWarnings, Take: d.takeWarnings},
			{Name: "hour", Ask: askHour, Take: d.takeHour},
			{Name: "days", Buttons: true, Ask: d.askThresholds, Take: d.takeThreshold},
			{Name: "now", Buttons: true, Ask: d.askEnding, Take: to[ofPanel]("show")},
		},
	}
}

func (d Deps) askWarnings(ctx context.Context, t *dialog.Turn, s *ofPanel) (chat.Screen, error) {
	w, err := d.Ops.Digest(ctx, t.Input.Place.Chat, s.provider())
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T(s.warns("warnings.title"), chat.Args{"Panel": named(len(warnedPanels(t)) > 1, s.provider())}), {}}
	onOff := pick("warnings.turn_on", "on")
	if w.On {
		onOff = pick("warnings.turn_off", "off")
		lines = append(lines,
			chat.T(s.warns("warnings.daily"), chat.Args{"Hour": clock(w.Hour)}),
			chat.T("warnings.next", chat.Args{"Date": d.Catalog.Moment(t.Lang, w.Next, t.Zone), "Zone": t.Zone.String()}))
	} else {
		lines = append(lines, chat.T("warnings.off"))
	}
	var days []string
	for _, n := range w.Thresholds {
		days = append(days, strconv.Itoa(n))
	}
	lines = append(lines, chat.T(s.warns("warnings.days"), chat.Args{"Days": strings.Join(days, ", ")}))
	if s.vpn() {
		lines = append(lines, chat.T("warnings.not_renewing"))
	}
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{
		row(pick("warnings.change_hour", "hour"), pick("warnings.change_days", "days")),
		row(pick("warnings.show_now", "now")), row(onOff, goTo("button.menu", "menu")),
	}}, nil
}

// warns gives the key of a sentence about what ends or, of a hosting panel, the
// one about what is to be paid.
func (p ofPanel) warns(key string) string {
	if p.hosting() {
		return strings.Replace(key, ".", ".host_", 1)
	}
	return key
}

func (d Deps) takeWarnings(ctx context.Context, t *dialog.Turn, s *ofPanel, a dialog.Answer) (dialog.Next, error) {
	if a.Value != "on" && a.Value != "off" {
		return dialog.To(a.Value), nil
	}
	err := d.change(ctx, t, s, func(w *storage.Digest) { w.On = a.Value == "on" })
	return dialog.Stay(chat.Text{}), err
}

// change saves a change at once, for the next screen shows what follows from
// it. The digest comes to where it was last changed.
func (d Deps) change(ctx context.Context, t *dialog.Turn, s *ofPanel, change func(*storage.Digest)) error {
	return d.Ops.ChangeDigest(ctx, t.Input.Place.Chat, s.provider(), func(w *storage.Digest) {
		w.Thread, w.Person, w.Lang = t.Input.Place.Thread, t.Input.Person.ID, t.Lang
		change(w)
	})
}

func clock(hour int) string { return fmt.Sprintf("%d:00", hour) }

func askHour(context.Context, *dialog.Turn, *ofPanel) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("warnings.ask_hour")}, Rows: hourRows()}, nil
}

// hourRows are hours of the day at which people want to hear something.
func hourRows() (rows [][]chat.Button) {
	for _, some := range [][]int{{7, 8, 9, 10}, {18, 19, 20}} {
		var r []chat.Button
		for _, hour := range some {
			r = append(r, chat.Button{Label: chat.Literal(clock(hour)), Answer: strconv.Itoa(hour)})
		}
		rows = append(rows, r)
	}
	return rows
}

func (d Deps) takeHour(ctx context.Context, t *dialog.Turn, s *ofPanel, a dialog.Answer) (dialog.Next, error) {
	hour, ok := parseHour(a.Value + a.Text)
	if !ok {
		return dialog.Stay(chat.T("warnings.bad_hour")), nil
	}
	return dialog.To("show"), d.change(ctx, t, s, func(w *storage.Digest) { w.Hour = hour })
}

func (d Deps) askThresholds(ctx context.Context, t *dialog.Turn, of *ofPanel) (chat.Screen, error) {
	w, err := d.Ops.Digest(ctx, t.Input.Place.Chat, of.provider())
	if err != nil {
		return chat.Screen{}, err
	}
	s := chat.Screen{Lines: []chat.Text{chat.T(of.warns("warnings.ask_days"))}}
	for i, n := range []int{30, 14, 7, 5, 3, 2, 1, 0} {
		if i%2 == 0 {
			s.Rows = append(s.Rows, nil)
		}
		box, verb := "☐", "add"
		if slices.Contains(w.Thresholds, n) {
			box, verb = "☑", "drop"
		}
		label := chat.T("warnings.days_before", chat.Args{"Box": box, "Count": n})
		if n == 0 {
			label = chat.T("warnings.same_day", chat.Args{"Box": box})
		}
		last := len(s.Rows) - 1
		s.Rows[last] = append(s.Rows[last], chat.Button{Label: label, Answer: fmt.Sprintf("%s %d", verb, n)})
	}
	return s, nil
}

func (d Deps) takeThreshold(ctx context.Context, t *dialog.Turn, s *ofPanel, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	n, err := strconv.Atoi(arg)
	if err != nil {
		return dialog.Stay(chat.Text{}), nil
	}
	none := false
	err = d.change(ctx, t, s, func(w *storage.Digest) {
		rest := slices.DeleteFunc(slices.Clone(w.Thresholds), func(other int) bool { return other == n })
		if verb == "add" {
			rest = append(rest, n)
			slices.SortFunc(rest, func(a, b int) int { return b - a })
		}
		if none = len(rest) == 0; !none {
			w.Thresholds = rest
		}
	})
	if none {
		return dialog.Stay(chat.T("warnings.at_least_one")), err
	}
	return dialog.Stay(chat.Text{}), err
}
