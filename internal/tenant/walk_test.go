package tenant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// walks is one person at it for a while: a command, and what it leads to. Most
// taps go forward, so that conversations come to their ends.
func (w *world) walks(t *rapid.T) {
	p, at := w.anyone(t)
	switch rapid.IntRange(0, 3).Draw(t, "begins") {
	case 0:
		w.say(p, at, "/"+rapid.SampledFrom(w.useful(p)).Draw(t, "command"))
	case 1, 2:
		w.goes(p, at, rapid.SampledFrom(w.own(p)).Draw(t, "own"))
	}
	for range rapid.IntRange(1, 9).Draw(t, "moves") {
		w.moves(t, p, at)
	}
}

// configures is a reseller, or a customer, who wants the file, the code or the
// link of an account, and goes straight for it.
func (w *world) configures(t *rapid.T) {
	p, at := w.anyone(t)
	var targets []string
	for _, target := range w.own(p) {
		if strings.HasPrefix(target, "vpnconfig ") || strings.HasPrefix(target, "myconfig ") && strings.HasSuffix(target, " v") || strings.HasPrefix(target, "member ") {
			targets = append(targets, target)
		}
	}
	if len(targets) == 0 {
		return
	}
	w.goes(p, at, targets[rapid.IntRange(0, len(targets)-1).Draw(t, "target")])
	for range 6 {
		all := w.forward(at)
		if len(all) == 0 || w.stepOf(p, at) == "menu" {
			return
		}
		b := all[rapid.IntRange(0, len(all)-1).Draw(t, "button")]
		w.tap(p, at, b.message, b.data)
	}
}

// forward are the buttons of the newest message but those of its last row.
func (w *world) forward(at chat.Place) (all []button) {
	for _, b := range w.buttons(at.Chat) {
		if (len(all) == 0 || b.message == all[0].message) && !b.last {
			all = append(all, b)
		}
	}
	return all
}

// useful are the commands that lead somewhere for a person.
func (w *world) useful(p *person) []string {
	if p.of != nil {
		return handlers.Commands()
	}
	return []string{"my", "start", "privacy", "my", "settings", "account", "invoices"}
}

// fitting is what the question that a person is at likely wants to hear: a
// number, a link, or a word.
func (w *world) fitting(t *rapid.T, p *person, at chat.Place) string {
	if p.of != nil && rapid.IntRange(0, 5).Draw(t, "fits") > 0 {
		if word := w.hostWord(p, at); word != "" {
			return word
		}
	}
	fits, known := func(word string) bool { return true }, p.words
	switch step := w.stepOf(p, at); {
	case p.of == nil && (step == "email" || step == "password"):
		known = p.logins
		fits = func(word string) bool { return strings.Contains(word, "@") == (step == "email") }
	case p.of == nil || rapid.IntRange(0, 3).Draw(t, "anything") == 0:
	case strings.Contains("days length limit number percent duration until value quantity most lines", step):
		fits = func(word string) bool { return word == "30" || word == "100" || strings.Contains(word, "link") }
	case strings.Contains("link lines ask", step):
		fits = func(word string) bool { return strings.Contains(word, "example.com") }
	default:
		fits = func(word string) bool { return strings.Contains(word, "new") || strings.Contains(word, "say") }
	}
	var words []string
	for _, word := range known {
		if fits(word) {
			words = append(words, word)
		}
	}
	return words[rapid.IntRange(0, len(words)-1).Draw(t, "words")]
}

// stepOf is where a person's conversation stands, "menu" without one.
func (w *world) stepOf(p *person, at chat.Place) (step string) {
	return cmp.Or(w.talk(p, at).Step, "menu")
}

func (w *world) talk(p *person, at chat.Place) (c storage.Conversation) {
	w.look(func(tx *storage.Tx) (err error) {
		c, _, err = tx.Conversation(storage.ConversationKey{Chat: at.Chat, Person: p.id})
		return err
	})
	return c
}

// own are targets that screens offer a person, about what is theirs.
func (w *world) own(p *person) []string {
	all := []string{"menu"}
	if p.of == nil {
		all = append(all, w.ofStores(p)...)
		for what, from := range p.had {
			if what.provider == ops.XMPlus {
				continue
			}
			target := fmt.Sprintf(" %d %d", from, what.id)
			if what.provider == ops.VPNResellers {
				target += " v"
			}
			all = append(all, "my"+target, "ask"+target, "myconfig"+target)
		}
		slices.Sort(all)
		return all
	}
	for _, c := range w.servex.Clients() {
		if c.OwnerID == p.of.owner {
			for _, flow := range []string{"client", "renew", "edit", "password", "suspend", "linkclient"} {
				all = append(all, fmt.Sprintf("%s %d %s", flow, c.ID, c.Username))
			}
		}
	}
	for _, a := range w.vpn.Accounts() {
		if a.User == p.of.user {
			for _, flow := range []string{"account", "vpnconfig", "vpnconfig", "accountend", "accountpassword", "linkaccount"} {
				all = append(all, fmt.Sprintf("%s %d", flow, a.ID))
			}
		}
	}
	for _, o := range w.smm.Orders() {
		if o.Key == p.of.keys[ops.SMM] {
			all = append(all, fmt.Sprintf("placed %d", o.ID))
		}
	}
	all = append(all, "bulk again "+p.of.bulk, "order 101", "order 103", "order 101", "orders", "newaccount", "massorder", "offers", "newcustomer", "newproject", "storefront", "storemembers", "storeinvoices")
	for _, other := range w.people {
		if other.customer[p.of] {
			all = append(all, fmt.Sprintf("storemember %d", other.id), fmt.Sprintf("storeinvoices of %d", other.id))
		}
	}
	for _, id := range p.of.offers {
		all = append(all, "offercard "+id, "offertakers "+id, "offercard "+id)
	}
	return all
}

func (w *world) moves(t *rapid.T, p *person, at chat.Place) {
	all := w.buttons(at.Chat)
	var newest []button
	for _, b := range all {
		if b.message == all[0].message {
			newest = append(newest, b)
		}
	}
	forward := newest
	for i, b := range newest {
		if b.last && i > 0 {
			forward = newest[:i]
			break
		}
	}
	switch n := rapid.IntRange(0, 19).Draw(t, "move"); {
	case len(newest) == 0 || n < 2 || len(forward) == len(newest) && n < 9:
		w.say(p, at, w.fitting(t, p, at))
	case n < 3:
		w.send(p, at, rapid.Bool().Draw(t, "photo"))
	case n < 6:
		b := newest[rapid.IntRange(0, len(newest)-1).Draw(t, "button")]
		w.tap(p, at, b.message, b.data)
	default:
		b := forward[rapid.IntRange(0, len(forward)-1).Draw(t, "button")]
		w.tap(p, at, b.message, b.data)
	}
}
