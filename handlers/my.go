package handlers

import (
	"cmp"
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// accessesShown bounds how many accesses one screen holds.
const accessesShown = 20

type mySheet struct {
	Chat     int64  `json:"chat,omitempty"`
	Provider string `json:"provider,omitempty"` // none: Servex
	Client   int64  `json:"client,omitempty"`
}

func (s mySheet) key(t *dialog.Turn) storage.LinkKey {
	return storage.LinkKey{Chat: s.Chat, Provider: cmp.Or(s.Provider, ops.Servex), Client: s.Client, Person: t.Input.Person.ID}
}

// myFlow shows a customer when their access ends. It needs no panel.
func myFlow(d Deps) dialog.Flow[mySheet] {
	return dialog.Flow[mySheet]{
		Name: "my", Command: true, Home: true,
		Begin: func(_ context.Context, t *dialog.Turn, _ *mySheet, _ string) (dialog.Next, error) {
			if !t.Input.Private {
				return d.inPrivate("my", "my.in_private"), nil
			}
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[mySheet]{
			{Name: "list", Buttons: true, Ask: d.askAccesses, Take: takeAccess},
			{Name: "stop", Buttons: true, Ask: d.askStop, Take: takeStop},
		},
	}
}

func (d Deps) askAccesses(ctx context.Context, t *dialog.Turn, _ *mySheet) (chat.Screen, error) {
	all, err := d.Ops.Accesses(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(all) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("my.none")}, Rows: menuRow()}, nil
	}
	s := chat.Screen{Lines: []chat.Text{chat.T("my.title")}}
	for _, a := range all[:min(len(all), accessesShown)] {
		s.Lines = append(s.Lines, chat.Text{}, chat.T("my.name", chat.Args{"Name": shorten(a.Username, 60)}), d.until(t, a.Expires))
		if a.Asked {
			s.Lines = append(s.Lines, chat.T("my.asked"))
		}
		s.Rows = append(s.Rows, accessRow(a, len(all) > 1))
	}
	s.Rows = append(s.Rows, menuRow()...)
	return s, nil
}

// accessRow names the access on its buttons when there is more than one.
func accessRow(a ops.Access, several bool) []chat.Button {
	args := chat.Args{"Name": ""}
	if several {
		args["Name"] = shorten(a.Username, 12)
	}
	stop := chat.Button{Label: chat.T("my.stop", args), Answer: linkTarget("stop", a.Key())}
	if a.Asked {
		return row(stop)
	}
	return row(chat.Button{Label: chat.T("my.ask", args), Answer: linkTarget("ask", a.Key())}, stop)
}

func takeAccess(_ context.Context, t *dialog.Turn, s *mySheet, a dialog.Answer) (dialog.Next, error) {
	flow, rest, _ := strings.Cut(a.Value, " ")
	k, ok := readLink(rest, t.Input.Person.ID)
	if !ok || flow != "stop" {
		return dialog.Go(a.Value), nil
	}
	s.Chat, s.Provider, s.Client = k.Chat, k.Provider, k.Client
	return dialog.To("stop"), nil
}

func (d Deps) askStop(ctx context.Context, t *dialog.Turn, s *mySheet) (chat.Screen, error) {
	a, ok, err := d.Ops.Access(ctx, s.key(t))
	if err != nil {
		return chat.Screen{}, err
	}
	if !ok {
		return chat.Screen{Lines: []chat.Text{chat.T("my.not_linked")}, Rows: menuRow()}, nil
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("my.ask_stop", chat.Args{"Name": shorten(a.Username, 60)})},
		Rows:  [][]chat.Button{row(pick("my.stop_yes", "yes"))},
	}, nil
}

func takeStop(_ context.Context, t *dialog.Turn, s *mySheet, _ dialog.Answer) (dialog.Next, error) {
	key := s.key(t)
	t.Also(func(tx *storage.Tx) (err error) {
		now := key
		if now.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		return tx.DropLink(now)
	})
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("my.stopped")}, Rows: menuRow()}), nil
}
