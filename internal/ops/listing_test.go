package ops_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// listCalls counts the pages of lists that the panel was asked for.
func (w *world) listCalls() (n int) {
	for _, c := range w.panel.Calls() {
		if c.Path == "/clients" && strings.Contains(c.Query, "status=") {
			n++
		}
	}
	return n
}

func TestAListingIsReadOnceAnHour(t *testing.T) {
	w := newWorld(t)
	w.connect(otherChat, ourKey)
	for i := range 600 { // more than a page
		w.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprintf("c%03d", i), CategoryID: w.place, OwnerID: 42, Expires: w.Now().AddDate(0, 0, 2), Suspended: i%100 == 0})
	}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			l, err := w.Listing(t.Context(), ourChat+int64(i%2), ops.Servex)
			if err != nil || len(l.Clients) != 595 {
				t.Errorf("%d clients, %v", len(l.Clients), err)
			}
		})
	}
	wg.Wait()
	read := w.listCalls()
	if read == 0 || read > 6 {
		t.Errorf("%d pages for three filters of two pages at most", read)
	}
	w.pass(59 * time.Minute)
	if _, err := w.Listing(t.Context(), ourChat, ops.Servex); err != nil || w.listCalls() != read {
		t.Errorf("read anew within the hour, %v", err)
	}
	w.pass(2 * time.Minute)
	if _, err := w.Listing(t.Context(), ourChat, ops.Servex); err != nil || w.listCalls() != 2*read {
		t.Errorf("%d pages after the hour, %v", w.listCalls(), err)
	}
}

// TestAListingKnowsWhatTheBotDid, without being read anew.
func TestAListingKnowsWhatTheBotDid(t *testing.T) {
	w := newWorld(t)
	w.panel.AddClient(sandbox.ServexClient{Username: "bia", CategoryID: w.place, OwnerID: 42})
	before, err := w.Listing(t.Context(), ourChat, ops.Servex)
	w.must(err)
	calls := w.listCalls()
	names := func() (all []string) {
		l, err := w.Listing(t.Context(), ourChat, ops.Servex)
		w.must(err)
		for _, c := range l.Clients {
			all = append(all, c.Username+c.Expires.Format(" 2 Jan"))
		}
		return all
	}
	wants := func(want ...string) {
		t.Helper()
		if got := names(); !slices.Equal(got, want) {
			t.Errorf("listed: %q, want %q", got, want)
		}
	}
	wants("ana 1 Jun", "bia 21 Jun")
	_, err = w.RenewClient(t.Context(), w.act("renew"), w.ana.ID, "ana", 30)
	w.must(err)
	wants("ana 1 Jul", "bia 21 Jun")
	_, err = w.SetSuspended(t.Context(), w.act("suspend"), w.ana.ID, "ana", true)
	w.must(err)
	wants("bia 21 Jun")
	_, err = w.SetSuspended(t.Context(), w.act("reactivate"), w.ana.ID, "ana", false)
	w.must(err)
	_, err = w.DeleteClient(t.Context(), w.act("delete"), before.Clients[1].ID, "bia")
	w.must(err)
	wants("ana 1 Jul")
	if len(before.Clients) != 2 || before.Clients[0].Expires.Month() != time.June || w.listCalls() != calls {
		t.Errorf("what was given out before changed, or the list was read anew: %+v", before)
	}
}

func TestAbsentTellsTheEndedFromTheRest(t *testing.T) {
	w := newWorld(t)
	var away []storage.ListedClient
	for i := range 30 {
		name := fmt.Sprintf("c%02d", i)
		away = append(away, storage.ListedClient{Username: name})
		c := sandbox.ServexClient{Username: name, CategoryID: w.place, OwnerID: 42, Expires: w.Now().AddDate(0, 0, -1), Suspended: i%2 == 0}
		w.panel.AddClient(c)
	}
	for _, asked := range [][]storage.ListedClient{away[:10], away} {
		absent, err := w.Absent(t.Context(), ourChat, ops.Servex, append([]storage.ListedClient{{Username: "gone"}}, asked...))
		suspended := 0
		for _, c := range absent {
			if c.Suspended {
				suspended++
			}
		}
		if err != nil || len(absent) != len(asked) || suspended != len(asked)/2 {
			t.Errorf("of %d, %d are found and %d suspended, %v", len(asked), len(absent), suspended, err)
		}
	}
}
