package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

type openSheet struct {
	Key string `json:"key,omitempty"`
}

// openFlow shows the acts of which it is not known whether they took effect,
// and lets a person who looked at the panel say so.
func openFlow(d Deps) dialog.Flow[openSheet] {
	return dialog.Flow[openSheet]{
		Name: "open", Command: true, Home: true,
		Steps: []dialog.Step[openSheet]{
			{Name: "list", Buttons: true, Ask: d.askOpen, Take: func(_ context.Context, _ *dialog.Turn, s *openSheet, a dialog.Answer) (dialog.Next, error) {
				if key, held := strings.CutPrefix(a.Value, "held "); held {
					return dialog.Go("held " + key), nil
				}
				s.Key = a.Value
				return dialog.To("one"), nil
			}},
			{Name: "one", Buttons: true, Ask: d.askOpenAct, Take: d.takeOpenAct},
		},
	}
}

func (d Deps) askOpen(ctx context.Context, t *dialog.Turn, _ *openSheet) (chat.Screen, error) {
	open, err := d.Ops.OpenActs(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(open) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("open.none")}, Rows: menuRow()}, nil
	}
	s := chat.Screen{Lines: []chat.Text{chat.T("open.title")}}
	for _, a := range open {
		answer := a.Key
		if a.Act == placeAct { // it has its own ways out
			answer = "held " + a.Key
		}
		s.Rows = append(s.Rows, row(chat.Button{Label: openTitle(a), Answer: answer}))
	}
	s.Rows = append(s.Rows, menuRow()...)
	return s, nil
}

func openTitle(a ops.OpenAct) chat.Text {
	name := shorten(a.Username, 20)
	if a.Act == placeAct {
		name += " · " + targetName(a.Order.Values.Target())
	}
	act := chat.T("act." + actKey(a.Act))
	if a.Host != nil && a.Host.Verb != "" {
		act = chat.T("act.host_" + string(a.Host.Verb))
	}
	return chat.T("open.act", chat.Args{"Act": act, "Name": name})
}

func (d Deps) askOpenAct(ctx context.Context, t *dialog.Turn, s *openSheet) (chat.Screen, error) {
	open, err := d.Ops.OpenActs(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	for _, a := range open {
		if a.Key != s.Key {
			continue
		}
		lines := []chat.Text{openTitle(a), chat.T("open.since", chat.Args{"When": d.Catalog.Moment(t.Lang, a.Called, t.Zone)})}
		if a.Days > 0 {
			lines = append(lines, chat.T("open.days", chat.Args{"Count": a.Days}))
		}
		lines = append(lines, hostFacts(a)...)
		return chat.Screen{
			Lines: append(lines, chat.Text{}, chat.T("open.what_to_do")),
			Rows:  [][]chat.Button{row(pick("open.look", "look")), row(pick("open.was_done", "done"), pick("open.was_not", "not"))},
		}, nil
	}
	return chat.Screen{Lines: []chat.Text{chat.T("open.settled")}, Rows: menuRow()}, nil
}

func (d Deps) takeOpenAct(ctx context.Context, t *dialog.Turn, s *openSheet, a dialog.Answer) (dialog.Next, error) {
	var out ops.Outcome
	var err error
	if a.Value == "look" {
		out, err = d.Ops.LookAgain(ctx, t.Input.Place.Chat, s.Key)
	} else {
		out, err = d.Ops.Decide(ctx, t.Input.Place.Chat, s.Key, a.Value == "done")
	}
	if err != nil {
		return dialog.Next{}, err
	}
	key, me := s.Key, t.Input.Person.ID
	t.Also(func(tx *storage.Tx) error {
		if err := d.Ops.EndClaim(tx, key, out, func(tx *storage.Tx, n ops.ClaimNews) error { return t.Tell(tx, ClaimNotice(d, n)) }); err != nil {
			return err
		}
		return d.Ops.EndRequest(tx, key, me, out, d.tellCustomer(t))
	})
	switch {
	case out.State == storage.Done && a.Value == "look":
		return dialog.End(d.doneScreen(t, out)), nil
	case !out.State.Settled():
		return dialog.Stay(chat.T("open.still")), nil
	}
	t.Note(chat.T("open.noted"))
	return dialog.To("list"), nil
}

// actKey turns the journal's name of an act into a key of texts.
func actKey(act string) string { return strings.ReplaceAll(act, " ", "_") }
