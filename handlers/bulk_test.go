package handlers_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// bulks runs the background job that works on many clients.
func (w *world) bulks() {
	w.t.Helper()
	job := jobs.Bulks(w.ops, func(tx *storage.Tx, b storage.Bulk) error {
		m := w.driver.Message(b.Lang, 0, handlers.BulkScreen(b, w.clock()))
		return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: b.Chat}, Kind: storage.Show, Slot: "bulk:" + b.ID, Message: m})
	})
	if err := job(w.t.Context()); err != nil && !w.dead.Load() {
		w.t.Fatal(err)
	}
	w.show()
}

// digest sends a message with a button that stands for many clients.
func (w *world) digest(names []string) {
	w.t.Helper()
	b := storage.ClientBatch{Chat: w.place().Chat}
	for _, c := range w.panel.Clients() {
		for _, name := range names {
			if c.Username == name {
				b.Clients = append(b.Clients, storage.ListedClient{ID: c.ID, Username: name})
			}
		}
	}
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		id, err := tx.SaveClientBatch(b)
		if err != nil {
			return err
		}
		screen := chat.Screen{
			Lines: []chat.Text{chat.Literal("Time is nearly over for " + strings.Join(names, ", "))},
			Rows:  [][]chat.Button{{{Label: chat.Literal("Renew all"), Go: "bulk renew " + id + " 30"}}},
		}
		return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: b.Chat}, Kind: storage.Send, Message: w.driver.Message(w.lang, 0, screen)})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.show()
}

func (w *world) crowd(text string) {
	w.t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		w.t.Fatal(err)
	}
	category := w.panel.Categories()[0].ID
	for i := range n {
		w.panel.AddClient(sandbox.ServexClient{
			Username: fmt.Sprintf("crowd%03d", i+1), CategoryID: category, Limit: 1, Kind: "user",
			OwnerID: sandbox.ServexDemoOwner, Expires: w.clock().AddDate(0, 0, 10),
		})
	}
}

func (w *world) gone(name string) {
	w.t.Helper()
	for _, c := range w.panel.Clients() {
		if !strings.Contains(c.Username, name) {
			continue
		}
		out, err := w.ops.DeleteClient(w.t.Context(), ops.Act{Key: "gone." + c.Username, Place: w.place()}, c.ID, c.Username)
		if err != nil || out.State != storage.Done {
			w.t.Fatal(out, err)
		}
	}
}

// Every reason for which a client of a bulk can be refused has words.
func TestBulkSaysWhy(t *testing.T) {
	catalog, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []resale.Code{
		resale.Forbidden, resale.NotFound, resale.Invalid, resale.Refused, resale.Taken, resale.Busy,
		resale.PrivateAddress, resale.Blocked, resale.BadAnswer, resale.Unavailable, resale.Internal,
	} {
		if key := "bulk.why_" + string(code); catalog.Plain("en", chat.T(key)) == key {
			t.Errorf("no words for %s", code)
		}
	}
}

// TestABulkNamesWhoStaysATest, in every language.
func TestABulkNamesWhoStaysATest(t *testing.T) {
	catalog, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	b := storage.Bulk{ID: "b", Act: storage.BulkRenew, Days: 30, State: storage.BulkDone, Items: []storage.BulkItem{
		{Username: "eva", State: storage.Done, Code: storage.StillTest}, {Username: "davi", State: storage.Done},
	}}
	for lang, want := range map[string]string{"en": "keeps as trials: 1", "pt-BR": "mantém como teste: 1"} {
		text := catalog.Render(lang, handlers.BulkScreen(b, time.Now()).Lines)
		if !strings.Contains(text, want) || !strings.Contains(text, "<b>eva</b>") || strings.Contains(text, "davi") {
			t.Errorf("%s:\n%s", lang, text)
		}
	}
}

// The bot dies right after each commit that a bulk makes, one commit a world,
// and comes back on what the disk held. Each time every client is renewed once,
// and the person sees the end.
func TestEveryCommitOfABulkMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieInBulk(t, n); n++ {
		points++
	}
	if points < 15 {
		t.Errorf("%d commits are too few for a bulk", points)
	}
}

// dieInBulk dies after the nth commit of a bulk; false when there are not that
// many.
func dieInBulk(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close() }()
	w.happens("connected")
	for _, step := range []string{"/bulk", "[All]", "[Select all found]", "[diego]", "[Go on]", "[Renew]", "[30 days]"} {
		w.person(step)
	}
	w.killAt = w.commits.Load() + n
	for _, step := range []func(){func() { w.person("[Renew 3 clients for 30 days]") }, w.bulks} {
		step()
		if w.dead.Load() {
			died = true
			w.revive()
			w.wait("1m")
			w.bulks()
			w.settle()
		}
	}
	for _, c := range w.panel.Clients() {
		if want := btoi(c.Username != "diego"); w.panel.Renewals(c.ID) != want {
			t.Errorf("commit %d: %s is renewed %d times, want %d", n, c.Username, w.panel.Renewals(c.ID), want)
		}
	}
	if !strings.Contains(w.screen(), "Finished") {
		t.Errorf("commit %d: the person sees no end, but:\n%s", n, w.screen())
	}
	return died
}
