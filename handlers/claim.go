package handlers

import (
	"cmp"
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

type claimSheet struct {
	Token    string    `json:"token"`
	Provider string    `json:"provider,omitempty"` // none: Servex
	Chat     int64     `json:"chat"`
	Thread   int       `json:"thread,omitempty"`
	By       int64     `json:"by"`
	ID       int64     `json:"id"`
	Username string    `json:"username"`
	Expires  time.Time `json:"expires,omitzero"`
	Trial    bool      `json:"trial,omitempty"`
	Category int64     `json:"category,omitempty"`
	Limit    int       `json:"limit,omitempty"`
}

func (s claimSheet) link(person int64) storage.Link {
	return storage.Link{
		Chat: s.Chat, Thread: s.Thread, Provider: cmp.Or(s.Provider, ops.Servex), ClientID: s.ID, Username: s.Username, Person: person, By: s.By,
		Expires: s.Expires, Trial: s.Trial, Category: s.Category, Limit: s.Limit,
	}
}

// claimFlow is what an invited customer sees first. They know nothing of
// panels: every trouble has a sentence of its own here.
func claimFlow(d Deps) dialog.Flow[claimSheet] {
	return dialog.Flow[claimSheet]{
		Name: "claim", Home: true, Begin: d.beginClaim,
		Steps: []dialog.Step[claimSheet]{
			{Name: "show", Buttons: true, Ask: d.askClaim, Take: to[claimSheet]("link")},
			{Name: "link", Do: d.claim},
		},
	}
}

func (d Deps) beginClaim(ctx context.Context, t *dialog.Turn, s *claimSheet, args string) (dialog.Next, error) {
	if !t.Input.Private {
		return d.inPrivate("k"+args, "my.in_private"), nil
	}
	ticket, ok, err := t.Ticket(ctx, args)
	if err != nil {
		return dialog.Next{}, err
	}
	c, readable := readPromise(ticket.Data)
	if !ok || ticket.Kind != ops.Invite || !readable {
		return claimEnd("claim.over"), nil
	}
	*s = claimSheet{Token: args, Provider: c.Provider, Chat: ticket.Chat, Thread: ticket.Thread, By: ticket.Person, ID: c.ID, Username: c.Username}
	_, linked, err := d.Ops.Access(ctx, s.link(t.Input.Person.ID).Key())
	if err != nil {
		return dialog.Next{}, err
	}
	if linked {
		return claimEnd("claim.already"), nil
	}
	return d.readClaim(ctx, t, s)
}

// readClaim looks at the client or account, so that the customer sees what they get.
func (d Deps) readClaim(ctx context.Context, t *dialog.Turn, s *claimSheet) (dialog.Next, error) {
	found, err := d.promised(ctx, s)
	switch code := resale.CodeOf(err); {
	case code == resale.NotFound:
		return claimEnd("claim.over"), nil
	case err != nil:
		t.Log.Warn("read client of an invitation", "chat", s.Chat, "err", err)
		again := chat.Button{Label: chat.T("button.retry"), Go: "claim " + s.Token}
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("claim.later")}, Rows: [][]chat.Button{row(again)}}), nil
	}
	s.Expires, s.Trial, s.Category, s.Limit = found.Expires, found.Trial, found.Category, found.Limit
	return dialog.To("show"), nil
}

func (d Deps) promised(ctx context.Context, s *claimSheet) (storage.Link, error) {
	if s.Provider == ops.VPNResellers {
		a, err := d.Ops.VPNAccount(ctx, s.Chat, s.ID)
		return ops.AccountLink(a), err
	}
	c, err := d.Ops.Client(ctx, s.Chat, s.ID, s.Username)
	return ops.ClientLink(c), err
}

func (d Deps) askClaim(ctx context.Context, t *dialog.Turn, s *claimSheet) (chat.Screen, error) {
	if t.Chat.Zone == "" { // it will be the reseller's
		zone, err := d.Ops.Zone(ctx, s.Chat)
		if err != nil {
			return chat.Screen{}, err
		}
		t.Zone = zone
	}
	link := pick("claim.link", "yes")
	link.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("claim.title", chat.Args{"Name": shorten(s.Username, 60)}),
			d.until(t, s.Expires),
			{},
			chat.T("claim.what"),
		},
		Rows: [][]chat.Button{row(link)},
	}, nil
}

func (d Deps) claim(ctx context.Context, t *dialog.Turn, s *claimSheet) (dialog.Next, error) {
	ok, err := d.Ops.ClaimLink(ctx, s.Token, s.link(t.Input.Person.ID))
	switch {
	case resale.CodeOf(err) == resale.NotConnected || err == nil && !ok:
		return claimEnd("claim.over"), nil
	case err != nil:
		return dialog.Next{}, err
	}
	return dialog.End(chat.Screen{
		Lines: []chat.Text{chat.T("claim.done", chat.Args{"Name": shorten(s.Username, 60)}), {}, chat.T("claim.done_note")},
		Rows:  [][]chat.Button{row(goTo("my.open", "my")), row(goTo("button.language", "language"))},
	}), nil
}

func claimEnd(key string) dialog.Next {
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T(key)}, Rows: [][]chat.Button{row(goTo("my.open", "my"))}})
}
