package handlers

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// askFlow carries a customer's wish for renewal to the reseller.
func askFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "ask", Home: true,
		Begin: func(ctx context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			key, ok := readLink(args, t.Input.Person.ID)
			if !ok || !t.Input.Private {
				return dialog.Go("my"), nil
			}
			return d.askRenewal(ctx, t, key) // it ends where it begins
		},
	}
}

func (d Deps) askRenewal(ctx context.Context, t *dialog.Turn, key storage.LinkKey) (dialog.Next, error) {
	a, ok, err := d.Ops.Access(ctx, key)
	if err != nil {
		return dialog.Next{}, err
	}
	back := [][]chat.Button{row(goTo("my.open", "my"))}
	name := chat.Args{"Name": shorten(a.Username, 60)}
	switch {
	case !ok:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("my.not_linked")}, Rows: back}), nil
	case a.Asked:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("my.asked_before", name)}, Rows: back}), nil
	}
	asker, key := t.Person.Name, a.Key()
	t.Also(func(tx *storage.Tx) error {
		r, told, err := d.Ops.OpenRequest(tx, key, ops.Wish{})
		if resale.CodeOf(err) == resale.NotFound {
			return nil // unlinked in this very moment
		}
		if err != nil || !told {
			return err
		}
		return t.Tell(tx, d.requestNotice(a.Link, r, asker))
	})
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("my.asked_now", name)}, Rows: back}), nil
}

// requestNotice asks the reseller, where the customer was invited.
func (d Deps) requestNotice(l storage.Link, r storage.Request, asker string) dialog.Notice {
	return dialog.Notice{
		Place: chat.Place{Chat: l.Chat, Thread: l.Thread}, Lane: storage.Alerts, Reader: l.By,
		Screen: func(lang string, zone *time.Location) chat.Screen {
			renew := chat.Button{Label: chat.T("request.renew", chat.Args{"Days": ops.RequestDays}), Go: fmt.Sprintf("request %d renew", r.ID), Style: chat.Primary}
			decline := chat.Button{Label: chat.T("request.decline"), Go: fmt.Sprintf("request %d decline", r.ID)}
			return chat.Screen{
				Lines: []chat.Text{chat.T("request.asks", chat.Args{
					"Person": shorten(asker, 60), "Name": shorten(l.Username, 60), "Date": d.Catalog.Moment(lang, l.Expires, zone),
				})},
				Rows: [][]chat.Button{row(renew, decline)},
			}
		},
	}
}
