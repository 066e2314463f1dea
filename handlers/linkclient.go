package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	inviteLife     = 7 * 24 * time.Hour
	customersShown = 20 // with a button each
)

type inviteSheet struct {
	clientSheet
	Token string `json:"token,omitempty"`
}

// linkClientFlow invites a customer to a client and shows who came.
func linkClientFlow(d Deps) dialog.Flow[inviteSheet] {
	return dialog.Flow[inviteSheet]{
		Name: "linkclient", Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *inviteSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.clientSheet, ok = readClient(args); !ok {
				return dialog.Go("clients"), nil
			}
			return dialog.To("invite"), nil
		},
		Steps: []dialog.Step[inviteSheet]{{Name: "invite", Buttons: true, Ask: d.askInvite, Take: d.takeInvite}},
	}
}

func (d Deps) askInvite(ctx context.Context, t *dialog.Turn, s *inviteSheet) (chat.Screen, error) {
	if err := freshToken(ctx, t, s); err != nil {
		return chat.Screen{}, err
	}
	customers, err := d.Ops.Customers(ctx, t.Input.Place.Chat, ops.Servex, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	link := "https://t.me/" + d.BotName + "?start=k" + s.Token
	forward := chat.T("linkclient.forward", chat.Args{"Link": link})
	screen := chat.Screen{
		Lines: []chat.Text{
			chat.T("linkclient.title", chat.Args{"Name": shorten(s.Username, 60)}),
			{},
			chat.T("linkclient.how"),
			{},
			forward,
		},
		Rows: [][]chat.Button{row(
			chat.Button{Label: chat.T("linkclient.copy_text"), Copy: d.Catalog.Plain(t.Lang, forward)},
			chat.Button{Label: chat.T("linkclient.copy_link"), Copy: link},
		)},
	}
	if len(customers) > 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("linkclient.linked"))
	}
	for _, c := range customers[:min(len(customers), customersShown)] {
		screen.Lines = append(screen.Lines, chat.T("linkclient.customer", chat.Args{"Name": customerName(c)}))
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label: chat.T("linkclient.unlink", chat.Args{"Name": shorten(customerName(c), 20)}), Answer: strconv.FormatInt(c.Person, 10), Style: chat.Danger,
		}))
	}
	screen.Rows = append(screen.Rows, row(pick("linkclient.to_client", "client"), pick("button.refresh", "refresh")))
	return screen, nil
}

// freshToken keeps the invitation until somebody took it up.
func freshToken(ctx context.Context, t *dialog.Turn, s *inviteSheet) error {
	if s.Token != "" {
		_, ok, err := t.Ticket(ctx, s.Token)
		if ok || err != nil {
			return err
		}
	}
	var err error
	s.Token, err = t.NewTicket(ctx, ops.Invite, fmt.Sprintf("%d %s", s.ID, s.Username), inviteLife)
	return err
}

func customerName(c ops.Customer) string {
	if name := strings.TrimSpace(c.Name); name != "" {
		return shorten(name, 40)
	}
	return "#" + strconv.FormatInt(c.Person, 10)
}

func (d Deps) takeInvite(_ context.Context, t *dialog.Turn, s *inviteSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "client":
		return dialog.Go(s.target("client")), nil
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	}
	person, err := strconv.ParseInt(a.Value, 10, 64)
	if err != nil {
		return dialog.Stay(chat.Text{}), nil //nolint:nilerr // no button of ours
	}
	key := storage.LinkKey{Chat: t.Input.Place.Chat, Provider: ops.Servex, Client: s.ID, Person: person}
	t.Also(func(tx *storage.Tx) error { return tx.DropLink(key) })
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("linkclient.unlinked", chat.Args{"Name": shorten(s.Username, 60)})},
		Rows:  append(openClient(resale.Client{ID: s.ID, Username: s.Username}), menuRow()...),
	}), nil
}
