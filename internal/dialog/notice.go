package dialog

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// Notice is a screen for a place where nobody asked for it just now. It is
// made when it is queued, for only then the language is known.
type Notice struct {
	Place  chat.Place
	Lane   storage.Lane
	Slot   string // a name for the message, to change it later; "" for none
	Quiet  bool   // changes the message in Slot in place where it can be; else a new one takes its place, which makes a sound
	Reader int64  // whose language it is in
	Lang   string // the language for a reader who is not known
	Person int64  // whose buttons they are; 0: anyone's
	Screen func(lang string, zone *time.Location) chat.Screen
}

// Tell queues a notice, in the reader's language and the place's zone.
func (d *Driver) Tell(tx *storage.Tx, n Notice) error {
	reader, _, err := tx.Person(n.Reader)
	if err != nil {
		return err
	}
	place, _, err := tx.Chat(n.Place.Chat)
	if err != nil {
		return err
	}
	lang := reader.Lang
	if lang == "" {
		lang = n.Lang
	}
	if lang == "" {
		lang = d.Catalog.Match("")
	}
	kind := storage.Send
	if n.Quiet {
		kind = storage.Show
	}
	return tx.Queue(&storage.Outgoing{
		Key: storage.OutKey{Chat: n.Place.Chat, Lane: n.Lane}, Kind: kind, Slot: n.Slot, Thread: n.Place.Thread,
		Message: d.Message(lang, n.Person, n.Screen(lang, zoneOf(place))), At: d.Now().UTC(),
	})
}

// Tell queues a notice for another place; call it in Also.
func (t *Turn) Tell(tx *storage.Tx, n Notice) error { return t.tell(tx, n) }

// zoneOf is the time zone of a chat, UTC when it has none.
func zoneOf(c storage.Chat) *time.Location {
	if z, err := time.LoadLocation(c.Zone); err == nil && c.Zone != "" {
		return z
	}
	return time.UTC
}
