package handlers_test

import (
	"strings"
	"testing"
)

// The bot dies right after each commit that an account's making and a login
// take. Each time there is one account, its password was shown and opens it,
// and the reseller heard of the customer once.
func TestEveryCommitOfARegistrationMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieRegistering(t, n); n++ {
		points++
	}
	if points < 30 {
		t.Errorf("%d commits are too few", points)
	}
	t.Logf("%d commits, each the last one once", points)
}

// dieRegistering plays it and dies after the nth commit; false when there are
// not that many.
func dieRegistering(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.xm.Close() }()
	w.market("connected")
	w.who = 99
	w.killAt = w.commits.Load() + n
	for _, step := range []string{
		"/start x" + w.front, "[Create an account]", "[Use Bia b]", "bia@mail.example", "[Make a strong password]", "[Yes, create it]",
		"/account", "[Log out]", "[Yes, log out]", "[Log in]", "bia@mail.example", "password",
	} {
		made := madePassword.FindString(w.screen())
		if step == "password" {
			step = made
		}
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	account, there := w.xm.Account("bia@mail.example")
	if made := madePassword.FindString(w.screen()); !there || made == "" || account.Password != made || w.xm.Count("register").Applied != 1 {
		t.Errorf("commit %d: registered %d times, the password shown opens it: %v; the person sees:\n%s", n, w.xm.Count("register").Applied, account.Password == made, w.screen())
	}
	if told := strings.Count(w.screen(), "created an account at your store"); told != 1 {
		t.Errorf("commit %d: the reseller was told %d times", n, told)
	}
	w.person("/account")
	if !strings.Contains(w.screen(), "Balance") {
		t.Errorf("commit %d: they are not logged in:\n%s", n, w.screen())
	}
	return died
}
