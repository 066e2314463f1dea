package ops_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// wantsDigest lets the clock go on to a quarter past nine of a day, runs what is
// due and holds what it names against want.
func (w *tunnels) wantsDigest(day int, want ...string) {
	w.t.Helper()
	w.pass(time.Date(2026, 5, day, 9, 15, 0, 0, time.UTC).Sub(w.Now()))
	var told []string
	due, err := w.DueDigests(w.t.Context(), 10)
	w.must(err)
	for _, some := range due {
		for _, d := range some {
			w.must(w.RunDigest(w.t.Context(), d, func(_ *storage.Tx, n ops.DigestNews) error {
				told = nil
				for _, c := range n.Clients {
					told = append(told, fmt.Sprintf("%s %d %v", c.Username, c.Days, c.Ended))
				}
				return nil
			}))
		}
	}
	if diff := cmp.Diff(want, told); diff != "" {
		w.t.Errorf("May %d (-want +got):\n%s", day, diff)
	}
}

// add adds an account of ours that ends on a day of May; 0: it renews itself.
func (w *tunnels) add(name string, day int, off bool) int64 {
	a := sandbox.VPNAccount{User: w.account("ana").User, Username: name, Password: "secret1", Disabled: off}
	if day > 0 {
		a.Expires = time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC)
	}
	return w.panel.AddAccount(a)
}

// TestAccountsAreWarnedOf, but for those that renew themselves, are disabled,
// renewed or gone. A panel may call disabled what is over.
func TestAccountsAreWarnedOf(t *testing.T) {
	w := newTunnels(t)
	w.panel.Quirk(sandbox.VPNQuirks{Expired: sandbox.VPNExpiredDisabled})
	bia, caio, dora := w.add("bia", 25, false), w.add("caio", 25, true), w.add("dora", 25, false)
	w.wantsDigest(23, "bia 2 false", "dora 2 false")
	out, err := w.SetVPNExpiry(t.Context(), w.act("x"), bia, "bia", saleEnd())
	if err != nil || out.State != storage.Done {
		t.Fatalf("renew: %+v, %v", out, err)
	}
	w.panel.DropAccount(dora)
	w.panel.SetAccount(caio, func(a *sandbox.VPNAccount) { a.Disabled = false })
	w.wantsDigest(24, "caio 1 false")
	w.wantsDigest(25, "caio 0 true")
	w.panel.SetAccount(caio, func(a *sandbox.VPNAccount) { a.Expires = time.Time{} })
	w.wantsDigest(26)
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		rows, err := tx.Warnings(ourChat, ops.VPNResellers)
		names := map[string]bool{}
		for _, row := range rows {
			names[row.Username] = true
		}
		if names["ana"] || names["dora"] || !names["bia"] {
			t.Errorf("rows are kept of %v", names)
		}
		return err
	}))
}

// TestAnActOnAnAccountIsSeenAtOnce in the listing that is kept for an hour.
func TestAnActOnAnAccountIsSeenAtOnce(t *testing.T) {
	w := newTunnels(t)
	bia := w.add("bia", 25, false)
	listed := func() (all []string) {
		l, err := w.Listing(t.Context(), ourChat, ops.VPNResellers)
		w.must(err)
		for _, c := range l.Clients {
			all = append(all, c.Username+" "+c.Expires.Format("01-02"))
		}
		return all
	}
	want := func(when string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, listed()); diff != "" {
			t.Errorf("%s:\n%s", when, diff)
		}
	}
	want("at first", "ana 01-01", "bia 05-25")
	_, err := w.SetVPNExpiry(t.Context(), w.act("1"), bia, "bia", saleEnd())
	w.must(err)
	want("renewed", "ana 01-01", "bia 06-21")
	_, err = w.SetVPNDisabled(t.Context(), w.act("2"), w.ana, "ana", true)
	w.must(err)
	want("disabled", "bia 06-21")
	_, err = w.SetVPNDisabled(t.Context(), w.act("3"), w.ana, "ana", false)
	w.must(err)
	want("enabled", "ana 01-01", "bia 06-21")
	_, err = w.DeleteVPN(t.Context(), w.act("4"), bia, "bia")
	w.must(err)
	want("deleted", "ana 01-01")
	sale := w.sale()
	sale.New.Username = "caio"
	_, err = w.SellVPN(t.Context(), w.act("5"), sale)
	w.must(err)
	want("sold", "ana 01-01", "caio 06-21")
}

// TestManyAccountsAwayAreLookedUpTogether: by one reading of the list.
func TestManyAccountsAwayAreLookedUpTogether(t *testing.T) {
	w := newTunnels(t)
	away := []storage.ListedClient{{ID: 99, Username: "gone"}}
	for i := range 40 {
		name := fmt.Sprintf("c%02d", i)
		away = append(away, storage.ListedClient{ID: w.add(name, 20+i%10, i%2 == 0), Username: name})
	}
	for _, asked := range [][]storage.ListedClient{away[:11], away} {
		absent, err := w.Absent(t.Context(), ourChat, ops.VPNResellers, asked)
		if err != nil || len(absent) != len(asked)-1 {
			t.Errorf("of %d, %d are found, %v", len(asked), len(absent), err)
		}
	}
}

// TestWhatWasGivenAwayIsATrial: nobody is warned of it until it is renewed.
func TestWhatWasGivenAwayIsATrial(t *testing.T) {
	w := newTunnels(t)
	w.add("bia", 25, false)
	eva := w.add("eva", 25, false)
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		return tx.SaveClaim(storage.Claim{
			Offer: storage.NewOfferID(), Person: 99, N: 1, Chat: ourChat, Provider: ops.VPNResellers, ClientID: eva, Username: "eva",
			State: storage.ClaimGranted, Until: time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC),
		})
	}))
	soon := func(want ...string) {
		t.Helper()
		all, err := w.EndingSoon(t.Context(), ourChat, ops.VPNResellers, []int{3, 1, 0}, time.UTC)
		w.must(err)
		var names []string
		for _, e := range all {
			names = append(names, e.Username)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("ending soon (-want +got):\n%s", diff)
		}
	}
	w.wantsDigest(23, "bia 2 false")
	soon("bia")
	out, err := w.RenewVPN(t.Context(), w.act("renews"), eva, "eva", 1)
	if err != nil || out.State != storage.Done {
		t.Fatalf("renew: %+v, %v", out, err)
	}
	soon("bia", "eva")
	w.wantsDigest(25, "eva 1 false", "bia 0 true")
	w.wantsDigest(26, "eva 0 true")
}
