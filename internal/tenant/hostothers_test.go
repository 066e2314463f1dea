package tenant

import (
	"net/http"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// hides tries to take a message with a secret out of a tenant's chat, which is
// for those alone who see it.
func (w *world) hides(r, other *tenant) {
	for i, m := range w.past {
		for _, target := range m.targets() {
			if m.chat != r.chat || !strings.HasPrefix(target, "hosthide ") || !slices.Contains(w.alive[r.chat], i) {
				continue
			}
			for _, p := range []*person{w.person(901), w.person(other.people[0]), w.person(r.people[0])} {
				if !slices.Contains(w.alive[r.chat], i) {
					w.Errorf("the secret of %s was hidden by somebody else", r.mark)
				}
				w.tap(p, p.place(true), 1, "g.0."+target)
			}
			if slices.Contains(w.alive[r.chat], i) {
				w.Errorf("the secret of %s stays", r.mark)
			}
			w.seen["hidden"]++
			return
		}
	}
}

// wrongAddress sends all webhooks of a tenant's panel to the address of the
// other one, signed as they were, which changes nothing there.
func (w *world) wrongAddress(r *tenant) {
	heard := w.waiting()
	for _, sent := range r.host.Sent() {
		if strings.HasPrefix(sent.URL, w.receiver.URL) {
			w.resend(r, sent)
		}
	}
	if w.seen["webhooks sent elsewhere"] == 0 || w.waiting() != heard {
		w.Errorf("%d webhooks of %s were sent elsewhere, and %d taken", w.seen["webhooks sent elsewhere"], r.mark, w.waiting()-heard)
	}
	if status := w.postHook(w.receiver.URL+"/hooks/whmdc/"+strings.Repeat("A", 26), "", nil); status != http.StatusNotFound {
		w.Errorf("an unknown address answers %d", status)
	}
}

// waiting counts the webhooks that wait for any tenant.
func (w *world) waiting() (n int) {
	w.look(func(tx *storage.Tx) error {
		for _, r := range w.tenants {
			calls, err := tx.HostCallCount(r.chat)
			if err != nil {
				return err
			}
			n += calls
		}
		return nil
	})
	return n
}

// others tap all that was ever shown of a panel that is not theirs, and all
// that could be: customers, strangers, a member of the group, the other reseller.
func (w *world) others() {
	mate := w.person(mateB)
	for i, r := range w.tenants {
		customer, stranger, boss := w.person(101+int64(i)), w.person(901), w.person(w.tenants[1-i].people[0])
		n := 0
		for _, target := range w.shownOf(r) {
			for _, who := range []struct {
				p  *person
				at chat.Place
			}{
				{customer, customer.place(false)},
				{stranger, stranger.place(false)},
				{mate, mate.place(true)},
				{mate, mate.place(false)},
				{boss, chat.Place{Chat: w.tenants[1-i].chat}},
			} {
				if n++; n%5 == 0 || strings.HasPrefix(target, "hostevents") || strings.HasPrefix(target, "stats") {
					w.tap(who.p, who.at, 1, "g.0."+target)
					w.tapFirst(who.p, who.at, 0)
				}
			}
			n++ // so that each has their turn
		}
	}
}

// shownOf are targets that were shown to a tenant, or could be.
func (w *world) shownOf(r *tenant) []string {
	targets := list{}
	targets.add(r.ofHost(2)...)
	for _, m := range w.past {
		for _, target := range m.targets() {
			if r.sees(m.chat) && (strings.HasPrefix(target, "host") || target == "billing") {
				targets.add(target)
			}
		}
	}
	return targets.all
}
