package tenant

import (
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// hears notes what a reseller writes to a customer.
func (w *watch) hears(p *person, in chat.Input) {
	if in.Kind != chat.Said {
		return
	}
	if p.of != nil && !p.of.sees(in.Place.Chat) { // alone with the bot, the member without rights sees what they typed
		w.repeats(in.Place.Chat, in.Text)
	}
	w.look(func(tx *storage.Tx) error {
		c, _, err := tx.Conversation(storage.ConversationKey{Chat: in.Place.Chat, Person: p.id})
		if p.of == nil && err == nil {
			w.shows(p, in.Text, c)
		}
		if p.of == nil || c.Flow != "offertaker" && c.Flow != "storemember" { // where resellers write to customers
			return err
		}
		if w.said[p.of] == nil {
			w.said[p.of] = map[string]bool{}
		}
		for _, token := range markPattern.FindAllString(in.Text, -1) {
			w.said[p.of][strings.ToLower(token)] = true
		}
		return err
	})
}

// repeats notes the names that somebody puts into the data of a button: what
// they know already they may be shown.
func (w *watch) repeats(place int64, data string) {
	if w.echo[place] == nil {
		w.echo[place] = map[string]bool{}
	}
	for _, word := range strings.FieldsFunc(data, func(r rune) bool { return r == ' ' || r == '.' }) {
		w.echo[place][strings.ToLower(word)] = true
	}
}

// note keeps a secret of a tenant's.
func (w *watch) note(text string, of secretOf) {
	low := strings.ToLower(text)
	if len(low) < 6 || slices.Contains(sharedWords(), low) || markPattern.MatchString(low) && of.access == (access{}) {
		return
	}
	w.secrets[low] = of
}

// learn takes in what the panels have by now, who was given what, and what
// those who may read it are told.
func (w *watch) learn() {
	for _, r := range w.tenants {
		for _, key := range r.keys {
			w.note(key, secretOf{nobody: true})
		}
	}
	for _, c := range w.servex.Clients() {
		if r := w.tenantBy(func(r *tenant) bool { return r.owner == c.OwnerID }); r != nil {
			w.noteAll(secretOf{tenant: r, access: access{ops.Servex, c.ID}}, c.Username, c.Password, c.UUID)
		}
	}
	for _, a := range w.vpn.Accounts() {
		if r := w.tenantBy(func(r *tenant) bool { return r.user == a.User }); r != nil {
			w.noteAll(secretOf{tenant: r, access: access{ops.VPNResellers, a.ID}}, a.Username, a.Password, a.UUID, a.WireGuardPrivateKey, a.WireGuardPublicKey)
		}
	}
	w.learnShop()
	w.learnHosts()
	var excess string
	w.look(func(tx *storage.Tx) (err error) {
		excess, err = w.learnGiven(tx)
		return err
	})
	if excess != "" {
		w.fail("%s\nand %s", w.cause, excess)
	}
}

func (w *watch) noteAll(of secretOf, texts ...string) {
	for _, text := range texts {
		w.note(text, of)
	}
}

func (w *world) tenantBy(is func(*tenant) bool) *tenant {
	if i := slices.IndexFunc(w.tenants, is); i >= 0 {
		return w.tenants[i]
	}
	return nil
}

// learnGiven reads who claimed what, which of it was made anew under its old
// name, and what the texts of offers are. It tells of an offer of which too much
// was taken.
func (w *watch) learnGiven(tx *storage.Tx) (excess string, err error) {
	for _, r := range w.tenants {
		offers, err := tx.OffersOf(r.chat)
		if err != nil {
			return "", err
		}
		for _, f := range offers {
			over, err := w.limits(tx, f)
			if err != nil {
				return "", err
			}
			excess += over
			w.note(f.ID, secretOf{tenant: r, offer: f.ID})
			for _, p := range w.people {
				if p.offered[f.ID] {
					p.reads(f.Name, f.Text, f.MemberName)
				}
			}
		}
		shop, _, err := tx.Shop(r.chat)
		if err != nil {
			return "", err
		}
		front, _, err := tx.Storefront(r.chat)
		if err != nil {
			return "", err
		}
		for _, p := range w.people {
			if p.customer[r] {
				p.reads(shop.Payment, front.Name, front.Text)
			}
		}
	}
	for _, p := range w.people {
		if err := w.learnAccesses(tx, p); err != nil {
			return "", err
		}
	}
	return excess, nil
}

func (w *watch) learnAccesses(tx *storage.Tx, p *person) error {
	claims, err := tx.ClaimsBy(p.id)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if r := w.tenantBy(func(r *tenant) bool { return r.chat == c.Chat }); r != nil && p.offered[c.Offer] {
			p.had[access{c.Provider, c.ClientID}] = c.Chat
			of := w.secrets[strings.ToLower(c.Username)]
			if of.tenant == nil || of.tenant == r {
				p.names[strings.ToLower(c.Username)] = true
			}
		}
	}
	if _, took, err := tx.Link(p.takes); err != nil {
		return err
	} else if took && p.taking != "" {
		w.spent[p.taking], p.taking = true, ""
	}
	links, err := tx.LinksOf(p.id)
	if err != nil {
		return err
	}
	for _, l := range links {
		if p.names[strings.ToLower(l.Username)] {
			p.had[access{l.Provider, l.ClientID}] = l.Chat
		}
	}
	return nil
}

// reads notes the marks of texts that are for a person.
func (p *person) reads(texts ...string) {
	for _, token := range markPattern.FindAllString(strings.Join(texts, " "), -1) {
		p.read[strings.ToLower(token)] = true
	}
}
