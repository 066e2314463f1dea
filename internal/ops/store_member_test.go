package ops_test

import (
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestLogIn(t *testing.T) {
	w := newStoreWorld(t)
	ctx := t.Context()
	try := func(email, password, code string) resale.Code {
		_, err := w.LogIn(ctx, w.act("k"), key(), email, secret.New(password), code, w.hear, tellInvoice)
		return resale.CodeOf(err)
	}
	if code := try("ana@mail.example", "Demo-2027!", ""); code != resale.WrongLogin {
		t.Errorf("a wrong password: %q", code)
	}
	if code := try("nobody@mail.example", "Demo-2026!", ""); code != resale.NoAccount {
		t.Errorf("an unknown e-mail: %q", code)
	}
	if m, found := w.member(); found || len(w.heard()) > 0 {
		t.Errorf("kept %+v", m)
	}
	if code := try(" ana@mail.example ", "Demo-2026!", ""); code != "" {
		t.Errorf("the right one: %q", code)
	}
	m, _ := w.member()
	if m.Email != "ana@mail.example" || m.Password != "Demo-2026!" || len(m.Subs) != 2 || m.Lang != "pt-BR" || m.TwoStep || !m.Next.After(w.Now()) {
		t.Errorf("kept %+v", m)
	}
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.NewMember || news[0].Registered {
		t.Errorf("news %+v", news)
	}
	w.must(w.LogOut(ctx, key()))
	if _, err := w.Member(ctx, key(), "", tellInvoice); resale.CodeOf(err) != resale.LoggedOut {
		t.Errorf("logged out: %v", err)
	}
	if code := try("ana@mail.example", "Demo-2026!", ""); code != "" || len(w.heard()) > 0 {
		t.Errorf("in again: %q, or it was news", code)
	}
}

// TestGuessingIsSlow: who tries passwords has the panel shut everybody out.
func TestGuessingIsSlow(t *testing.T) {
	w := newStoreWorld(t)
	asked := 0
	for range 30 {
		_, err := w.LogIn(t.Context(), w.act("k"), key(), "ana@mail.example", secret.New("guess"), "", w.hear, tellInvoice)
		asked += count(resale.CodeOf(err) == resale.WrongLogin)
	}
	if asked != 10 || w.panel.Count("account/info").Asked != 10 {
		t.Errorf("%d guesses", asked)
	}
	w.pass(time.Hour)
	w.logIn()
}

func TestTwoSteps(t *testing.T) {
	w := newStoreWorld(t)
	ctx := t.Context()
	in := func(code string) resale.Code {
		_, err := w.LogIn(ctx, w.act("k"), key(), "bruno@mail.example", secret.New("Demo-2026!"), code, w.hear, tellInvoice)
		return resale.CodeOf(err)
	}
	if a, b, c := in(""), in("111111"), in("246810"); a != resale.CodeNeeded || b != resale.WrongCode || c != "" {
		t.Fatalf("%q %q %q", a, b, c)
	}
	if m, _ := w.member(); !m.TwoStep || m.Next.Before(w.Now().Add(170*24*time.Hour)) {
		t.Errorf("kept %+v", m)
	}
	w.panel.AddService(sandbox.XMService{Email: "bruno@mail.example", Plan: 1})
	w.pass(time.Hour) // it was read when he logged in
	if _, err := w.Member(ctx, key(), "", tellInvoice); resale.CodeOf(err) != resale.CodeNeeded {
		t.Errorf("without a code: %v", err)
	}
	seen, err := w.Member(ctx, key(), "246810", tellInvoice)
	w.must(err)
	id := seen.Subscriptions[0].ID
	if s, nodes, err := w.Subscription(ctx, key(), id); err != nil || s.Link == "" || len(nodes) == 0 {
		t.Errorf("just after: %+v, %v", s, err)
	}
	w.pass(time.Hour)
	if _, _, err := w.Subscription(ctx, key(), id); resale.CodeOf(err) != resale.CodeNeeded {
		t.Errorf("an hour later: %v", err)
	}
	// Without the second step the panel is looked at unasked again.
	w.panel.SetAccount("bruno@mail.example", func(a *sandbox.XMAccount) { a.TwoStep = "" })
	if _, err := w.Member(ctx, key(), "", tellInvoice); err != nil {
		t.Error(err)
	}
	if m, _ := w.member(); m.TwoStep || m.Next.IsZero() {
		t.Errorf("kept %+v", m)
	}
}

func TestSubscription(t *testing.T) {
	w := newStoreWorld(t)
	w.logIn()
	for _, kept := range w.panel.Services("ana@mail.example") {
		s, nodes, err := w.Subscription(t.Context(), key(), kept.ID)
		if err != nil || s.Link != kept.Link || s.Used != kept.Used || len(nodes) == 0 || !strings.Contains(nodes[0].URI, "://") {
			t.Errorf("%d: %+v, %d nodes, %v", kept.ID, s, len(nodes), err)
		}
	}
	// Olha's is not ana's.
	if _, _, err := w.Subscription(t.Context(), key(), w.panel.Services("olha@mail.example")[0].ID); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("somebody else's: %v", err)
	}
}

// TestAPanelThatErrsThrowsNothingAway: 208 in whatever words, pages and lost
// answers leave the password where it is.
func TestAPanelThatErrsThrowsNothingAway(t *testing.T) {
	for name, err := range map[string]func(*storeWorld){
		"208 for all":    func(w *storeWorld) { w.panel.Quirk(sandbox.XMQuirks{OnlyCode208: true, TwoStep: "1"}) },
		"wrong password": func(w *storeWorld) { w.password("Other-2026!") },
		"account gone":   func(w *storeWorld) { w.panel.DropAccount("ana@mail.example") },
		"page":           func(w *storeWorld) { w.panel.Fail(sandbox.XMFault{Kind: sandbox.XMHTML}) },
		"key revoked":    func(w *storeWorld) { w.panel.RevokeKey(ourKey); w.panel.RevokeTokens() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newStoreWorld(t)
			w.logIn()
			err(w)
			_, failed := w.Member(t.Context(), key(), "", tellInvoice)
			m, found := w.member()
			if failed == nil || !found || m.Password != "Demo-2026!" || m.Refused != (name == "wrong password") {
				t.Errorf("%v, kept %+v", failed, m)
			}
		})
	}
}

func (w *storeWorld) password(word string) {
	w.panel.SetAccount("ana@mail.example", func(a *sandbox.XMAccount) { a.Password = word })
}

// TestTheStoreHasAnotherPanel: accounts stay with the panel that they are at,
// and come back with it.
func TestTheStoreHasAnotherPanel(t *testing.T) {
	w := newStoreWorld(t)
	w.logIn()
	other := sandbox.NewXM(sandbox.XMOptions{Now: w.Now})
	base, err := other.Start()
	w.must(err)
	t.Cleanup(func() { _ = other.Close() })
	other.AddKey("their-key")
	store, _, err := w.Storefront(t.Context(), ourChat)
	w.must(err)
	w.connectAt(base, "their-key")
	if _, err := w.Member(t.Context(), key(), "", tellInvoice); resale.CodeOf(err) != resale.OtherPanel || len(other.Calls()) > 0 {
		t.Errorf("at another panel: %v, which was shown the password: %v", err, other.Calls())
	}
	if all, err := w.StoresOf(t.Context(), customer); len(all) != 1 || !all[0].Moved || all[0].Store.ID != store.ID || err != nil {
		t.Errorf("stores: %+v, %v", all, err)
	}
	w.connect(ourKey)
	if _, err := w.Member(t.Context(), key(), "", tellInvoice); err != nil {
		t.Errorf("back again: %v", err)
	}
	w.must(w.Disconnect(t.Context(), ourChat, ops.XMPlus))
	if _, err := w.Member(t.Context(), key(), "", tellInvoice); resale.CodeOf(err) != resale.StoreClosed {
		t.Errorf("without a panel: %v", err)
	}
	w.panel.AddKey("newer-key")
	w.panel.RevokeKey(ourKey)
	w.connect("newer-key")
	if _, err := w.Member(t.Context(), key(), "", tellInvoice); err != nil {
		t.Errorf("with a new key: %v", err)
	}
}

// TestStoresThatShareAPanel have customers of their own.
func TestStoresThatShareAPanel(t *testing.T) {
	w := newStoreWorld(t)
	w.logIn()
	w.update(func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat + 1, Provider: ops.XMPlus, BaseURL: w.base, By: 2}, secret.New(ourKey))
	})
	there := storage.MemberKey{Chat: ourChat + 1, Person: customer}
	if _, err := w.Member(t.Context(), there, "", tellInvoice); resale.CodeOf(err) != resale.LoggedOut {
		t.Errorf("at the other store: %v", err)
	}
	one, _, err := w.Storefront(t.Context(), ourChat)
	w.must(err)
	two, _, err := w.Storefront(t.Context(), ourChat+1)
	if err != nil || one.ID == two.ID || one.Panel != two.Panel {
		t.Errorf("%+v and %+v, %v", one, two, err)
	}
	if got, found, err := w.FindStorefront(t.Context(), two.ID); err != nil || !found || got.Chat != ourChat+1 {
		t.Errorf("by its link: %+v, %v", got, err)
	}
}

// TestThePanelsZone is the store's, else the chat's.
func TestThePanelsZone(t *testing.T) {
	w := newStoreWorld(t)
	w.logIn()
	end := func() time.Time {
		seen, err := w.Member(t.Context(), key(), "", tellInvoice)
		w.must(err)
		return seen.Subscriptions[0].Expires
	}
	utc := end()
	w.update(func(tx *storage.Tx) error { return tx.SaveChat(storage.Chat{ID: ourChat, Zone: "America/Sao_Paulo"}) })
	if got := end().Sub(utc); got != 3*time.Hour {
		t.Errorf("in the chat's zone %v later", got)
	}
	_, err := w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.Zone = "Asia/Tehran" })
	w.must(err)
	if got := end().Sub(utc); got != -3*time.Hour-30*time.Minute {
		t.Errorf("in the store's zone %v later", got)
	}
}

func TestPlansAreKeptForAMoment(t *testing.T) {
	w := newStoreWorld(t)
	for range 5 {
		plans, err := w.Plans(t.Context(), ourChat)
		tops, err2 := w.TopUps(t.Context(), ourChat)
		if err != nil || err2 != nil || len(plans) != 4 || len(tops) != 2 || plans[0].TopsUp() || !tops[0].TopsUp() {
			t.Fatalf("%d plans, %d top-ups, %v, %v", len(plans), len(tops), err, err2)
		}
	}
	if n := w.panel.Count("packages").Asked; n != 1 {
		t.Errorf("read %d times", n)
	}
	w.panel.SetPlan(1, func(p *sandbox.XMPlan) { p.Name = "Starter 2" })
	if p, err := w.Plan(t.Context(), ourChat, 1); err != nil || p.Name != "Starter 2" {
		t.Errorf("%+v, %v", p, err)
	}
	w.pass(2 * time.Minute)
	if plans, err := w.Plans(t.Context(), ourChat); err != nil || plans[0].Name != "Starter 2" {
		t.Errorf("%v", err)
	}
	w.pass(2 * time.Minute)
	w.panel.Fail(sandbox.XMFault{Kind: sandbox.XMHTML})
	if plans, err := w.Plans(t.Context(), ourChat); err != nil || len(plans) != 4 {
		t.Errorf("while it is down: %v", err)
	}
}

func TestCheckXMPlus(t *testing.T) {
	w := newStoreWorld(t)
	if f, err := w.CheckXMPlus(t.Context(), w.base, secret.New(ourKey)); err != nil || f.Plans != 4 || f.Generation != "client" || f.Reseller {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := w.CheckXMPlus(t.Context(), w.base, secret.New("wrong")); resale.CodeOf(err) != resale.Unauthorized {
		t.Errorf("a wrong key: %v", err)
	}
	for _, g := range []sandbox.XMGeneration{sandbox.XMOld, sandbox.XMResellerOnly, sandbox.XMNew, sandbox.XMNone} {
		w.panel.Quirk(sandbox.XMQuirks{Generation: g})
		if f, err := w.CheckXMPlus(t.Context(), w.base, secret.New(ourKey)); resale.CodeOf(err) != resale.OtherAPI {
			t.Errorf("%s: %+v, %v", g, f, err)
		}
	}
}

// TestMailsAreSentOnce however their answer is lost, and one person cannot have
// many sent.
func TestMailsAreSentOnce(t *testing.T) {
	w := newStoreWorld(t)
	w.panel.Fail(sandbox.XMFault{Path: "account/password/reset", Times: 1, Kind: sandbox.XMCutAfter})
	if err := w.ResetPassword(t.Context(), key(), "ana@mail.example"); resale.CodeOf(err) != resale.Unknown || len(w.panel.Mails()) != 1 {
		t.Errorf("%v, %d mails", err, len(w.panel.Mails()))
	}
	for range 20 {
		w.pass(2 * time.Minute)
		_ = w.ResetPassword(t.Context(), key(), "ana@mail.example") // refused or not
	}
	if n := len(w.panel.Mails()); n != 5 {
		t.Errorf("%d mails in an hour", n)
	}
	if err := w.ResetPassword(t.Context(), storage.MemberKey{Chat: ourChat, Person: 10}, "nobody@mail.example"); resale.CodeOf(err) != resale.NoAccount {
		t.Errorf("an unknown e-mail: %v", err)
	}
}

func TestStoreCustomers(t *testing.T) {
	w := newStoreWorld(t)
	w.logIn()
	for person := range int64(ops.StorePage) {
		w.update(func(tx *storage.Tx) error {
			return tx.SaveMember(storage.Member{Chat: ourChat, Person: 100 + person, Panel: strings.Repeat("a", 32), At: w.Now().Add(time.Hour)})
		})
	}
	members, next, err := w.StoreCustomers(t.Context(), ourChat, "")
	if err != nil || next == "" || len(members) != ops.StorePage || members[0].Person != 100+ops.StorePage-1 {
		t.Fatalf("%s: %+v, %v", next, members, err)
	}
	rest, next, err := w.StoreCustomers(t.Context(), ourChat, next)
	if err != nil || next != "" || len(rest) != 1 || rest[0].Person != customer || rest[0].Called != "Ana" {
		t.Errorf("%s: %+v, %v", next, rest, err)
	}
}
