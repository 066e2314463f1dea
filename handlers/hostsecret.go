package handlers

import (
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

// secretLife is how long a message with a secret stays in the chat.
const secretLife = 10 * time.Minute

// secretSlot is the name of such a message.
func secretSlot(key string) string { return "secret:" + key }

// concludeHost ends an act at a hosting panel that was begun at s, which knows
// the way back. A secret that the panel shows
// once is told once: the journal forgets it with the message that tells it.
func (d Deps) concludeHost(t *dialog.Turn, s hostSheet, out ops.Outcome, err error) (dialog.Next, error) {
	switch {
	case err != nil || out.State != storage.Done || out.Host == nil:
		return d.conclude(t, out, err)
	case out.Host.Secret.IsZero():
		return dialog.End(d.hostDone(t, out, s.From)), nil
	}
	key, place := t.Act().Key, t.Input.Place
	t.Also(func(tx *storage.Tx) error {
		if err := d.Ops.ForgetHostSecret(tx, key); err != nil {
			return err
		}
		gone := t.Now.Add(secretLife)
		return tx.Queue(&storage.Outgoing{
			Key:  storage.OutKey{Chat: place.Chat, Lane: storage.Later},
			Kind: storage.Delete, Thread: place.Thread, Slot: secretSlot(key), NotBefore: gone, At: gone,
			Message: chat.Message{
				HTML:    d.Catalog.Render(t.Lang, []chat.Text{chat.T("hostsecret.blank")}),
				Instead: d.Catalog.Render(t.Lang, []chat.Text{chat.T("hostsecret.stays")}),
			},
		})
	})
	return dialog.End(secretScreen(t, out, key)).KeepIn(secretSlot(key)), nil
}

// secretScreen shows what the panel shows only once.
func secretScreen(t *dialog.Turn, out ops.Outcome, key string) chat.Screen {
	h, secret := out.Host, out.Host.Secret.Reveal()
	shown := "hostsecret.show_" + string(kindOf(h.Kind))
	screen := chat.Screen{
		Lines: []chat.Text{
			chat.T(shown, chat.Args{"Name": shorten(openly(t, or(out.Name, h.Now.Label())), 60)}),
			{},
			chat.T("hostsecret.code", chat.Args{"Value": secret}),
			{},
			chat.T("hostsecret.once", chat.Args{"Count": int(secretLife.Minutes())}),
		},
		Rows: [][]chat.Button{
			row(chat.Button{Label: chat.T("hostsecret.hide"), Go: hideTarget(key, h.Kind, or(h.ID, h.Now.ID)), Style: chat.Primary}),
			row(goTo("hostsecret.open", openHost(h.Kind, or(h.ID, h.Now.ID))), goTo("button.menu", "menu")),
		},
	}
	if len(secret) <= mostCopy { // with a longer one Telegram refuses the whole message
		screen.Rows = slices.Insert(screen.Rows, 0, row(chat.Button{Label: chat.T("hostsecret.copy"), Copy: secret}))
	}
	return screen
}

// hideTarget deletes a secret, and says whose card to lead to then: "hosthide
// <key> <letter> <id>", as far as a button holds it.
func hideTarget(key string, kind resale.RecordKind, id string) string {
	target := "hosthide " + key
	if of := strings.TrimPrefix(openHost(kind, id), "host "); id != "" && len(target)+1+len(of) <= maxTarget {
		return target + " " + of
	}
	return target
}

// wayBack takes the place of a message with a secret: without it, who tapped
// has no button to go on with.
func wayBack(t *dialog.Turn, key, card string) dialog.Notice {
	rows := [][]chat.Button{row(goTo("button.billing", "billing"), goTo("button.menu", "menu"))}
	if s, ok := readHost(card); ok {
		rows = append([][]chat.Button{row(goTo("hostsecret.open", s.card()))}, rows...)
	}
	return dialog.Notice{
		Place: t.Input.Place, Lane: storage.Replies, Slot: "back:" + key, Reader: t.Input.Person.ID, Lang: t.Lang, Person: t.Input.Person.ID,
		Screen: func(string, *time.Location) chat.Screen {
			return chat.Screen{Lines: []chat.Text{chat.T("hostsecret.hidden")}, Rows: rows}
		},
	}
}

// hostHideFlow deletes a message with a secret before its time.
func hostHideFlow(_ Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "hosthide", Home: true, Aside: true,
		Begin: func(_ context.Context, t *dialog.Turn, _ *struct{}, args string) (dialog.Next, error) {
			place := t.Input.Place
			key, card, _ := strings.Cut(args, " ")
			t.Also(func(tx *storage.Tx) error {
				there, err := tx.SlotMessage(place.Chat, secretSlot(key))
				if err != nil {
					return err
				}
				if there != 0 { // else it was deleted before
					if err := t.Tell(tx, wayBack(t, key, card)); err != nil {
						return err
					}
				}
				return tx.Queue(&storage.Outgoing{
					Key:  storage.OutKey{Chat: place.Chat, Lane: storage.Cleanups},
					Kind: storage.Delete, Thread: place.Thread, Slot: secretSlot(key), At: t.Now,
				})
			})
			return dialog.Aside(chat.T("hostsecret.hidden")), nil
		},
		Steps: []dialog.Step[struct{}]{{Name: "hidden", Buttons: true, Ask: say[struct{}]("hostsecret.hidden")}},
	}
}
