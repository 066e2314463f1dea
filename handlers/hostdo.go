package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostDoSheet is something that is to be done to a service.
type hostDoSheet struct {
	hostSheet
	Verb resale.HostVerb `json:"verb,omitempty"`
}

// hostDoFlow sets a service up, suspends, unsuspends or terminates it: "hostdo
// <letter of the verb> <id>".
func hostDoFlow(d Deps) dialog.Flow[hostDoSheet] {
	return dialog.Flow[hostDoSheet]{
		Name: "hostdo", Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *hostDoSheet, args string) (dialog.Next, error) {
			letter, id, _ := strings.Cut(args, " ")
			var ok bool
			s.hostSheet, ok = readHost(string(ofServices) + " " + id)
			if s.Verb = verbOf(letter); s.Verb == "" || !ok {
				return dialog.Go("hostlist " + string(ofServices)), nil
			}
			if s.Verb == resale.Terminate {
				return dialog.To("type"), nil
			}
			return dialog.To("ask"), nil
		},
		Away: func(s hostDoSheet) string { return s.card() },
		Steps: []dialog.Step[hostDoSheet]{
			{Name: "ask", Buttons: true, Ask: d.askHostDo, Take: to[hostDoSheet]("do")},
			{Name: "type", Sure: true, Ask: d.askHostDo, Take: func(ctx context.Context, t *dialog.Turn, s *hostDoSheet, a dialog.Answer) (dialog.Next, error) {
				if !typedName(a, s.Name) {
					return dialog.Stay(notTyped("hostdo.not_typed", a)), nil
				}
				return dialog.To("do"), nil
			}},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *hostDoSheet) (dialog.Next, error) {
				out, err := d.Ops.HostDo(ctx, t.Act(), s.ID, s.Verb)
				return d.concludeHost(t, s.hostSheet, out, err)
			}},
		},
	}
}

// The question comes at once: what the card read a moment ago is good for it,
// and the panel itself is asked before anything is done.
const (
	seenLife       = 2 * time.Minute
	namesForAsking = time.Second
)

// askHostDo says what will happen to the service, as it was seen last.
func (d Deps) askHostDo(ctx context.Context, t *dialog.Turn, s *hostDoSheet) (chat.Screen, error) {
	r, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, resale.HostServices, s.ID, seenLife)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Name, r = r.Label(), d.named(ctx, t, r, namesForAsking, resale.HostServers)
	name := openly(t, s.Name)
	if s.Verb == resale.Terminate { // it is to be typed as it is
		name = s.Name
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("hostdo.ask_"+string(s.Verb), chat.Args{"Name": shorten(name, 80)}), {}}}
	for _, f := range hostServiceFields() {
		if value := d.hostValue(t, r, f); value.Key != "" && (f.form == refForm && f.of != resale.HostServers || f.name == "status") {
			screen.Lines = append(screen.Lines, chat.T("hostcard.field", chat.Args{"Field": hostFieldName(f), "Value": value}))
		}
	}
	if s.Verb == resale.Provision {
		screen.Lines = append(screen.Lines, d.unpaidFor(ctx, t, r)...)
	}
	if verb, asked := d.askedLately(ctx, t, r); verb == s.Verb && asked.Key != "" {
		screen.Lines = append(screen.Lines, chat.Text{}, asked, chat.T("hostdo.better_wait"))
	}
	if s.Verb == resale.Terminate {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("hostdel.type", chat.Args{"Name": s.Name}))
		return screen, nil
	}
	yes := pick("hostdo.yes_"+string(s.Verb), "yes")
	yes.Style = chat.Primary
	screen.Rows = [][]chat.Button{row(yes)}
	return screen, nil
}

// askedLately says what the panel accepted for a service a moment ago and does not
// show yet.
func (d Deps) askedLately(ctx context.Context, t *dialog.Turn, r resale.Record) (resale.HostVerb, chat.Text) {
	if r.Kind != resale.HostServices {
		return "", chat.Text{}
	}
	asked, err := d.Ops.HostAsked(ctx, t.Input.Place.Chat, r)
	if err != nil {
		t.Log.Warn("look what was asked of a service", "err", err)
	}
	if err != nil || asked.Verb == "" {
		return "", chat.Text{}
	}
	minutes := int(t.Now.Sub(asked.At).Minutes())
	return asked.Verb, chat.T("hostdo.asked", chat.Args{"What": chat.T("hostdo.asked_" + string(asked.Verb)), "N": max(minutes, 0)})
}
