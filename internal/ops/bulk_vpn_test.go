package ops_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// startAccounts asks for a bulk on accounts that end on May 25, and on ana, who
// renews herself.
func (w *tunnels) startAccounts(act string, names ...string) (id string) {
	w.t.Helper()
	b := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Person: 1, Lang: "en", Act: act, Provider: ops.VPNResellers, Days: 30}
	for _, name := range names {
		id := w.ana
		if name != "ana" {
			id = w.add(name, 25, name == "off")
		}
		b.Items = append(b.Items, storage.BulkItem{ID: id, Username: name})
	}
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
	return b.ID
}

// finishBulk gives it turns until it is ended.
func (w *tunnels) finishBulk(id string) storage.Bulk {
	w.t.Helper()
	for range 100 {
		w.must(w.RunBulk(w.t.Context(), id, func(*storage.Tx, storage.Bulk) error { return nil }))
		b, _, err := w.Bulk(w.t.Context(), ourChat, id)
		w.must(err)
		if b.State.Ended() {
			return b
		}
		w.pass(max(b.NotBefore.Sub(w.Now()), 0))
	}
	w.t.Fatal("the bulk does not come to an end")
	return storage.Bulk{}
}

// ends gives the accounts' ends, by name.
func (w *tunnels) ends(names ...string) (ends []string) {
	for _, name := range names {
		ends = append(ends, w.account(name).Expires.Format("01-02"))
	}
	return ends
}

func (w *tunnels) wantsStory(b storage.Bulk, want string) {
	w.t.Helper()
	if diff := cmp.Diff(want, story(b)); diff != "" {
		w.t.Error(diff)
	}
}

func TestBulkRenewsAccounts(t *testing.T) {
	w := newTunnels(t)
	b := w.finishBulk(w.startAccounts(storage.BulkRenew, "bia", "ana", "off", "caio"))
	w.wantsStory(b, "done, done, refused changed, done still_off, done")
	if diff := cmp.Diff([]string{"06-24", "01-01", "06-24", "06-24"}, w.ends("bia", "ana", "off", "caio")); diff != "" {
		t.Error(diff)
	}
}

// TestBulkTurnsAccountsOffAndOn: an account that is so already stays so.
func TestBulkTurnsAccountsOffAndOn(t *testing.T) {
	w := newTunnels(t)
	b := w.finishBulk(w.startAccounts(storage.BulkSuspend, "bia", "ana", "off"))
	w.wantsStory(b, "done, done, done, done")
	if !w.account("bia").Disabled || !w.account("ana").Disabled {
		t.Error("an account is not disabled")
	}
	again := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Act: storage.BulkReactivate, Provider: ops.VPNResellers, Items: []storage.BulkItem{{ID: w.ana, Username: "ana"}}}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, again) }))
	w.wantsStory(w.finishBulk(again.ID), "done, done")
	if w.account("ana").Disabled {
		t.Error("ana is still disabled")
	}
}

// TestBulkOfAccountsThroughTrouble: answers that are lost, calls that do not
// arrive, restarts: each account gets its days once.
func TestBulkOfAccountsThroughTrouble(t *testing.T) {
	for name, fault := range map[string]sandbox.VPNFault{
		"lost":  {Method: http.MethodPut, Kind: sandbox.VPNCutAfter, Times: 3},
		"cut":   {Method: http.MethodPut, Kind: sandbox.VPNCutBefore, Times: 2},
		"fails": {Method: http.MethodPut, Kind: sandbox.VPN500, Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTunnels(t)
			id := w.startAccounts(storage.BulkRenew, "bia", "caio", "davi", "eva")
			w.panel.Fail(fault)
			for range 3 {
				w.must(w.RunBulk(t.Context(), id, func(*storage.Tx, storage.Bulk) error { return nil }))
				w.restart()
				w.pass(time.Minute)
			}
			w.finishBulk(id)
			w.reconcile()
			if diff := cmp.Diff([]string{"06-24", "06-24", "06-24", "06-24"}, w.ends("bia", "caio", "davi", "eva")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestBulkOfAccountsStopsWithoutMoney: all the others would be refused so too.
func TestBulkOfAccountsStopsWithoutMoney(t *testing.T) {
	w := newTunnels(t)
	id := w.startAccounts(storage.BulkRenew, "bia", "caio")
	w.panel.SetBalance(ourKey, "0")
	w.wantsStory(w.finishBulk(id), "stopped no_funds, , ")
}

// TestAccountsToChooseFrom: in the order of their ends, kept for a moment, and
// read anew after an act.
func TestAccountsToChooseFrom(t *testing.T) {
	w := newTunnels(t)
	for name, day := range map[string]int{"bia": 25, "caio": 20, "davi": 21, "eva": 30} {
		w.add(name, day, false)
	}
	w.add("off", 24, true)
	want := func(group ops.VPNGroup, search string, want ...string) {
		t.Helper()
		found, err := w.VPNChoice(t.Context(), ourChat, group, search)
		w.must(err)
		var got []string
		for _, a := range found {
			got = append(got, a.Username)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q %q:\n%s", group, search, diff)
		}
	}
	want(ops.VPNAll, "", "caio", "davi", "off", "bia", "eva", "ana")
	want(ops.VPNSoon, "", "bia")
	want(ops.VPNOver, "", "davi", "caio")
	want(ops.VPNRunning, "", "bia", "eva", "ana")
	want(ops.VPNDisabled, "", "off")
	want(ops.VPNAll, "IA", "bia")
	if n := len(w.panel.Calls()); n != 1 {
		t.Errorf("the list was read %d times", n)
	}
	_, err := w.RenewVPN(t.Context(), w.act("x"), w.account("caio").ID, "caio", 5)
	w.must(err)
	want(ops.VPNSoon, "", "bia", "caio")
	w.panel.DropAccount(w.account("bia").ID)
	w.pass(21 * time.Second)
	want(ops.VPNSoon, "", "caio")
	if _, err := w.VPNChoice(t.Context(), ourChat+1, ops.VPNAll, ""); err == nil {
		t.Error("a chat without an account has accounts")
	}
}

// TestOthersMovedTheEnd: a renewal whose answer was lost is not done again after
// somebody else moved the end, for that might shorten it.
func TestOthersMovedTheEnd(t *testing.T) {
	w := newTunnels(t)
	bia := w.add("bia", 25, false)
	w.panel.Fail(sandbox.VPNFault{Method: http.MethodPut, Kind: sandbox.VPNCutBefore})
	w.panel.Fail(sandbox.VPNFault{Method: http.MethodGet, Path: "accounts/{id}", Skip: 1, Kind: sandbox.VPN500})
	out, err := w.RenewVPN(t.Context(), w.act("x"), bia, "bia", 30)
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%+v, %v", out, err)
	}
	w.panel.Heal()
	w.panel.SetAccount(bia, func(a *sandbox.VPNAccount) { a.Expires = a.Expires.AddDate(0, 3, 0) })
	for range 5 {
		w.pass(20 * time.Minute)
		if w.reconcileOnce() != 1 {
			t.Error("the renewal is not open any more")
		}
	}
	if diff := cmp.Diff([]string{"08-25"}, w.ends("bia")); diff != "" {
		t.Error(diff)
	}
}

// TestBulkOfAccountsSurvivesEveryCrash: the process ends at each request that it
// makes, before it is sent or once it was answered; each account gets its days
// once.
func TestBulkOfAccountsSurvivesEveryCrash(t *testing.T) {
	for _, sent := range []bool{false, true} {
		n := 1
		for ; crashInBulk(t, n, sent); n++ {
		}
		if n < 5 {
			t.Errorf("it makes only %d requests", n-1)
		}
	}
}

// crashInBulk tells whether the bulk came to its nth request.
func crashInBulk(t *testing.T, nth int, sent bool) (reached bool) {
	t.Helper()
	w := newTunnels(t)
	id := w.startAccounts(storage.BulkRenew, "bia", "caio")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.wire.die(nth, sent, func() { reached = true; cancel() })
	err := w.RunBulk(ctx, id, func(*storage.Tx, storage.Bulk) error { return nil })
	if err != nil && ctx.Err() == nil {
		t.Fatal(err)
	}
	w.restart()
	b := w.finishBulk(id)
	w.reconcile()
	if diff := cmp.Diff([]string{"06-24", "06-24"}, w.ends("bia", "caio")); diff != "" || b.State != storage.BulkDone {
		t.Errorf("request %d, sent %v: %s\n%s", nth, sent, story(b), diff)
	}
	return reached
}
