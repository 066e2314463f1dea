package handlers

import (
	"cmp"
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
	Provider string `json:"provider,omitempty"` // none: Servex
	Token    string `json:"token,omitempty"`
}

func (s inviteSheet) provider() string { return cmp.Or(s.Provider, ops.Servex) }

// card is the way back to what the customer is invited to.
func (s inviteSheet) card() string {
	if s.provider() == ops.VPNResellers {
		return accountSheet{ID: s.ID, From: s.From}.card()
	}
	return s.clientSheet.card()
}

// promise is what an invitation's ticket says: "<id> <name>", with a mark of the
// provider before it, see vpnMark.
func (s inviteSheet) promise() string {
	data := fmt.Sprintf("%d %s", s.ID, s.Username)
	if s.provider() == ops.VPNResellers {
		return vpnMark + " " + data
	}
	return data
}

func readPromise(data string) (s inviteSheet, ok bool) {
	if rest, account := strings.CutPrefix(data, vpnMark+" "); account {
		s.Provider, data = ops.VPNResellers, rest
	}
	s.clientSheet, ok = readClient(data)
	return s, ok
}

// linkAccountFlow is linkClientFlow for an account.
func linkAccountFlow(d Deps) dialog.Flow[inviteSheet] {
	f := linkClientFlow(d)
	f.Name, f.Needs = "linkaccount", ops.VPNResellers
	f.Begin = func(ctx context.Context, t *dialog.Turn, s *inviteSheet, args string) (dialog.Next, error) {
		var a accountSheet
		next, err := d.aboutAccount("invite")(ctx, t, &a, args)
		*s = inviteSheet{clientSheet: clientSheet{ID: a.ID, Username: a.Username, From: a.From}, Provider: ops.VPNResellers}
		return next, err
	}
	return f
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
	customers, err := d.Ops.Customers(ctx, t.Input.Place.Chat, s.provider(), s.ID)
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
	back := pick("linkclient.to_client", "client")
	if s.provider() == ops.VPNResellers {
		back = pick("linkclient.to_account", "client")
	}
	screen.Rows = append(screen.Rows, row(back, pick("button.refresh", "refresh")))
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
	s.Token, err = t.NewTicket(ctx, ops.Invite, s.promise(), inviteLife)
	return err
}

func customerName(c ops.Customer) string {
	if name := strings.TrimSpace(c.Name); name != "" {
		return shorten(name, 40)
	}
	return "#" + strconv.FormatInt(c.Person, 10)
}

func (s inviteSheet) open() [][]chat.Button {
	if s.provider() == ops.VPNResellers {
		return [][]chat.Button{row(goTo("account.open", s.card()))}
	}
	return openClient(resale.Client{ID: s.ID, Username: s.Username})
}

func (d Deps) takeInvite(_ context.Context, t *dialog.Turn, s *inviteSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "client":
		return dialog.Go(s.card()), nil
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	}
	person, err := strconv.ParseInt(a.Value, 10, 64)
	if err != nil {
		return dialog.Stay(chat.Text{}), nil //nolint:nilerr // no button of ours
	}
	key := storage.LinkKey{Chat: t.Input.Place.Chat, Provider: s.provider(), Client: s.ID, Person: person}
	t.Also(func(tx *storage.Tx) error { return ops.Unlink(tx, key) })
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("linkclient.unlinked", chat.Args{"Name": shorten(s.Username, 60)})},
		Rows:  append(s.open(), menuRow()...),
	}), nil
}
