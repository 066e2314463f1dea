package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// morning is the hour at which "until morning" ends.
const morning = 8

// muteFlow is behind the buttons below every alert.
func muteFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "mute", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			rule, err := d.Ops.AlertRule(ctx, t.Input.Place, t.Lang)
			if err != nil {
				return dialog.Next{}, err
			}
			change, told := d.muting(t, args)
			t.Also(func(tx *storage.Tx) error { return d.Ops.ChangeAlerts(tx, rule, change) })
			rows := [][]chat.Button{row(goTo("alerts.open", "alerts"), goTo("button.menu", "menu"))}
			if args != "resume" {
				rows = append([][]chat.Button{row(goTo("alerts.resume", "mute resume"))}, rows...)
			}
			return dialog.End(chat.Screen{Lines: []chat.Text{told}, Rows: rows}), nil
		},
	}
}

func (d Deps) muting(t *dialog.Turn, how string) (func(*storage.AlertRule), chat.Text) {
	until := t.Now.Add(time.Hour)
	switch how {
	case "off":
		return func(r *storage.AlertRule) { r.On = false }, chat.T("alerts.stopped")
	case "resume":
		return func(r *storage.AlertRule) { r.On, r.Muted = true, time.Time{} }, chat.T("alerts.resumed")
	case "morning":
		until = nextMorning(t.Now, t.Zone)
	}
	return func(r *storage.AlertRule) { r.Muted = until }, chat.T("alerts.stopped_until", chat.Args{"Until": d.Catalog.Moment(t.Lang, until, t.Zone)})
}

func nextMorning(now time.Time, zone *time.Location) time.Time {
	y, m, day := now.In(zone).Date()
	at := time.Date(y, m, day, morning, 0, 0, 0, zone)
	if !at.After(now) {
		at = time.Date(y, m, day+1, morning, 0, 0, 0, zone)
	}
	return at.UTC()
}
