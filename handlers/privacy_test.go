package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestPrivacyCountsOrders, and forgets them.
func TestPrivacyCountsOrders(t *testing.T) {
	w := newWorld(t)
	w.write(func(tx *storage.Tx) error {
		panel := storage.PanelOf("smm", "", secret.New("key"))
		for _, id := range []string{"1", "2"} {
			if err := tx.SaveOrder(storage.Order{Chat: personID, Person: personID, Panel: panel, ID: id}); err != nil {
				return err
			}
		}
		return tx.SaveFavourite(storage.Favourite{Chat: personID, Panel: panel, Service: "7"})
	})
	w.say("/privacy")
	if said := strings.Join(w.log, "\n"); !strings.Contains(said, "2 orders\n") || !strings.Contains(said, "1 favourite service\n") {
		t.Errorf("the bot said:\n%s", said)
	}
	for _, button := range []string{"[Forget me]", "[Forget me]", "[Yes, delete all]"} {
		w.person(button)
	}
	w.write(func(tx *storage.Tx) error {
		held, err := tx.Held(personID, personID)
		if held.Orders != 0 || held.Favourites != 0 {
			t.Errorf("still held: %+v", held)
		}
		return err
	})
}
