package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"resellerbot/storage"
)

const movedID = -1001

func (w *world) write(f func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.store.Update(w.t.Context(), f); err != nil {
		w.t.Fatal(err)
	}
}

// TestAButtonOfAGroupThatMoved: a customer asks by a button of before the group
// became another chat, and the request reaches it there.
func TestAButtonOfAGroupThatMoved(t *testing.T) {
	w := newWorld(t)
	w.happens("group-connected")
	id := w.panel.Clients()[0].ID
	link := storage.Link{Chat: groupID, Provider: "servex", ClientID: id, Username: "anabela", Person: personID, By: personID, Next: w.now.AddDate(1, 0, 0)}
	w.write(func(tx *storage.Tx) error {
		if err := tx.SaveLink(link); err != nil {
			return err
		}
		return tx.MigrateChat(groupID, movedID)
	})
	w.tap(personID, "Ana", 1, "g."+strconv.FormatInt(personID, 36)+".ask "+strconv.Itoa(groupID)+" "+strconv.FormatInt(id, 10))
	w.person("[Send request]")
	w.write(func(tx *storage.Tx) error {
		link.Chat = movedID
		if _, open, err := tx.RequestOf(link.Key()); err != nil || !open {
			t.Errorf("no request there (%v):\n%s", err, strings.Join(w.log, "\n"))
		}
		return nil
	})
}

// TestAGroupThatMovesWhileItsKeyIsAskedFor is connected as what it became.
func TestAGroupThatMovesWhileItsKeyIsAskedFor(t *testing.T) {
	w := newWorld(t)
	w.happens("seed")
	var token string
	w.write(func(tx *storage.Tx) (err error) {
		token, err = tx.IssueTicket(storage.Ticket{Kind: "connect", Chat: groupID, Person: personID, Expires: w.now.AddDate(0, 0, 1)})
		return err
	})
	w.say("/start c" + token)
	w.person("[Servex]")
	w.write(func(tx *storage.Tx) error { return tx.MigrateChat(groupID, movedID) })
	w.say(panelKey)
	w.write(func(tx *storage.Tx) error {
		for id, want := range map[int64]int{groupID: 0, movedID: 1} {
			if a, err := tx.Accounts(id); err != nil || len(a) != want {
				t.Errorf("chat %d has %d accounts (%v):\n%s", id, len(a), err, strings.Join(w.log, "\n"))
			}
		}
		return nil
	})
}
