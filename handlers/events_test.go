package handlers_test

import (
	"fmt"
	"strconv"
	"time"

	"resellerbot/handlers"
	"resellerbot/storage"
)

// events tells so many live events, or one of each kind, as alerts do.
func (w *world) events(how string) {
	w.t.Helper()
	now := w.clock()
	told := handlers.EventsTold{Zone: time.UTC, Now: now}
	if n, err := strconv.Atoi(how); err == nil {
		for i := range n {
			told.Lines = append(told.Lines, storage.Event{Kind: "online", Name: fmt.Sprintf("client%02d", i), At: now})
		}
	} else {
		for _, kind := range []string{
			"online", "offline", "unstable", "all_offline", "returned", "gap", "panel_down", "panel_up", "key_refused",
			"server_offline", "server_online", "server_busy", "server_calm", "command",
		} {
			told.Lines = append(told.Lines, storage.Event{Kind: kind, Name: "<b>&ana", Count: 3, At: now.Add(-time.Hour), Until: now, Text: "CPU 97%"})
		}
	}
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) (err error) {
		if len(told.Lines) > 40 {
			if told.Batch, err = tx.KeepEvents(w.place().Chat, told.Lines); err != nil {
				return err
			}
			told.Lines, told.More = told.Lines[:40], len(told.Lines)-40
		}
		return tx.Queue(&storage.Outgoing{
			Key: storage.OutKey{Chat: w.place().Chat, Lane: storage.Alerts}, Kind: storage.Send,
			Message: w.driver.Message(w.deps.Catalog.Match(w.lang), 0, handlers.EventsScreen(w.deps, w.deps.Catalog.Match(w.lang), told)),
		})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.show()
}
