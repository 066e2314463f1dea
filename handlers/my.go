package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// accessesShown bounds how many accesses one screen holds.
const accessesShown = 20

type mySheet struct {
	Chat     int64  `json:"chat,omitempty"`
	Provider string `json:"provider,omitempty"` // none: Servex
	Client   int64  `json:"client,omitempty"`
}

func (s *mySheet) about(k storage.LinkKey) {
	s.Chat, s.Provider, s.Client = k.Chat, k.Provider, k.Client
}

func (s mySheet) key(t *dialog.Turn) storage.LinkKey {
	return storage.LinkKey{Chat: s.Chat, Provider: cmp.Or(s.Provider, ops.Servex), Client: s.Client, Person: t.Input.Person.ID}
}

// myFlow shows a customer what they have, and gives it to them again. It needs
// no panel.
func myFlow(d Deps) dialog.Flow[mySheet] {
	return dialog.Flow[mySheet]{
		Name: "my", Command: true, Home: true, Begin: d.beginMy,
		Steps: []dialog.Step[mySheet]{
			{Name: "list", Buttons: true, Ask: d.askAccesses, Take: takeAccess},
			{Name: "card", Buttons: true, Ask: d.askMyCard, Take: d.takeMyCard},
			{Name: "stop", Buttons: true, Ask: d.askStop, Take: takeStop},
		},
	}
}

// beginMy opens the card that a button names, or the only one that there is, be
// it an account at a store; with "again" before it, it shows user and password.
func (d Deps) beginMy(ctx context.Context, t *dialog.Turn, s *mySheet, args string) (dialog.Next, error) {
	if !t.Input.Private {
		return d.inPrivate("my", "my.in_private"), nil
	}
	link, again := strings.CutPrefix(args, "again ")
	if key, ok := readLink(link, t.Input.Person.ID); ok {
		s.about(key)
		if again {
			next, why, err := d.showAgain(ctx, t, s)
			if why.Key == "" {
				return next, err
			}
			t.Note(why)
		}
		return dialog.To("card"), nil
	}
	all, err := d.Ops.Accesses(ctx, t.Input.Person.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	waiting, err := d.Ops.OpenClaims(ctx, t.Input.Person.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	stores, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case len(all) == 1 && len(waiting)+len(stores) == 0:
		s.about(all[0].Key())
		return dialog.To("card"), nil
	case len(stores) == 1 && len(all)+len(waiting) == 0:
		return dialog.Go("member " + stores[0].Store.ID), nil
	}
	return dialog.To("list"), nil
}

func (d Deps) askAccesses(ctx context.Context, t *dialog.Turn, _ *mySheet) (chat.Screen, error) {
	all, err := d.Ops.Accesses(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	waiting, err := d.Ops.OpenClaims(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	stores, err := d.Ops.StoresOf(ctx, t.Input.Person.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(all)+len(waiting)+len(stores) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("my.none")}, Rows: menuRow()}, nil
	}
	s := chat.Screen{Lines: []chat.Text{chat.T("my.title")}}
	for _, w := range waiting[:min(len(waiting), accessesShown)] {
		s.Lines = append(s.Lines, chat.T("my.preparing", chat.Args{"Name": shorten(or(w.OfferName, "…"), 60)}))
	}
	for _, a := range all[:min(len(all), accessesShown)] {
		s.Rows = append(s.Rows, row(accessButton(t, a, all)))
	}
	s.Rows = append(s.Rows, storeRows(stores)...)
	if len(s.Rows) > 0 {
		s.Lines = append(s.Lines, chat.Text{}, chat.T("my.choose"))
		s.Lines = append(s.Lines, howMany("digest.more", max(len(all)-accessesShown, 0)+max(len(stores)-accessesShown, 0))...)
	}
	s.Rows = append(s.Rows, row(pick("button.refresh", "refresh")))
	s.Rows = append(s.Rows, menuRow()...)
	return s, nil
}

// accessButton names an access by its offer, which people know better than a
// drawn name; of several by one offer the names tell them apart.
func accessButton(t *dialog.Turn, a ops.Access, all []ops.Access) chat.Button {
	line := chat.Args{"Mark": accessMark(t, a), "Name": shorten(a.Username, 20), "Left": timeLeft(a.Expires, t.Now)}
	if paused(a, t.Now) {
		line["Left"] = chat.T("my.paused_short")
	}
	if a.OfferName != "" {
		line["Name"] = shorten(a.OfferName, 20)
		if slices.ContainsFunc(all, func(b ops.Access) bool { return b.OfferName == a.OfferName && b.Key() != a.Key() }) {
			line["Left"] = shorten(a.Username, 16)
		}
	}
	return chat.Button{Label: chat.T("client.line", line), Answer: linkTarget("open", a.Key())}
}

// accessTitle is the offer by which somebody got it and the name that they
// type, or the name alone.
func accessTitle(t *dialog.Turn, a ops.Access) chat.Text {
	if a.OfferName == "" {
		return chat.T("client.title", chat.Args{"Mark": accessMark(t, a), "Name": shorten(a.Username, 60)})
	}
	return chat.T("my.offer_title", chat.Args{"Mark": accessMark(t, a), "Offer": shorten(a.OfferName, 60), "Name": shorten(a.Username, 60)})
}

// accessMark is the state at a glance, as far as a customer can know it.
func accessMark(t *dialog.Turn, a ops.Access) string {
	if !a.Gone.IsZero() {
		return mark(resale.Expired)
	}
	if paused(a, t.Now) {
		return mark(resale.Suspended)
	}
	return mark(status(resale.Client{Expires: a.Expires}, t.Now))
}

// paused tells that it does not work now, though its end has not come.
func paused(a ops.Access, now time.Time) bool {
	return a.Off && a.Gone.IsZero() && (a.Expires.IsZero() || a.Expires.After(now))
}

func takeAccess(_ context.Context, t *dialog.Turn, s *mySheet, a dialog.Answer) (dialog.Next, error) {
	key, ok := answeredLink(a, t)
	if !ok {
		return dialog.Stay(chat.Text{}), nil
	}
	s.about(key)
	return dialog.To("card"), nil
}
