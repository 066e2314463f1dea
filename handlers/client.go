package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// clientSheet names the client that a conversation is about. A panel has no
// look-up by id, so the name goes with it.
type clientSheet struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	From     string `json:"from,omitempty"` // where in the list the card was opened
}

func (s clientSheet) target(flow string) string {
	return fmt.Sprintf("%s %d %s", flow, s.ID, s.Username)
}

// readClient reads "<id> <username>", with "from <place>" behind it.
func readClient(args string) (clientSheet, bool) {
	args, from, _ := strings.Cut(args, " from ")
	id, name, ok := strings.Cut(args, " ")
	n, err := strconv.ParseInt(id, 10, 64)
	return clientSheet{ID: n, Username: name, From: from}, ok && err == nil && name != ""
}

// card is the way back to the client's card.
func (s clientSheet) card() string {
	if s.From == "" {
		return s.target("client")
	}
	return s.target("client") + " from " + s.From
}

// aboutClient begins a flow that is about one client; without a readable one
// it leads to the list.
func aboutClient(step string) func(context.Context, *dialog.Turn, *clientSheet, string) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, s *clientSheet, args string) (dialog.Next, error) {
		var ok bool
		if *s, ok = readClient(args); !ok {
			return dialog.Go("clients"), nil
		}
		return dialog.To(step), nil
	}
}

// clientFlow is the card of one client.
func clientFlow(d Deps) dialog.Flow[clientSheet] {
	return dialog.Flow[clientSheet]{
		Name: "client", Home: true, Needs: ops.Servex, Begin: aboutClient("card"),
		Steps: []dialog.Step[clientSheet]{{Name: "card", Buttons: true, Ask: d.askCard, Take: takeCard}},
	}
}

func (d Deps) askCard(ctx context.Context, t *dialog.Turn, s *clientSheet) (chat.Screen, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	// A card without the category's name is better than no card.
	category, err := d.Ops.CategoryName(ctx, t.Input.Place.Chat, c.CategoryID)
	if err != nil {
		t.Log.Warn("read category name", "err", err)
	}
	suspend := pick("client.suspend", "suspend")
	if c.Status == resale.Suspended {
		suspend = pick("client.reactivate", "suspend")
	}
	remove := pick("client.delete", "delete")
	remove.Style = chat.Danger
	renew := pick("client.renew", "renew")
	renew.Style = chat.Primary
	return chat.Screen{
		Lines: d.fields(t, c, category),
		Rows: [][]chat.Button{
			row(renew, suspend),
			row(pick("client.edit", "edit"), pick("client.password", "password")),
			row(pick("linkclient.open", "linkclient")),
			row(remove, pick("button.refresh", "refresh")),
			row(pick("client.to_list", "list"), goTo("button.menu", "menu")),
		},
	}, nil
}

func takeCard(_ context.Context, _ *dialog.Turn, s *clientSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "list":
		return dialog.Go(strings.TrimSpace("clients " + s.From)), nil
	}
	target := s.target(a.Value)
	if s.From != "" {
		target += " from " + s.From
	}
	return dialog.Go(target), nil
}
