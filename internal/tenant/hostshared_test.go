package tenant

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// A group and its boss, alone with the bot, have the same key of a hosting
// panel. Each has a webhook of its own, which tells the other nothing and goes
// without the other's.
func TestChatsOfOnePanelApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, t.TempDir())
	defer w.close()
	w.start()
	r := w.tenants[1]
	w.connect(r)
	boss := w.person(bossB)
	group, private := chat.Place{Chat: r.chat}, boss.place(false)
	w.change(func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: private.Chat, Provider: ops.WHMDC, BaseURL: r.hostAt, By: bossB}, secret.New(r.keys[ops.WHMDC]))
	})
	for _, at := range []chat.Place{group, private} {
		w.alertsOf(boss, at, true)
	}
	w.run("host sweeps")
	if n := len(w.botHooks(r)); n != 2 {
		t.Fatalf("%d webhooks lead to the bot", n)
	}
	if told := w.newsAt(r, group, private); !slices.Equal(told, []int{1, 1}) {
		t.Errorf("the group and its boss were told %v times", told)
	}
	for _, sent := range r.host.Sent() {
		for _, url := range w.botHooks(r) {
			if status := w.postHook(url, sent.Signature, sent.Body); url != sent.URL && status != http.StatusUnauthorized {
				t.Errorf("the other one's webhook is answered with %d", status)
			}
		}
	}
	w.alertsOf(boss, group, false)
	if n := len(w.botHooks(r)); n != 1 {
		t.Fatalf("%d webhooks lead to the bot once the group wants none", n)
	}
	if told := w.newsAt(r, group, private); !slices.Equal(told, []int{0, 1}) {
		t.Errorf("the group, which wants none, and its boss were told %v times", told)
	}
}

// botHooks are the addresses of a panel's webhooks that lead to the bot.
func (w *world) botHooks(r *tenant) (urls []string) {
	for _, hook := range r.host.Rows(sandbox.WHWebhooks) {
		if strings.HasPrefix(hook.Text("url"), w.receiver.URL) {
			urls = append(urls, hook.Text("url"))
		}
	}
	return urls
}

// newsAt has something happen at a panel, and counts the messages about it in
// each place.
func (w *world) newsAt(r *tenant, places ...chat.Place) []int {
	r.host.Order()
	w.deliver()
	w.now = w.now.Add(time.Hour)
	before := len(w.past)
	w.run("host news")
	told := make([]int, len(places))
	for _, m := range w.past[before:] {
		if i := slices.IndexFunc(places, func(at chat.Place) bool { return at.Chat == m.chat }); i >= 0 {
			told[i]++
		}
	}
	return told
}
