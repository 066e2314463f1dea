package alerts_test

import (
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const neighbour = ourChat + 1 // has the same key

// wantTrouble checks what the alerts of both chats say.
func (w *hostWorld) wantTrouble(at, want string) {
	w.t.Helper()
	for _, place := range []chat.Place{place(), {Chat: neighbour}} {
		a, err := w.HostAlerts(w.t.Context(), place, "en")
		w.must(err)
		if a.Watch.Trouble.Kind != want {
			w.t.Errorf("%s, chat %d: trouble %q, want %q", at, place.Chat, a.Watch.Trouble.Kind, want)
		}
	}
}

func newNeighbours(t *testing.T) *hostWorld {
	t.Helper()
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	w.update(func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: neighbour, Provider: ops.WHMDC, BaseURL: w.base, By: 2}, secret.New(ourKey))
	})
	w.turnOn()
	_, err := w.TurnOnHostAlerts(t.Context(), ops.Act{Key: "on too", Place: chat.Place{Chat: neighbour}, Person: 2, Lang: "en"})
	w.must(err)
	w.sweep()
	return w
}

// troubles counts what each chat was told of a refused key.
func (w *hostWorld) troubles() map[int64]int {
	told := map[int64]int{}
	for _, n := range w.news {
		if n.Trouble == storage.HostRefused {
			told[n.Watch.Chat]++
		}
	}
	return told
}

// Any refusal of the key is known to the alerts of all who have it at once, is told
// to each of them once, and is over once the key works again.
func TestARefusedKeyIsKnownAtOnce(t *testing.T) {
	w := newNeighbours(t)
	w.wantTrouble("at first", "")
	w.panel.RevokeKey(ourKey)
	if _, err := w.HostMay(t.Context(), ourChat); resale.CodeOf(err) != resale.Unauthorized {
		t.Fatalf("the key is not refused: %v", err)
	}
	w.wantTrouble("refused", storage.HostRefused)
	for range 5 {
		w.tell()
		_, _ = w.HostList(t.Context(), neighbour, resale.Customers, ops.HostQuery{Page: 1})
		w.pass(20 * time.Minute)
		w.sweepTurn()
	}
	w.tell()
	if told := w.troubles(); told[ourChat] != 1 || told[neighbour] != 1 {
		t.Errorf("told %v times", told)
	}
	w.panel.AddKey(ourKey)
	w.pass(20 * time.Minute)
	w.sweep()
	w.tell()
	w.wantTrouble("mended", "")
}

// A key that an act deleted is known as gone before anything is refused; where it
// was another one after all, nobody is told anything.
func TestAKeyDeletedByAnActIsKnownAtOnce(t *testing.T) {
	for _, another := range []bool{false, true} {
		w := newNeighbours(t)
		id := w.panel.Rows(sandbox.WHKeys)[0].Text("id")
		out, err := w.HostDelete(t.Context(), ops.Act{Key: "delete", Place: place(), Person: 1, Lang: "en"}, resale.HostKeys, id)
		if err != nil || out.State != storage.Done || !out.Host.Shut {
			t.Fatalf("deleted: %+v, %v", out, err)
		}
		w.wantTrouble("deleted", storage.HostRefused)
		if another {
			w.panel.AddKey(ourKey)
		}
		w.sweepTurn()
		w.pass(time.Minute)
		w.tell()
		told, want := w.troubles(), 1
		if another {
			want = 0
			w.wantTrouble("after a look", "")
		}
		if told[ourChat] != want || told[neighbour] != want {
			t.Errorf("another one %v: told %v times, want %d", another, told, want)
		}
	}
}

// A new key is believed at once where it was connected: what happened meanwhile is
// told with all that can be looked up by it.
func TestANewKeyIsBelievedAtOnce(t *testing.T) {
	const newKey = "another key of the panel"
	w := newHostWorld(t, false, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.panel.RevokeKey(ourKey)
	if _, err := w.HostMay(t.Context(), ourChat); resale.CodeOf(err) != resale.Unauthorized {
		t.Fatalf("the key is not refused: %v", err)
	}
	w.pass(time.Minute)
	w.tell()
	if told := w.troubles()[ourChat]; told != 1 {
		t.Fatalf("told %d times", told)
	}
	w.panel.Order()
	w.panel.AddKey(newKey)
	w.connect(w.base, newKey)
	if watch := w.alerts().Watch; watch.Trouble.Kind != "" && !watch.Trouble.Over || watch.Sweep.Next.After(w.Now()) {
		t.Errorf("%+v, read again at %v", watch.Trouble, watch.Sweep.Next)
	}
	w.news = nil
	w.must(w.SweepHost(t.Context(), ourChat))
	w.pass(time.Minute)
	w.tell()
	if len(w.news) == 0 || !w.news[0].Back {
		t.Fatalf("told: %+v", w.news)
	}
	for _, item := range w.news[0].Items {
		if item.Event == "service.created" && (!item.Owed.Known || item.Customer == "") {
			t.Errorf("%+v", item)
		}
	}
	if len(w.news[0].Items) == 0 {
		t.Error("nothing of what happened meanwhile")
	}
}
