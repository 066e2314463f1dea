package handlers

import (
	"context"
	"errors"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// link is what makes the account the person's own.
func (s configSheet) link(t *dialog.Turn) storage.LinkKey {
	return storage.LinkKey{Chat: s.Seller, Provider: ops.VPNResellers, Client: s.ID, Person: t.Input.Person.ID}
}

// myConfigFlow gets a customer the configuration of what is theirs, by the
// steps of its seller. Each step asks anew whether it still is theirs, and has
// no word about panels and keys.
func myConfigFlow(d Deps) dialog.Flow[configSheet] {
	steps := d.configSteps()
	for i, s := range steps {
		steps[i].Ask, steps[i].Take = d.ownAsk(s.Ask), d.ownTake(s.Take)
	}
	return dialog.Flow[configSheet]{
		Name: "myconfig", Home: true, Begin: d.beginMyConfig,
		Away:  func(configSheet) string { return "my" },
		Steps: steps,
	}
}

func (d Deps) beginMyConfig(ctx context.Context, t *dialog.Turn, s *configSheet, args string) (dialog.Next, error) {
	key, ok := readLink(args, t.Input.Person.ID)
	switch {
	case !t.Input.Private:
		return d.inPrivate("my", "my.in_private"), nil
	case !ok || key.Provider != ops.VPNResellers:
		return dialog.Go("my"), nil
	}
	a, err := d.Ops.AccessAccount(ctx, key)
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return dialog.End(notMine()), nil
	case passing(err):
		t.Log.Warn("read account of a customer", "chat", key.Chat, "err", err)
		return dialog.End(laterScreen(linkTarget("myconfig", key))), nil
	case err != nil:
		return dialog.Next{}, err
	}
	if !a.Active && !a.Over(t.Now) { // paused: its card says so
		return dialog.Go(linkTarget("my", key)), nil
	}
	s.accountSheet = accountSheet{ID: a.ID, Username: a.Username, Off: !a.Active, Expires: a.Expires}
	s.Seller = key.Chat
	return dialog.To("country"), nil
}

// stillMine tells whether the account is the person's own now, and notes where
// the seller's chat is by now.
func (d Deps) stillMine(ctx context.Context, t *dialog.Turn, s *configSheet) (bool, error) {
	a, ok, err := d.Ops.Access(ctx, s.link(t))
	if ok {
		s.Seller = a.Chat
	}
	return ok, err
}

func (d Deps) ownAsk(ask func(context.Context, *dialog.Turn, *configSheet) (chat.Screen, error)) func(context.Context, *dialog.Turn, *configSheet) (chat.Screen, error) {
	return func(ctx context.Context, t *dialog.Turn, s *configSheet) (chat.Screen, error) {
		mine, err := d.stillMine(ctx, t, s)
		switch {
		case err != nil:
			return chat.Screen{}, err
		case !mine:
			return notMine(), nil
		}
		screen, err := ask(ctx, t, s)
		if passing(err) {
			t.Log.Warn("show places to a customer", "chat", s.Seller, "err", err)
			return laterScreen(linkTarget("myconfig", s.link(t))), nil
		}
		return screen, err
	}
}

func (d Deps) ownTake(take func(context.Context, *dialog.Turn, *configSheet, dialog.Answer) (dialog.Next, error)) func(context.Context, *dialog.Turn, *configSheet, dialog.Answer) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, s *configSheet, a dialog.Answer) (dialog.Next, error) {
		mine, err := d.stillMine(ctx, t, s)
		switch {
		case err != nil:
			return dialog.Next{}, err
		case !mine:
			return dialog.End(notMine()), nil
		}
		next, err := take(ctx, t, s, a)
		if passing(err) {
			t.Log.Warn("get configuration for a customer", "chat", s.Seller, "err", err)
			return dialog.Stay(chat.T("my.later")), nil
		}
		return next, err
	}
}

// passing tells a panel's trouble, about which a customer can do nothing but
// wait, from a fault of our own.
func passing(err error) bool {
	e, ok := errors.AsType[*resale.Error](err)
	return ok && e.Code != resale.Internal
}

// notMine is for what is not, or no more, the person's own.
func notMine() chat.Screen {
	return chat.Screen{Lines: []chat.Text{chat.T("my.not_linked")}, Rows: menuRow()}
}

// laterScreen is for a panel that does not answer: a customer is told so much.
func laterScreen(again string) chat.Screen {
	return chat.Screen{Lines: []chat.Text{chat.T("my.later")}, Rows: [][]chat.Button{row(goTo("button.retry", again))}}
}
