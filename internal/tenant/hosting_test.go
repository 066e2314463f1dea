package tenant

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// Each reseller does with the hosting panel all that there is to do, while
// webhooks come; then everybody else taps all that leads there. Nobody sees
// what is not theirs, and no call is made for them, see watch.
func TestHostingApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, t.TempDir())
	defer w.close()
	w.start()
	for _, r := range w.tenants {
		w.connect(r)
		w.wakesHost(r)
	}
	w.run("host sweeps") // what was there is no news
	for phase := range 3 {
		for _, r := range w.tenants {
			w.stock(r)
			w.deliver()
			for _, target := range r.ofHost(1) {
				if phaseOf(target) == phase {
					w.uses(w.person(r.people[0]), chat.Place{Chat: r.chat}, target, phase == 1)
				}
			}
		}
	}
	for i, r := range w.tenants {
		w.didAll(r)
		w.hides(r, w.tenants[1-i])
	}
	w.news()
	for _, r := range w.tenants {
		w.wrongAddress(r)
	}
	w.now = w.now.Add(day)
	w.run("digests")
	for _, r := range w.tenants {
		if !w.wasTold(r, "hostlist i 1 overdue") {
			t.Errorf("%s was not told what is overdue", r.mark)
		}
	}
	w.others()
	for _, what := range []string{"mark qalfahcust", "mark qbetahcust", "mark qalfahdom", "mark qbetahdom", "mark qalfahprod", "mark qbetahserv", "mark qbetahhook", "mark qalfahkey", "mark qbetahadmin", "mark qalfacur", "mark qbetacur", "balances", "pictures", "secrets", "hidden", "addresses", "webhooks", "calls of hosting panels"} {
		t.Logf("%s: %d", what, w.seen[what])
		if w.seen[what] == 0 {
			t.Errorf("%s: none; nothing was tested", what)
		}
	}
	t.Logf("%d actions, %d messages, %d texts", w.seen["actions"], w.seen["messages"], w.seen["texts"])
}

// wakesHost turns a tenant's alerts on, as its chat does.
func (w *world) wakesHost(r *tenant) {
	w.alertsOf(w.person(r.people[0]), chat.Place{Chat: r.chat}, true)
}

// alertsOf turns a chat's alerts of its hosting panel on or off, as people do:
// by the first button.
func (w *world) alertsOf(p *person, at chat.Place, on bool) {
	for range 2 { // it may be the other way round yet
		w.goes(p, at, "hostalerts")
		w.tapFirst(p, at, 0)
		var watch storage.HostWatch
		w.look(func(tx *storage.Tx) (err error) {
			watch, _, err = tx.HostWatch(at.Chat)
			return err
		})
		if watch.On == on {
			return
		}
	}
	w.fail("%s\nand the alerts of %d are still the other way round", w.cause, at.Chat)
}

// phaseOf is when something is tried: what is paid cannot be edited, and what is
// over cannot be anything.
func phaseOf(target string) int {
	switch {
	case strings.HasPrefix(target, "hostedit "):
		return 0
	case strings.HasPrefix(target, "hostdel "), strings.HasPrefix(target, "hostdo t "):
		return 2
	}
	return 1
}

// uses goes through a conversation: at each question it types what that wants
// to hear, or taps the next button that it did not tap there. It goes on where
// that leads to, unless something else is left for later.
func (w *world) uses(p *person, at chat.Place, target string, strays bool) {
	w.goes(p, at, target)
	tapped := map[string]int{}
	begun := w.talk(p, at).Flow
	for range 30 {
		is := w.talk(p, at)
		word, all, n := w.hostWord(p, at), w.forward(at), tapped[is.Step]
		ids := w.alive[at.Chat]
		all = slices.DeleteFunc(all, func(b button) bool { // see hides
			return b.message != w.past[ids[len(ids)-1]].id || strings.Contains(b.data, ".hosthide ")
		})
		tapped[is.Step]++
		if is.Step == "items" && n < len(all) {
			n = len(all) - 1 - n // on, rather than to the lines that are there
		}
		switch {
		case is.Flow == "" || is.Flow != begun && !strays:
			return
		case n < len(all):
			w.tap(p, at, all[n].message, all[n].data)
		case n == len(all) && word != "":
			w.say(p, at, word)
		default:
			return
		}
	}
}

// didAll tells whether everything that there is to do was done at a tenant's
// panel.
func (w *world) didAll(r *tenant) {
	for _, operation := range []string{
		"POST clients", "PUT clients/{id}", "DELETE clients/{id}", "POST products", "PUT products/{id}", "DELETE products/{id}", "POST services",
		"PUT services/{id}", "DELETE services/{id}", "POST services/{id}/provision", "POST services/{id}/suspend", "POST services/{id}/unsuspend",
		"POST services/{id}/terminate", "POST invoices", "PUT invoices/{id}", "DELETE invoices/{id}", "POST invoices/{id}/pay",
		"POST servers", "PUT servers/{id}", "DELETE servers/{id}", "POST api-keys", "PUT api-keys/{id}", "DELETE api-keys/{id}", "POST webhooks",
		"PUT webhooks/{id}", "DELETE webhooks/{id}",
	} {
		if r.host.Count(operation).Applied == 0 {
			w.Errorf("%s: nobody did %s", r.mark, operation)
		}
	}
}

// news has something happen at both panels, which each is told; the second one
// in a message that is too long.
func (w *world) news() {
	for i, r := range w.tenants {
		w.wakesHost(r)
		w.change(func(tx *storage.Tx) error { // whatever was chosen in the meantime
			watch, _, err := tx.HostWatch(r.chat)
			watch.Kinds, watch.QuietFrom, watch.QuietTo, watch.Muted, watch.Hook.Next = whmdc.Events(), 0, 0, time.Time{}, w.now
			return errors.Join(err, tx.SaveHostWatch(watch))
		})
		w.run("host hooks")
		for range 3 + 42*i {
			w.stock(r)
		}
	}
	w.deliver()
	before := len(w.past)
	for range 3 {
		w.now = w.now.Add(20 * time.Minute)
		w.run("host news")
	}
	for _, r := range w.tenants {
		told := slices.ContainsFunc(w.past[before:], func(m shown) bool { return m.chat == r.chat && slices.Contains(m.targets(), "hostmute 1h") })
		if !told {
			w.Errorf("%s was not told what happened at its panel", r.mark)
		}
	}
}

func (w *world) wasTold(r *tenant, target string) bool {
	return slices.ContainsFunc(w.past, func(m shown) bool { return m.chat == r.chat && slices.Contains(m.targets(), target) })
}
