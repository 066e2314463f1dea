package ops_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// wantRegistered checks that there is one account at the panel, that its
// customer can use it, and that the reseller heard of it once.
func (w *storeWorld) wantRegistered(at string, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done || out.Name != newcomer().Email {
		w.t.Errorf("%s: %q %q for %q, %v", at, out.State, out.Code, out.Name, err)
	}
	a, _ := w.panel.Account("bia@mail.example")
	m, _ := w.member()
	if n := w.panel.Accounts(); n != 4 || a.Password != newcomer().Password || m.Password != a.Password || m.Email != a.Email {
		w.t.Errorf("%s: %d accounts, the customer's row is of %q", at, n, m.Email)
	}
	if seen, err := w.Member(w.t.Context(), key(), "", tellInvoice); err != nil || seen.Email != a.Email {
		w.t.Errorf("%s: the account cannot be read: %v", at, err)
	}
	if news := w.heard(); len(news) != 1 || news[0].Kind != ops.NewMember || !news[0].Registered || news[0].Store.Chat != ourChat {
		w.t.Errorf("%s: news %+v", at, news)
	}
	if row, found := w.entry("k"); !found || strings.Contains(string(row.Intent)+string(row.Result), newcomer().Password) {
		w.t.Errorf("%s: the settled act still has the password", at)
	}
}

func TestRegister(t *testing.T) {
	w := newStoreWorld(t)
	out, err := w.register(t.Context(), "k")
	w.wantRegistered("first", out, err)
	if again, err := w.register(t.Context(), "k"); err != nil || again.State != storage.Done || w.panel.Count("register").Asked != 1 || len(w.heard()) > 0 {
		t.Errorf("again: %q, %v, asked %d times", again.State, err, w.panel.Count("register").Asked)
	}
	if open, err := w.OpenActs(t.Context(), ourChat); len(open) > 0 || err != nil {
		t.Errorf("open: %+v, %v", open, err)
	}
}

func TestRegisterIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*storeWorld, *resale.NewMember)
		want   resale.Code
		calls  int
	}{
		"somebody has the e-mail": {func(_ *storeWorld, n *resale.NewMember) { n.Email = "olha@mail.example" }, resale.Taken, 0},
		"no e-mail":               {func(_ *storeWorld, n *resale.NewMember) { n.Email = "bia" }, resale.Invalid, 0},
		"weak password":           {func(_ *storeWorld, n *resale.NewMember) { n.Password = "segredo" }, resale.Invalid, 0},
		"a code is wanted":        {func(w *storeWorld, _ *resale.NewMember) { w.panel.Quirk(sandbox.XMQuirks{VerifyEmail: true}) }, resale.WrongCode, 1},
		"the store is closed": {func(w *storeWorld, _ *resale.NewMember) {
			_, err := w.ChangeStorefront(w.t.Context(), ourChat, func(s *storage.Storefront) { s.On = false })
			w.must(err)
		}, resale.StoreClosed, 0},
		"the panel is disconnected": {func(w *storeWorld, _ *resale.NewMember) {
			w.must(w.Disconnect(w.t.Context(), ourChat, ops.XMPlus))
		}, resale.StoreClosed, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newStoreWorld(t)
			n := newcomer()
			c.change(w, &n)
			out, err := w.Register(t.Context(), w.act("k"), key(), n, w.hear)
			if err != nil || out.State != storage.Refused || out.Code != c.want {
				t.Errorf("%q %q, want %s, %v", out.State, out.Code, c.want, err)
			}
			if _, found := w.member(); found || len(w.heard()) > 0 || w.panel.Count("register").Asked != c.calls || w.panel.Accounts() != 3 {
				t.Errorf("something came of it: member %v, %d calls", found, w.panel.Count("register").Asked)
			}
		})
	}
}

func TestGuessingByRegisteringIsSlow(t *testing.T) {
	w := newStoreWorld(t)
	n := newcomer()
	n.Email = ana
	limited := 0
	for i := range 30 {
		out, err := w.Register(t.Context(), w.act(fmt.Sprint("k", i)), key(), n, w.hear)
		if w.must(err); out.Code == resale.RateLimited {
			limited++
		} else if out.Code != resale.Taken {
			t.Fatalf("%+v", out)
		}
	}
	if asked := w.panel.Count("account/info").Asked; asked != 10 || limited != 20 {
		t.Errorf("asked %d times, %d limited", asked, limited)
	}
}

func TestRegisterWhatIsThereAlready(t *testing.T) {
	w := newStoreWorld(t)
	w.panel.AddAccount(sandbox.XMAccount{Name: "Bia", Email: newcomer().Email, Password: newcomer().Password})
	out, err := w.register(t.Context(), "k")
	w.wantRegistered("by hand", out, err)
	if n := w.panel.Count("register").Asked; n != 0 || !out.Adopted {
		t.Errorf("asked %d times, adopted %v", n, out.Adopted)
	}
}

func TestRegisterWithTheMailedCode(t *testing.T) {
	w, n := newStoreWorld(t), newcomer()
	w.panel.Quirk(sandbox.XMQuirks{VerifyEmail: true})
	w.must(w.SendCode(t.Context(), key(), n.Name, n.Email))
	if err := w.SendCode(t.Context(), key(), n.Name, n.Email); resale.CodeOf(err) != resale.RateLimited || len(w.panel.Mails()) != 1 {
		t.Errorf("a second code at once: %v, %d mails", err, len(w.panel.Mails()))
	}
	n.Code = w.panel.MailedCode(n.Email)
	out, err := w.Register(t.Context(), w.act("k"), key(), n, w.hear)
	w.wantRegistered("with code", out, err)
}

// TestRegisterLosesItsAnswer: whatever is spoilt, there is one account in the
// end, and its customer has its password.
func TestRegisterLosesItsAnswer(t *testing.T) {
	mute := []sandbox.XMQuirks{{}, {OnlyCode208: true}, {Localized: "fa"}}
	for kind, words := range map[sandbox.XMFaultKind][]sandbox.XMQuirks{
		sandbox.XMCutBefore: mute, sandbox.XMCutAfter: mute, sandbox.XMEmptyBody: mute,
		sandbox.XM500: mute[:1], sandbox.XM502: mute[:1], sandbox.XMHTML: mute[:1], sandbox.XMNothing: mute[:1], sandbox.XMWarnings: mute[:1],
		sandbox.XM500After: mute[:1], sandbox.XMHTMLAfter: mute[:1], sandbox.XMTruncated: mute[:1], sandbox.XMHugeBody: mute[:1],
	} {
		for _, quirk := range words {
			for _, looks := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s %v %s look %v", kind, quirk.OnlyCode208, quirk.Localized, looks), func(t *testing.T) {
					t.Parallel()
					newStoreWorld(t).losesRegister(kind, quirk, looks)
				})
			}
		}
	}
}

func (w *storeWorld) losesRegister(kind sandbox.XMFaultKind, words sandbox.XMQuirks, looks bool) {
	w.panel.Quirk(words)
	w.panel.Fail(sandbox.XMFault{Path: "register", Times: 1, Kind: kind})
	if !looks { // the look at once is lost too
		w.panel.Fail(sandbox.XMFault{Path: "account/info", Skip: 1, Times: 3, Kind: sandbox.XMCutBefore})
	}
	out, err := w.register(w.t.Context(), "k")
	if err != nil || out.State == storage.Refused && out.Code != resale.Unavailable {
		w.t.Fatalf("%q %q, %v", out.State, out.Code, err)
	}
	w.panel.Heal()
	if out.State == storage.Refused {
		if w.panel.Accounts() != 3 {
			w.t.Error("it was done, and the customer was told that nothing was")
		}
		return
	}
	unknown := out.State == storage.Unknown
	w.reconcile()
	if told := len(w.told) == 1; told != unknown {
		w.t.Errorf("%q, told %+v", out.State, w.told)
	}
	out, err = w.register(w.t.Context(), "k")
	w.wantRegistered("in the end", out, err)
}

// TestEveryCrashOfRegister ends the process at each request, before it is sent
// or once it was answered.
func TestEveryCrashOfRegister(t *testing.T) {
	for _, sent := range []bool{false, true} {
		for _, again := range []bool{false, true} {
			t.Run(fmt.Sprintf("sent %v, again %v", sent, again), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; newStoreWorld(t).dies(n, sent, again); n++ {
				}
				if n < 4 { // the token, the look, the call
					t.Errorf("it makes only %d requests", n-1)
				}
			})
		}
	}
}

func (w *storeWorld) dies(nth int, sent, again bool) (reached bool) {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	w.wire.die(nth, sent, func() { reached = true; cancel() })
	_, _ = w.register(ctx, "k")
	w.restart()
	w.ends(fmt.Sprintf("request %d", nth), again)
	return reached
}

// ends brings the act to its end in a new process.
func (w *storeWorld) ends(at string, again bool) {
	w.t.Helper()
	if !again {
		w.reconcile()
	}
	out, err := w.register(w.t.Context(), "k")
	if err == nil && out.State == storage.Unknown {
		w.reconcile()
		out, err = w.register(w.t.Context(), "k")
	}
	if err == nil && out.State == storage.Refused && out.Code == resale.Unavailable {
		if w.panel.Accounts() != 3 {
			w.t.Errorf("%s: said that nothing was done", at)
		}
		return
	}
	w.wantRegistered(at, out, err)
}

// TestEveryDeathOfRegister cuts the power after each commit.
func TestEveryDeathOfRegister(t *testing.T) {
	for _, again := range []bool{false, true} {
		t.Run(fmt.Sprint("again ", again), func(t *testing.T) {
			t.Parallel()
			n := 1
			for ; newStoreWorld(t).cut(n, again); n++ {
			}
			if n < 4 { // intent, call, end
				t.Errorf("it makes only %d commits", n-1)
			}
		})
	}
}

func (w *storeWorld) cut(n int, again bool) (came bool) {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	w.death.comes(w.t, n, w.file, w.wire, cancel)
	_, _ = w.register(ctx, "k")
	came = w.death.came
	if came {
		w.heard() // what it told in commits that the disk does not have was never told
	}
	w.restart()
	if row, found := w.entry("k"); found && row.State == storage.Done { // and the news with it
		if m, _ := w.member(); m.Password != newcomer().Password || w.panel.Accounts() != 4 {
			w.t.Errorf("commit %d: the act is done without its account", n)
		}
		return came
	}
	w.ends(fmt.Sprintf("commit %d", n), again)
	return came
}

func (w *storeWorld) entry(key string) (row storage.Entry, found bool) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		row, found, err = tx.Entry(key)
		return err
	}))
	return row, found
}

// TestWhoIsForgottenMeanwhileStaysForgotten: an account that is made in the end
// is not written down for who does not want to be known any more.
func TestWhoIsForgottenMeanwhileStaysForgotten(t *testing.T) {
	w := newStoreWorld(t)
	w.panel.Fail(sandbox.XMFault{Path: "register", Times: 1, Kind: sandbox.XMCutAfter})
	w.panel.Fail(sandbox.XMFault{Path: "account/info", Skip: 1, Times: 3, Kind: sandbox.XMCutBefore})
	if out, err := w.register(t.Context(), "k"); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	w.panel.Heal()
	w.update(func(tx *storage.Tx) error { return tx.Forget(customer, customer) })
	w.reconcile()
	if _, found := w.member(); found || len(w.heard()) > 0 {
		t.Error("a forgotten person has an account again")
	}
}

// TestRegisterAcrossANewKey: the panel's new key brings an open act to its end.
func TestRegisterAcrossANewKey(t *testing.T) {
	w := newStoreWorld(t)
	w.panel.Fail(sandbox.XMFault{Path: "register", Times: 1, Kind: sandbox.XMCutAfter})
	w.panel.Fail(sandbox.XMFault{Path: "account/info", Skip: 1, Times: 3, Kind: sandbox.XMCutBefore})
	if out, err := w.register(t.Context(), "k"); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	w.panel.Heal()
	w.panel.AddKey("another-key")
	w.panel.RevokeKey(ourKey)
	w.connect("another-key")
	w.reconcile()
	out, err := w.register(t.Context(), "k")
	w.wantRegistered("new key", out, err)
}

func TestTenRegistersAtOnceAreOne(t *testing.T) {
	w := newStoreWorld(t)
	outs, errs := make([]ops.Outcome, 10), make([]error, 10)
	done := make(chan struct{})
	for i := range outs {
		go func() {
			defer func() { done <- struct{}{} }()
			outs[i], errs[i] = w.register(t.Context(), fmt.Sprint("k", i%2))
		}()
	}
	for range outs {
		<-done
	}
	for i := range outs {
		if errs[i] != nil || outs[i].State != storage.Done {
			t.Errorf("%q, %v", outs[i].State, errs[i])
		}
	}
	if n := w.panel.Count("register").Asked; n != 1 || w.panel.Accounts() != 4 || len(w.heard()) != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestErrorsHoldNoPassword(t *testing.T) {
	w := newStoreWorld(t)
	w.panel.Fail(sandbox.XMFault{Path: "account/info", Kind: sandbox.XMHTML})
	_, err := w.LogIn(t.Context(), w.act("k"), key(), "ana@mail.example", secret.New("Demo-2026!"), "", w.hear, tellInvoice)
	if err == nil || strings.Contains(err.Error(), "Demo-2026!") {
		t.Errorf("%v", err)
	}
}
