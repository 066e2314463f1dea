package dialog_test

import (
	"strings"

	"resellerbot/storage"
)

// outbox is what was queued and nobody carries, oldest first.
func (w *world) outbox() (all []storage.Outgoing) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			row, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			all = append(all, row)
		}
		return err
	}))
	return all
}

// said joins the texts that were queued.
func (w *world) said() string {
	var s strings.Builder
	for _, row := range w.outbox() {
		s.WriteString(row.Message.HTML + "\n")
	}
	return s.String()
}

func (w *world) conversation(place int64) (c storage.Conversation, ok bool) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		c, ok, err = tx.Conversation(storage.ConversationKey{Chat: place, Person: ana})
		return err
	}))
	return c, ok
}

func (w *world) sweep() int {
	w.t.Helper()
	n, err := w.driver.Sweep(w.t.Context())
	w.must(err)
	return n
}
