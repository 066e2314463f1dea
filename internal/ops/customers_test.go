package ops_test

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// invite issues an invitation to ana.
func (w *world) invite() (token string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) (err error) {
		token, err = tx.IssueTicket(storage.Ticket{Kind: ops.Invite, Chat: ourChat, Expires: w.Now().Add(time.Hour)})
		return err
	}))
	return token
}

func (w *world) claim(token string, person int64) (bool, error) {
	return w.ClaimLink(w.t.Context(), token, storage.Link{Chat: ourChat, Provider: ops.Servex, ClientID: w.ana.ID, Username: "ana", Person: person, Expires: w.ana.Expires})
}

// request is an open request of a linked customer.
func (w *world) request(person int64) (r storage.Request) {
	w.t.Helper()
	if ok, err := w.claim(w.invite(), person); !ok || err != nil {
		w.t.Fatalf("claim: %v, %v", ok, err)
	}
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) (err error) {
		r, _, err = tx.OpenRequest(storage.Request{Chat: ourChat, Provider: ops.Servex, ClientID: w.ana.ID, Username: "ana", Person: person})
		return err
	}))
	return r
}

// news queues what a customer is told, so that it counts only if it was committed.
func news(tx *storage.Tx, n ops.News) error {
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Link.Person}, Kind: storage.Send}
	o.Message.HTML = fmt.Sprintf("%s %s", n.Kind, n.Link.Expires.Format(time.DateOnly))
	return tx.Queue(&o)
}

func (w *world) heard(t *testing.T, want ...string) {
	t.Helper()
	var got []string
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if o.Kind != storage.Strip {
				got = append(got, o.Message.HTML)
			}
		}
		return err
	}))
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the customer heard %q, want %q", got, want)
	}
}

func by(person int64) ops.Act {
	return ops.Act{Key: "not the key", Place: chat.Place{Chat: ourChat}, Person: person, Lang: "en"}
}

// TestOneOfManyClaims: an invitation serves one person, who may claim again.
func TestOneOfManyClaims(t *testing.T) {
	w := newWorld(t)
	token := w.invite()
	var won atomic.Int64
	var wg sync.WaitGroup
	for person := int64(1); person <= 20; person++ {
		wg.Go(func() {
			ok, err := w.claim(token, person)
			if err != nil {
				t.Error(err)
			}
			if ok && !won.CompareAndSwap(0, person) {
				t.Errorf("both %d and %d have it", won.Load(), person)
			}
		})
	}
	wg.Wait()
	if ok, err := w.claim(token, won.Load()); !ok || err != nil {
		t.Errorf("the same claim after a crash: %v, %v", ok, err)
	}
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		links, err := tx.LinksTo(ourChat, ops.Servex, w.ana.ID)
		if len(links) != 1 || links[0].Person != won.Load() {
			t.Errorf("%d links", len(links))
		}
		return err
	}))
}

// TestManyAdminsRenewOnce: however many tap at once, the client is renewed
// once, and the customer hears it once.
func TestManyAdminsRenewOnce(t *testing.T) {
	w := newWorld(t)
	r := w.request(99)
	var wg sync.WaitGroup
	for admin := int64(1); admin <= 10; admin++ {
		wg.Go(func() {
			out, asked, err := w.RenewRequest(t.Context(), by(admin), r.ID, ops.RequestDays, news)
			if err != nil || out.Act != "" && out.State != storage.Done || asked.State != storage.RequestDone {
				t.Errorf("admin %d: %v %v, request %s, %v", admin, out.State, out.Code, asked.State, err)
			}
		})
	}
	wg.Wait()
	if n := w.panel.Renewals(w.ana.ID); n != 1 {
		t.Errorf("renewed %d times", n)
	}
	w.heard(t, "renewed "+w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly))
}

// TestYesAndNoAtOnce: what the customer hears last is what is true.
func TestYesAndNoAtOnce(t *testing.T) {
	for range 10 {
		w := newWorld(t)
		r := w.request(99)
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, _, err := w.RenewRequest(t.Context(), by(1), r.ID, ops.RequestDays, news); err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() {
			if _, err := w.DeclineRequest(t.Context(), ourChat, 2, r.ID, "", news); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		renewed := "renewed " + w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly)
		declined := "declined " + w.ana.Expires.Format(time.DateOnly)
		asked, err := w.Request(t.Context(), ourChat, r.ID)
		w.must(err)
		switch {
		case asked.State == storage.RequestDeclined:
			w.heard(t, declined)
		case asked.State == storage.RequestDone && w.panel.Renewals(w.ana.ID) == 1:
			if heard := w.outbox(); heard != 1 {
				w.heard(t, declined, renewed) // the no came between the look and the renewal
			} else {
				w.heard(t, renewed)
			}
		default:
			t.Errorf("request %s, %d renewals", asked.State, w.panel.Renewals(w.ana.ID))
		}
	}
}

func (w *world) outbox() (n int) {
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if o.Kind != storage.Strip {
				n++
			}
		}
		return err
	}))
	return n
}

// TestARefusedRenewalIsTriedAgain: what changed nothing is no end; each try is
// an act of its own.
func TestARefusedRenewalIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	r := w.request(99)
	w.panel.Fail(sandbox.ServexFault{Method: http.MethodGet, Kind: sandbox.ServexCutBefore})
	for range 2 {
		out, asked, err := w.RenewRequest(t.Context(), by(1), r.ID, ops.RequestDays, news)
		if err != nil || out.State != storage.Refused || asked.State != storage.RequestOpen {
			t.Fatalf("%v %v, request %s, %v", out.State, out.Code, asked.State, err)
		}
	}
	w.heard(t)
	w.panel.Heal()
	for range 2 {
		if out, _, err := w.RenewRequest(t.Context(), by(1), r.ID, ops.RequestDays, news); err != nil || out.State != storage.Done {
			t.Fatalf("%v, %v", out.State, err)
		}
	}
	if n := w.panel.Renewals(w.ana.ID); n != 1 {
		t.Errorf("renewed %d times", n)
	}
	w.heard(t, "renewed "+w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly))
}

// TestWhatIsUnknownIsNotTold until it is settled, and then once.
func TestWhatIsUnknownIsNotTold(t *testing.T) {
	w := newWorld(t)
	r := w.request(99)
	w.panel.Fail(sandbox.ServexFault{Method: http.MethodPost, Kind: sandbox.Servex500})
	out, _, err := w.RenewRequest(t.Context(), by(1), r.ID, ops.RequestDays, news)
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%v, %v", out.State, err)
	}
	if asked, err := w.DeclineRequest(t.Context(), ourChat, 2, r.ID, "", news); err != nil || asked.State != storage.RequestOpen || !asked.Busy {
		t.Errorf("declined while it is unknown: %+v, %v", asked, err)
	}
	w.heard(t)
	w.panel.Heal()
	w.pass(time.Hour)
	due, err := w.Unsettled(t.Context(), 10)
	w.must(err)
	for _, row := range due {
		w.must(w.Reconcile(t.Context(), row, func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
			return w.EndRequest(tx, row.Key, row.Person, out, news)
		}))
	}
	if n := w.panel.Renewals(w.ana.ID); n != 1 {
		t.Errorf("renewed %d times", n)
	}
	w.heard(t, "renewed "+w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly))
}

// TestAWordIsNoDate: a renewal that a person says was done is told to the
// customer when the panel shows it, and not before.
func TestAWordIsNoDate(t *testing.T) {
	for _, name := range []string{"true", "false"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			r := w.request(99)
			key := fmt.Sprintf("request.%d", r.ID)
			w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
				return tx.SaveEntry(storage.Entry{Key: key, Act: "renew client", Chat: ourChat, State: storage.Unknown, Calls: 1, Intent: []byte(`{"username":"ana"}`)})
			}))
			out, err := w.Decide(t.Context(), ourChat, key, true)
			w.must(err)
			w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.EndRequest(tx, key, 1, out, news) }))
			w.heard(t)
			var want []string
			if name == "true" {
				other := w.act("elsewhere")
				_, err := w.RenewClient(t.Context(), other, w.ana.ID, "ana", 30)
				w.must(err)
				want = []string{"renewed " + w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly)}
			}
			w.pass(time.Minute)
			due, err := w.DueLinks(t.Context(), 10)
			w.must(err)
			if len(due) != 1 {
				t.Errorf("%d links are due", len(due))
			}
			for _, l := range due {
				w.must(w.LookAtLink(t.Context(), l, news))
			}
			w.heard(t, want...)
			asked, err := w.Request(t.Context(), ourChat, r.ID)
			if asked.Busy || (asked.State == storage.RequestOpen) != (name == "false") || err != nil {
				t.Errorf("request %s, %v, %v", asked.State, asked.Busy, err)
			}
		})
	}
}
