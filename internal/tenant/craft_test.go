package tenant

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"resellerbot/handlers"
)

// tapsOther taps a button of any message that ever was, also as if it were
// one's own.
func (w *world) tapsOther(t *rapid.T) {
	p, at := w.anyone(t)
	m := w.past[rapid.IntRange(0, len(w.past)-1).Draw(t, "message")]
	var all []string
	for _, row := range m.m.Keys {
		for _, k := range row {
			if k.Data != "" {
				all = append(all, k.Data)
			}
		}
	}
	if len(all) == 0 {
		return
	}
	data := rapid.SampledFrom(all).Draw(t, "data")
	if rapid.Bool().Draw(t, "as one's own") {
		data = w.blank(p, addressed(p, data))
	}
	w.tap(p, at, m.id, data)
}

// addressed makes a button's data say that it is a person's.
func addressed(p *person, data string) string {
	kind, rest, _ := strings.Cut(data, ".")
	_, rest, _ = strings.Cut(rest, ".")
	return kind + "." + strconv.FormatInt(p.id, 36) + "." + rest
}

// blank puts a name that is nobody's in the place of those that are not a
// person's own.
func (w *world) blank(p *person, text string) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		low := strings.ToLower(word)
		of, secret := w.watch.secrets[low]
		if m := markPattern.FindString(low); m != "" && (p.of == nil || !strings.HasPrefix(m, strings.ToLower(p.of.mark))) || secret && of.tenant != p.of && of.offer == "" {
			words[i] = sharedWords()[12]
		}
	}
	return strings.Join(words, " ")
}

// crafts taps what no screen showed, a few times: conversations about somebody
// else's things, or about anything, and goes on from there.
func (w *world) crafts(t *rapid.T) {
	p, at := w.anyone(t)
	for range rapid.IntRange(1, 6).Draw(t, "taps") {
		target := rapid.SampledFrom(w.flows()).Draw(t, "flow") + " " + rapid.SampledFrom(w.things()).Draw(t, "thing")
		if others := w.targetsOfOthers(p); rapid.IntRange(0, 3).Draw(t, "of others") > 0 {
			flows := slices.Sorted(maps.Keys(others))
			all := others[flows[rapid.IntRange(0, len(flows)-1).Draw(t, "flow of theirs")]]
			target = all[rapid.IntRange(0, len(all)-1).Draw(t, "target")]
		}
		if rapid.IntRange(0, 3).Draw(t, "without names") > 0 {
			target = w.blank(p, target)
		}
		w.tap(p, at, 1, "g."+strconv.FormatInt(p.id, 36)+"."+target)
		if rapid.Bool().Draw(t, "goes on") {
			w.moves(t, p, at)
		}
	}
}

// targetsOfOthers are what buttons of other people begin, or could begin, in
// the chats that a person does not see, by conversation.
func (w *world) targetsOfOthers(p *person) map[string][]string {
	found := list{}
	found.add("request 1", "request 2", "request 3", "request 1 decline")
	for _, other := range w.people {
		if other.id != p.id && (other.of == nil || other.of != p.of) {
			found.add(w.own(other)...)
			if other.of != nil {
				found.add(other.of.ofHost(2)...)
			}
		}
	}
	for _, m := range w.past {
		if m.chat != p.id && (p.of == nil || m.chat != p.of.chat) {
			found.add(m.targets()...)
		}
	}
	flows := map[string][]string{}
	for _, target := range found.all {
		if flow, _, about := strings.Cut(target, " "); about {
			flows[flow] = append(flows[flow], target)
		}
	}
	return flows
}

// list keeps each text once, in the order in which they came: ids are drawn by
// chance, and a failure shall be found again by its seed.
type list struct {
	all  []string
	seen map[string]bool
}

func (l *list) add(texts ...string) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	for _, text := range texts {
		if !l.seen[text] {
			l.seen[text] = true
			l.all = append(l.all, text)
		}
	}
}

// targets are what a message's buttons begin.
func (m shown) targets() (all []string) {
	for _, row := range m.m.Keys {
		for _, k := range row {
			if parts := strings.SplitN(k.Data, ".", 3); len(parts) == 3 && parts[0] == "g" {
				all = append(all, parts[2])
			}
		}
	}
	return all
}

// commands and conversations may both be begun by a button's data.
func (w *world) flows() []string {
	return append(slices.Clone(handlers.Commands()),
		"client", "suspend", "renew", "edit", "password", "delete", "linkclient", "claim", "ask", "request", "events", "mute", "reseller", "category",
		"placed", "held", "onorders", "account", "accountstate", "accountend", "accountpassword", "accountcheck", "accountdelete", "vpnconfig", "customer",
		"editcustomer", "project", "editproject", "offer", "offercard", "offertakers", "offertaker", "myconfig", "linkaccount", "howtopay", "vpninstall", "delcustomer",
		"delproject", "clients", "margin", "togglereseller", "renewreseller", "editreseller", "delreseller", "editcategory", "delcategory", "newcustomer", "newproject",
		"store", "register", "login", "forgot", "member", "buy", "topup", "renewsub", "invoices", "invoice", "payway", "newcode", "checkpay", "paycode", "storefront",
		"storemembers", "storemember", "storeinvoices", "storeinvoice", "host", "hostlist", "hostnew", "hostedit", "hostdel", "hostdo", "hosthide", "hostpay", "hostcollect",
		"hostcredit", "hostprices", "hostalerts", "hostmute", "hostevents")
}

// things are what targets are about, of both tenants: the tails of all targets
// that were ever shown, and the ids of what the panels and the bot have.
func (w *world) things() []string {
	found := list{}
	found.add("1", "2", "3 decline")
	for _, m := range w.past[max(0, len(w.past)-200):] {
		for _, target := range m.targets() {
			_, args, _ := strings.Cut(target, " ")
			found.add(args)
		}
	}
	for _, c := range w.servex.Clients() {
		found.add(fmt.Sprintf("%d %s", c.ID, c.Username))
		for _, r := range w.tenants {
			found.add(fmt.Sprintf("%d %d", r.chat, c.ID))
		}
	}
	for _, a := range w.vpn.Accounts() {
		found.add(fmt.Sprint(a.ID))
		for _, r := range w.tenants {
			found.add(fmt.Sprintf("%d %d v", r.chat, a.ID))
		}
	}
	for _, o := range w.smm.Orders() {
		found.add(fmt.Sprint(o.ID))
	}
	found.add("c 1", "s 2", "i 3", "k 1", "h 1", "v 1", "p 2", "t 3")
	for _, c := range w.vpn.Customers() {
		found.add(fmt.Sprint(c.ID))
	}
	return slices.DeleteFunc(found.all, func(s string) bool { return len(s) > 40 })
}
