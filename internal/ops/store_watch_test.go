package ops_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// watch is the job, at one moment.
func (w *storeWorld) watch() {
	w.t.Helper()
	panels, err := w.DueMemberPanels(w.t.Context())
	w.must(err)
	for _, panel := range panels {
		due, err := w.DueMembers(w.t.Context(), panel, 20)
		w.must(err)
		for _, m := range due {
			w.must(w.LookAtMember(w.t.Context(), m, w.hear))
		}
	}
}

// days lets days go by, with the job every quarter of an hour and a restart each
// night, and gives what was told: the date, the hour in UTC, and what.
func (w *storeWorld) days(n int) (told []string) {
	w.t.Helper()
	for range n {
		for range 24 * 4 {
			w.pass(15 * time.Minute)
			w.watch()
			for _, news := range w.heard() {
				h := w.Now().Hour()
				if h < 13 || h > 24 { // 10 to 21 in São Paulo is 13 to 24 in UTC
					w.t.Errorf("told at %v: %s", w.Now(), news.Kind)
				}
				what := fmt.Sprintf("%s %s", w.Now().Format("01-02"), news.Kind)
				switch news.Kind {
				case ops.MemberExpiring:
					what += fmt.Sprintf(" %d: %d", news.Subscription.ID, news.Days)
				case ops.MemberTraffic:
					what += fmt.Sprintf(" %d: %d%%", news.Subscription.ID, news.Percent)
				}
				told = append(told, what)
			}
		}
		w.restart()
	}
	return told
}

// newWatched is a world whose customer is ana, in São Paulo.
func newWatched(t *testing.T) *storeWorld {
	t.Helper()
	w := newStoreWorld(t)
	w.update(func(tx *storage.Tx) error {
		return tx.SaveChat(storage.Chat{ID: customer, Private: true, Zone: "America/Sao_Paulo"})
	})
	w.logIn()
	return w
}

// TestEndsAreToldOnce: subscription 2 ends in 20 hours and 1 in 30 days, each
// threshold once, whatever restarts; and anew once it was renewed.
func TestEndsAreToldOnce(t *testing.T) {
	w := newWatched(t)
	w.panel.SetService(2, func(s *sandbox.XMService) { s.Used = 0 })
	want := []string{
		"05-22 member_expiring 2: 1", "05-23 member_expiring 2: -1",
		"06-14 member_expiring 1: 7", "06-18 member_expiring 1: 3", "06-20 member_expiring 1: 1", "06-21 member_expiring 1: -1",
	}
	if diff := cmp.Diff(want, w.days(35)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := w.panel.Count("account/info").Asked; n > 2*35+10 { // one is at 62 %
		t.Errorf("read %d times in 35 days", n)
	}
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Expires = w.Now().Add(50 * time.Hour) })
	if diff := cmp.Diff([]string{"06-26 member_expiring 1: 2", "06-27 member_expiring 1: 1"}, w.days(2)); diff != "" {
		t.Errorf("renewed (-want +got):\n%s", diff)
	}
}

// TestWhoLogsInAgainIsNoNews: neither are they warned again, nor are they new in
// the summary.
func TestWhoLogsInAgainIsNoNews(t *testing.T) {
	w := newWatched(t)
	w.days(24)
	first, _ := w.member()
	w.logIn()
	if told := w.days(2); len(told) > 0 {
		t.Errorf("told again: %q", told)
	}
	if m, _ := w.member(); !m.At.Equal(first.At) {
		t.Errorf("new since %v, not %v", m.At, first.At)
	}
}

// TestTrafficIsToldOnce each level, and again after more was added or it began
// anew.
func TestTrafficIsToldOnce(t *testing.T) {
	w := newWatched(t)
	const gb = 1 << 30
	w.panel.DropService(2) // it was at 98 % when it was first seen
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Expires, s.Used = w.Now().AddDate(1, 0, 0), 10*gb })
	var told []string
	for _, used := range []int64{50, 79, 81, 83, 79, 82, 96, 100, 100, 3, 50, 85} { // 83 to 79 is a counter that errs
		w.panel.SetService(1, func(s *sandbox.XMService) { s.Used = used * gb })
		told = append(told, w.days(1)...)
	}
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Traffic += 100 * gb }) // a top-up: 42 %
	told = append(told, w.days(1)...)
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Used = 170 * gb })
	told = append(told, w.days(1)...)
	for i, line := range told {
		told[i] = line[len("05-22 "):]
	}
	want := []string{
		"member_traffic 1: 80%", "member_traffic 1: 95%", "member_traffic 1: 100%", "member_traffic 1: 80%", "member_traffic 1: 80%",
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTrafficIsSeenInTime: who uses much is looked at more often.
func TestTrafficIsSeenInTime(t *testing.T) {
	w := newWatched(t)
	w.panel.SetService(2, func(s *sandbox.XMService) { s.Expires = w.Now().AddDate(1, 0, 0) })
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Expires = w.Now().AddDate(1, 0, 0) })
	w.days(2) // 62 and 98 %
	w.pass(4 * time.Hour)
	w.watch()
	w.panel.SetService(1, func(s *sandbox.XMService) { s.Used = 81 << 30 })
	for range 3 * 4 {
		w.pass(15 * time.Minute)
		w.watch()
	}
	if got := w.kinds(); len(got) != 1 || got[0] != ops.MemberTraffic {
		t.Errorf("within three hours: %v", got)
	}
}

func TestARefusedPasswordIsToldOnce(t *testing.T) {
	w := newWatched(t)
	w.panel.SetService(2, func(s *sandbox.XMService) { s.Expires = w.Now().AddDate(1, 0, 0) })
	w.password("Other-2026!")
	if diff := cmp.Diff([]string{"05-22 member_refused"}, w.days(20)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := w.panel.Count("account/info").Asked; n > 6 {
		t.Errorf("shown a wrong password %d times", n)
	}
	m, _ := w.member()
	if m.Password != "Demo-2026!" || !m.Refused {
		t.Errorf("kept %+v", m)
	}
	w.password("Demo-2026!") // it was the panel that erred
	w.days(8)
	if m, _ = w.member(); m.Refused {
		t.Error("it still counts as refused")
	}
}

// TestWhatCannotBeSeenIsNotTold, and is no error.
func TestWhatCannotBeSeenIsNotTold(t *testing.T) {
	for name, hide := range map[string]func(*storeWorld){
		"two steps":       func(w *storeWorld) { w.panel.Quirk(sandbox.XMQuirks{TwoStep: "1"}) },
		"208 for all":     func(w *storeWorld) { w.panel.Quirk(sandbox.XMQuirks{OnlyCode208: true}); w.password("Other-2026!") },
		"no such account": func(w *storeWorld) { w.panel.DropAccount("ana@mail.example") },
		"store closed": func(w *storeWorld) {
			_, err := w.ChangeStorefront(w.t.Context(), ourChat, func(s *storage.Storefront) { s.On = false })
			w.must(err)
		},
		"no panel": func(w *storeWorld) { w.must(w.Disconnect(w.t.Context(), ourChat, ops.XMPlus)) },
		"blocked": func(w *storeWorld) {
			w.update(func(tx *storage.Tx) error { return tx.SaveChat(storage.Chat{ID: customer, Unreachable: true}) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatched(t)
			hide(w)
			if told := w.days(3); len(told) > 0 {
				t.Errorf("told %v", told)
			}
			if m, found := w.member(); !found || m.Refused || m.Password == "" {
				t.Errorf("kept %+v", m)
			}
		})
	}
}

// TestAPanelThatIsDownRests and its customers are warned when it is back.
func TestAPanelThatIsDownRests(t *testing.T) {
	for _, kind := range []sandbox.XMFaultKind{sandbox.XMHTML, sandbox.XMEmptyBody} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newWatched(t)
			for i := range 30 {
				person := int64(100 + i)
				email := fmt.Sprintf("c%d@mail.example", i)
				w.panel.AddAccount(sandbox.XMAccount{Email: email, Password: "Demo-2026!"})
				_, err := w.LogIn(t.Context(), w.act("k"), storage.MemberKey{Chat: ourChat, Person: person}, email, secret.New("Demo-2026!"), "", nil, nil)
				w.must(err)
			}
			w.pass(36 * time.Hour)
			before := w.panel.Count("account/info").Asked
			w.panel.Fail(sandbox.XMFault{Kind: kind})
			for range 4 * 60 {
				w.pass(time.Minute)
				w.watch()
			}
			if asked := w.panel.Count("account/info").Asked - before; asked > 80 { // each look tries a few times
				t.Errorf("asked %d times in four hours", asked)
			}
			w.panel.Heal()
			for range 24 * 4 {
				w.pass(15 * time.Minute)
				w.watch()
			}
			if got := w.kinds(); len(got) != 1 || got[0] != ops.MemberExpiring {
				t.Errorf("told %v", got)
			}
			panels, err := w.DueMemberPanels(t.Context())
			if err != nil || len(panels) != 0 {
				t.Errorf("somebody still waits: %v, %v", panels, err)
			}
		})
	}
}

// TestAccountsThatNobodySeesAreForgotten: a password does not lie here for ever.
func TestAccountsThatNobodySeesAreForgotten(t *testing.T) {
	w := newWatched(t)
	w.must(w.Disconnect(t.Context(), ourChat, ops.XMPlus))
	look := func() bool {
		w.watch()
		_, found := w.member()
		return found
	}
	w.pass(170 * 24 * time.Hour)
	if !look() {
		t.Error("forgotten too soon")
	}
	w.pass(20 * 24 * time.Hour)
	if look() {
		t.Error("still there")
	}
}

// TestASecondStepIsForgottenToo: nobody but its customer can look at such an
// account, so who does not has gone.
func TestASecondStepIsForgottenToo(t *testing.T) {
	w := newStoreWorld(t)
	_, err := w.LogIn(t.Context(), w.act("k"), key(), "bruno@mail.example", secret.New("Demo-2026!"), "246810", w.hear, tellInvoice)
	w.must(err)
	w.pass(100 * 24 * time.Hour)
	_, err = w.Member(t.Context(), key(), "246810", tellInvoice)
	w.must(err)
	w.pass(100 * 24 * time.Hour)
	_, err = w.Member(t.Context(), key(), "", tellInvoice)
	if w.watch(); resale.CodeOf(err) != resale.CodeNeeded {
		t.Errorf("%v", err)
	}
	if _, found := w.member(); !found {
		t.Error("forgotten too soon")
	}
	w.pass(90 * 24 * time.Hour)
	w.watch()
	if _, found := w.member(); found {
		t.Error("still there")
	}
}

func TestSummaries(t *testing.T) {
	w := newStoreWorld(t)
	w.update(func(tx *storage.Tx) error { return tx.SaveChat(storage.Chat{ID: ourChat, Zone: "America/Sao_Paulo"}) })
	_, err := w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.Hour = 8 })
	w.must(err)
	day := func() (told []ops.Summary) {
		for range 24 * 4 {
			w.pass(15 * time.Minute)
			due, err := w.DueSummaries(t.Context(), 10)
			w.must(err)
			for _, s := range due {
				w.must(w.RunSummary(t.Context(), s, w.hear))
				w.must(w.RunSummary(t.Context(), s, w.hear)) // twice, as after a crash
			}
			for _, n := range w.heard() {
				if h := w.Now().Hour(); h != 11 || n.Kind != ops.StoreSummary { // 8 in São Paulo
					t.Errorf("%s at %v", n.Kind, w.Now())
				}
				told = append(told, n.Summary)
			}
		}
		w.restart()
		return told
	}
	w.logIn()
	if diff := cmp.Diff([]ops.Summary{{Day: "2026-05-23", Members: 1, New: 1}}, day()); diff != "" {
		t.Error(diff)
	}
	if told := day(); len(told) > 0 {
		t.Errorf("nothing happened, and %+v was told", told)
	}
	_, err = w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.Summary = false })
	w.must(err)
	w.update(func(tx *storage.Tx) error { return tx.DropMember(key()) })
	w.logIn()
	if told := day(); len(told) > 0 {
		t.Errorf("off, and %+v was told", told)
	}
}
