package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// hostEvents are what can be told of a hosting panel.
func hostEvents() []string { return ops.HostEvents() }

// eventKey turns an event into a key of texts.
func eventKey(event string) string { return strings.ReplaceAll(event, ".", "_") }

// howDelivered says how news come from the panel, and what is wrong with it.
func (d Deps) howDelivered(t *dialog.Turn, a ops.HostAlerts) []chat.Text {
	w := a.Watch
	if !w.On {
		return nil
	}
	lines := []chat.Text{d.hookLine(t, a)}
	switch troubleOf(w) {
	case storage.HostRefused: // whatever delivers
		lines = []chat.Text{chat.T("hostalerts.refused")}
	case storage.HostUnseen:
		lines = append(lines, chat.T("hostalerts.unseen", chat.Args{"Date": d.Catalog.Moment(t.Lang, w.Trouble.Since, t.Zone)}))
	}
	lines = append(lines, howMany("hostalerts.late", w.Hook.Late)...)
	lines = append(lines, howMany("hostalerts.odd", w.Hook.Odd)...)
	return append(lines, howMany("hostalerts.waiting", a.Waiting)...)
}

// troubleOf is what keeps the panel from being seen, "" for nothing.
func troubleOf(w storage.HostWatch) string {
	if w.Trouble.Over {
		return ""
	}
	return w.Trouble.Kind
}

// hookLate is how long a notice of the panel may take beside what its lists show.
const hookLate = 2 * time.Minute

// hookLine says whether the panel tells by itself, and when it last did.
func (d Deps) hookLine(t *dialog.Turn, a ops.HostAlerts) chat.Text {
	switch h := a.Watch.Hook; {
	case h.Gone && a.Public:
		return chat.T("hostalerts.hook_gone")
	case !h.Since.IsZero() && h.Missed.After(h.Since) && h.Missed.After(h.Heard.Add(hookLate)):
		return chat.T("hostalerts.by_hook_lost", chat.Args{"Date": d.moment(t.Lang, h.Missed, t.Now, t.Zone)})
	case !h.Since.IsZero() && h.Heard.IsZero():
		return chat.T("hostalerts.by_hook_silent")
	case !h.Since.IsZero():
		return chat.T("hostalerts.by_hook", chat.Args{"Date": d.moment(t.Lang, h.Heard, t.Now, t.Zone)})
	case !a.Public:
		return chat.T("hostalerts.by_reading")
	case h.Code == resale.Forbidden || h.Code == resale.Unsupported || h.Code == resale.NotFound:
		return chat.T("hostalerts.may_not")
	}
	return chat.T("hostalerts.coming")
}

// hookOwner tells of a webhook that it is the one of this chat's alerts: others
// of the bot look the same.
func (d Deps) hookOwner(ctx context.Context, t *dialog.Turn) func(resale.Record) string {
	a := d.hookAlerts(ctx, t)
	return func(r resale.Record) string {
		if !ownHook(a, r) {
			return ""
		}
		return d.Catalog.Plain(t.Lang, chat.T("hostlist.this_chat"))
	}
}

// ownHook tells of a record whether it is the webhook of this chat's alerts.
func (d Deps) ownHook(ctx context.Context, t *dialog.Turn, r resale.Record) bool {
	return r.Kind == resale.HostHooks && ownHook(d.hookAlerts(ctx, t), r)
}

func ownHook(a ops.HostAlerts, r resale.Record) bool {
	return a.Watch.Hook.Remote != "" && r.ID == a.Watch.Hook.Remote
}

// hookAlerts are the chat's alerts; where they cannot be read no webhook is
// theirs.
func (d Deps) hookAlerts(ctx context.Context, t *dialog.Turn) ops.HostAlerts {
	a, err := d.hostAlerts(ctx, t)
	if err != nil {
		t.Log.Warn("read which webhook is the chat's", "err", err)
	}
	return a
}

// hostMuteFlow is behind the buttons below every alert of a hosting panel.
func hostMuteFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "hostmute", Needs: ops.WHMDC,
		Begin: func(ctx context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			if args == "off" {
				return dialog.To("off"), nil
			}
			a, err := d.hostAlerts(ctx, t)
			if err != nil {
				return dialog.Next{}, err
			}
			until, told := d.hostMuting(t, args)
			t.Also(func(tx *storage.Tx) error {
				return d.Ops.ChangeHostAlerts(tx, a.Watch, func(w *storage.HostWatch) { w.Muted = until })
			})
			return dialog.End(mutedHost(told, args != "resume")), nil
		},
		Steps: []dialog.Step[struct{}]{{Name: "off", Do: func(ctx context.Context, t *dialog.Turn, _ *struct{}) (dialog.Next, error) {
			_, err := d.Ops.TurnOffHostAlerts(ctx, t.Act())
			return dialog.End(mutedHost(chat.T("alerts.stopped"), false)), err
		}}},
	}
}

func mutedHost(told chat.Text, resume bool) chat.Screen {
	rows := [][]chat.Button{row(goTo("alerts.open", "hostalerts"), goTo("button.menu", "menu"))}
	if resume {
		rows = append([][]chat.Button{row(goTo("alerts.resume", "hostmute resume"))}, rows...)
	}
	return chat.Screen{Lines: []chat.Text{told}, Rows: rows}
}

// hostMuting gives until when nothing is told; the zero time ends a pause.
func (d Deps) hostMuting(t *dialog.Turn, how string) (until time.Time, told chat.Text) {
	switch how {
	case "resume":
		return until, chat.T("alerts.resumed")
	case "morning":
		until = nextMorning(t.Now, t.Zone)
	default:
		until = t.Now.Add(time.Hour)
	}
	return until, chat.T("alerts.stopped_until", chat.Args{"Until": d.Catalog.Moment(t.Lang, until, t.Zone)})
}
