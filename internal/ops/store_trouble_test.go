package ops_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// troubled is a till whose customer has an invoice to pay, by hand: it is
// looked at for two weeks.
type troubled struct {
	*till
	id string
}

func newTroubled(t *testing.T) *troubled {
	t.Helper()
	w := &troubled{till: newTill(t)}
	w.id = w.wanted(wishes()[0], "k").ID
	w.shown("p", w.id, manualGateway)
	return w
}

// goes lets a time pass as a running program does.
func (w *troubled) goes(d time.Duration) {
	w.t.Helper()
	step := max(d/60, time.Minute)
	for end := w.Now().Add(d); w.Now().Before(end); {
		w.pass(min(step, end.Sub(w.Now())))
		w.watch(w.t.Context())
		w.must(w.TellStoresBack(w.t.Context(), w.hear))
	}
}

// wantTroubles compares what was told since it was asked last.
func (w *troubled) wantTroubles(at string, want ...string) {
	w.t.Helper()
	var got []string
	for _, n := range w.heard() {
		got = append(got, fmt.Sprintf("%d %s %s", n.Store.Chat, n.Kind, n.Since.Format("15:04")))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Errorf("%s (-want +got):\n%s", at, diff)
	}
}

// second opens a store of another chat with the same key; with a customer who
// has something to pay, or without.
func (w *troubled) second(id int64, buys bool) {
	w.t.Helper()
	w.update(func(tx *storage.Tx) error {
		a := storage.Account{Chat: id, Provider: ops.XMPlus, BaseURL: w.base, By: 1}
		return errors.Join(tx.SavePerson(storage.Person{ID: id, Name: "Olha"}), w.Connect(tx, a, secret.New(ourKey)))
	})
	if !buys {
		return
	}
	act, key := ops.Act{Key: fmt.Sprint(id), Place: chat.Place{Chat: id}, Person: id}, storage.MemberKey{Chat: id, Person: id}
	_, err := w.LogIn(w.t.Context(), act, key, "olha@mail.example", secret.New("Demo-2026!"), "", func(*storage.Tx, ops.StoreNews) error { return nil }, nil)
	w.must(err)
	out, err := w.Buy(w.t.Context(), act, key, resale.Purchase{PlanID: family, Plan: "Family", Period: resale.Month})
	w.wantDone(out, err)
}

func told(id int64, kind ops.StoreNewsKind, since string) string {
	return fmt.Sprintf("%d %s %s", id, kind, since)
}

// TestAPanelThatRefusesTheKey is told at once, once, to each chat that waits for
// something, also over a restart; and that it takes the key again.
func TestAPanelThatRefusesTheKey(t *testing.T) {
	w := newTroubled(t)
	w.second(otherChat, true)
	w.second(otherChat+1, false)
	w.goes(5 * time.Minute)
	w.wantTroubles("while all is well")
	w.panel.RevokeKey(ourKey)
	w.goes(10 * time.Minute)
	w.wantTroubles("refused", told(ourChat, ops.StoreRefused, "12:06"), told(otherChat, ops.StoreRefused, "12:06"))
	w.restart()
	asked := w.panel.Count("token").Asked
	w.goes(24 * time.Hour)
	w.wantTroubles("for a day")
	if n := w.panel.Count("token").Asked - asked; n > 60 {
		t.Errorf("asked %d times in a day", n)
	}
	w.panel.AddKey(ourKey)
	w.goes(2 * time.Hour)
	w.wantTroubles("taken again", told(ourChat, ops.StoreBack, "12:06"), told(otherChat, ops.StoreBack, "12:06"))
	w.goes(24 * time.Hour)
	w.wantTroubles("the day after")
}

// TestAPanelThatDoesNotAnswer is told of after an hour, once, also over a
// restart.
func TestAPanelThatDoesNotAnswer(t *testing.T) {
	for _, kind := range []sandbox.XMFaultKind{sandbox.XMHTML, sandbox.XMTruncated} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newTroubled(t)
			w.fail("", kind, 0)
			w.goes(40 * time.Minute)
			w.restart()
			w.fail("", kind, 0)
			w.goes(19 * time.Minute)
			w.wantTroubles("within the hour")
			w.goes(20 * time.Minute)
			w.wantTroubles("after an hour", told(ourChat, ops.StoreUnseen, "12:01"))
			w.restart()
			w.fail("", kind, 0)
			w.goes(24 * time.Hour)
			w.wantTroubles("for a day")
			w.panel.Heal()
			w.goes(time.Hour)
			w.wantTroubles("it answers", told(ourChat, ops.StoreBack, "12:01"))
		})
	}
}

// TestAnUnreachablePanel, which is asked three times at each look, is told of
// too. What failed long before, and was not looked at since, does not count.
func TestAnUnreachablePanel(t *testing.T) {
	w := newTroubled(t)
	w.fail("", sandbox.XMCutBefore, 0)
	for _, c := range []struct {
		after time.Duration
		want  []string
	}{{time.Minute, nil}, {4 * time.Hour, nil}, {65 * time.Minute, []string{told(ourChat, ops.StoreUnseen, "16:01")}}} {
		w.pass(c.after)
		w.watch(t.Context())
		w.wantTroubles(c.after.String(), c.want...)
	}
}

// TestAPanelThatFalters is one trouble: it is told once, and not at all when it
// is never away for an hour.
func TestAPanelThatFalters(t *testing.T) {
	w := newTroubled(t)
	for range 6 {
		w.fail("", sandbox.XMHTML, 0)
		w.goes(40 * time.Minute)
		w.panel.Heal()
		w.goes(20 * time.Minute)
	}
	w.wantTroubles("away for 40 minutes")
	for range 8 {
		w.panel.RevokeKey(ourKey)
		w.goes(25 * time.Minute)
		w.panel.AddKey(ourKey)
		for n := 0; n < 60 && w.watch(t.Context()) == 0; n++ { // until it was asked again
			w.pass(time.Minute)
		}
		w.goes(2 * time.Minute)
	}
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.StoreRefused {
		t.Errorf("refused and taken in turns: %+v", news)
	}
}

// TestAStoreThatWaitsForNothing is not told of anything: it is closed, or its
// customers owe nothing.
func TestAStoreThatWaitsForNothing(t *testing.T) {
	w := newTroubled(t)
	_, err := w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.On = false })
	w.must(err)
	w.panel.RevokeKey(ourKey)
	w.goes(2 * time.Hour)
	w.wantTroubles("closed")
	_, err = w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.On = true })
	w.must(err)
	w.goes(2 * time.Hour)
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.StoreRefused {
		t.Errorf("open: %+v", news)
	}
}

// TestANewKeyEndsATrouble without a word: who gave it sees that it works.
func TestANewKeyEndsATrouble(t *testing.T) {
	w := newTroubled(t)
	w.panel.RevokeKey(ourKey)
	w.goes(10 * time.Minute)
	w.wantTroubles("refused", told(ourChat, ops.StoreRefused, "12:01"))
	const next = "another-key-of-ours-1"
	w.panel.AddKey(next)
	w.connect(next)
	w.goes(3 * time.Hour)
	w.wantTroubles("a new key")
	w.panel.RevokeKey(next)
	w.goes(2 * time.Hour)
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.StoreRefused {
		t.Errorf("the new one: %+v", news)
	}
}

// TestNobodyIsWokenByATrouble: in quiet hours it waits.
func TestNobodyIsWokenByATrouble(t *testing.T) {
	w := newTroubled(t)
	w.update(func(tx *storage.Tx) error {
		return tx.SaveAlertRule(storage.AlertRule{Chat: ourChat, Panel: "p", On: true, QuietFrom: 11, QuietTo: 20})
	})
	w.panel.RevokeKey(ourKey)
	w.goes(7 * time.Hour)
	w.wantTroubles("in quiet hours")
	w.goes(3 * time.Hour)
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.StoreRefused || w.Now().Hour() < 20 {
		t.Errorf("after them: %+v", news)
	}
}
