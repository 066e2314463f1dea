package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// The bot dies right after each commit from an offer's link to what connects,
// one commit a world. Each time the person has one, made once, handed over
// once.
func TestEveryCommitOfATakenOfferMayBeTheLast(t *testing.T) {
	t.Parallel()
	for _, provider := range []string{"servex", "vpn"} {
		t.Run(provider, func(t *testing.T) {
			t.Parallel()
			points := 0
			for n := int64(1); takerDiesAfter(t, provider, n); n++ {
				points++
			}
			if points < 8 {
				t.Errorf("%d commits are too few to take an offer", points)
			}
			t.Logf("%d commits, each the last one once", points)
		})
	}
}

func takerDiesAfter(t *testing.T, provider string, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close(); _ = w.vpn.Close() }()
	w.happens("connected")
	w.happens("vpn connected")
	w.happens("gives " + provider)
	clients, accounts := len(w.panel.Clients()), len(w.vpn.Accounts())
	w.as("Bia")
	w.killAt = w.commits.Load() + n
	for _, step := range []func(){
		func() { w.say("/start o" + w.offer) },
		func() { w.person("[Get it]") },
		func() { w.happens("claims") },
		func() { w.wait("5m"); w.happens("claims") },
	} {
		step()
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	w.handedOnce(n, len(w.panel.Clients())-clients, len(w.vpn.Accounts())-accounts)
	return died
}

// handedOnce wants one thing made, by one claim, linked and handed over once.
func (w *world) handedOnce(n int64, clients, accounts int) {
	w.t.Helper()
	if clients+accounts != 1 {
		w.t.Errorf("commit %d: %d clients and %d accounts are made", n, clients, accounts)
	}
	if told := strings.Count(w.screen(), "is ready for you"); told != 1 {
		w.t.Errorf("commit %d: handed over %d times:\n%s", n, told, w.screen())
	}
	w.write(func(tx *storage.Tx) error {
		claims, err := tx.ClaimsBy(w.who)
		if err != nil || len(claims) != 1 || claims[0].State != storage.ClaimGranted {
			w.t.Errorf("commit %d: claims %+v, %v", n, claims, err)
		}
		links, err := tx.LinksOf(w.who)
		if err != nil || len(links) != 1 || links[0].ClientID != claims[0].ClientID {
			w.t.Errorf("commit %d: links %+v, %v", n, links, err)
		}
		return nil
	})
}

// What the panel made and did not say is handed over when it is found, and
// nobody gets a second one.
func TestALostAnswerIsHandedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.happens("connected")
	w.happens("gives servex")
	was := len(w.panel.Clients())
	w.as("Bia")
	w.say("/start o" + w.offer)
	w.person("[Get it]")
	w.panel.Fail(sandbox.ServexFault{Kind: sandbox.ServexCutAfter})
	w.happens("claims")
	w.say("/start o" + w.offer)
	if !strings.Contains(w.screen(), "being prepared for you already") {
		t.Errorf("it can be taken twice:\n%s", w.screen())
	}
	w.panel.Heal()
	for range 3 {
		w.wait("20m")
		w.happens("claims")
		w.reconcile()
	}
	w.handedOnce(0, len(w.panel.Clients())-was, 0)
}

// A password that was changed since is not shown as if it worked.
func TestAChangedPasswordIsNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.happens("vpn connected")
	w.happens("gives vpn")
	w.as("Bia")
	w.say("/start o" + w.offer)
	w.person("[Get it]")
	w.happens("claims")
	links, err := w.ops.Accesses(t.Context(), w.who)
	if err != nil || len(links) != 1 {
		t.Fatalf("%d links, %v", len(links), err)
	}
	act := ops.Act{Key: "new password", Place: chat.Place{Chat: links[0].Chat}, Person: personID}
	if _, err := w.ops.SetVPNPassword(t.Context(), act, links[0].ClientID, links[0].Username, "another1"); err != nil {
		t.Fatal(err)
	}
	w.say("/my")
	w.person("[Show user and password]")
	if !strings.Contains(strings.Join(w.log, "\n"), "the one you were given") {
		t.Errorf("it shows:\n%s", strings.Join(w.log, "\n"))
	}
}
