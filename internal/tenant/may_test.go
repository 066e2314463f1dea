package tenant

import (
	"maps"
	"slices"
	"strings"

	"resellerbot/storage"
)

// may tells whether a chat may see a secret.
func (w *watch) may(place int64, of secretOf) bool {
	p := w.person(place)
	switch {
	case of.person != 0:
		return w.mayPerson(place, of.person)
	case of.tenant.sees(place) || w.knowsOf(place, of.access):
		return true
	case p == nil:
		return of.offer != "" && w.openedIn(place, of.offer)
	default:
		return p.had[of.access] != 0 || of.offer != "" && p.opened[of.offer]
	}
}

// mayMark tells whether a chat may see a word with a mark in it, and of whose
// business it speaks: nil for nobody's, and for names of people.
func (w *watch) mayMark(place int64, token string) (*tenant, bool) {
	low, cut := strings.CutSuffix(strings.ToLower(token), "…")
	r := w.tenants[0]
	if strings.HasPrefix(low, strings.ToLower(w.tenants[1].mark)) {
		r = w.tenants[1]
	}
	switch p := w.person(place); {
	case slices.Contains(sharedWords(), low) || w.mayName(place, low):
		return nil, true
	case r.sees(place):
		return r, true
	case w.knowsOf(place, w.secrets[low].access) || p != nil && w.ownAccount(p, low):
		return nil, true // they may have logged in with it at either store
	case p == nil:
		return r, false
	case cut:
		for _, known := range w.words() {
			if strings.HasPrefix(known, low) && w.mayWord(p, known) {
				return r, true
			}
		}
		return r, false
	default:
		return r, w.mayWord(p, low)
	}
}

// words are all those of which it is known whose they are.
func (w *watch) words() []string {
	all := slices.Collect(maps.Keys(w.secrets))
	for _, p := range w.people {
		all = slices.AppendSeq(all, maps.Keys(p.read))
	}
	for _, said := range w.said {
		all = slices.AppendSeq(all, maps.Keys(said))
	}
	return all
}

// mayName tells whether it is the name of a reseller's own people, who may be
// another's customers.
func (w *watch) mayName(place int64, low string) bool {
	for _, p := range w.people {
		if p.of != nil && strings.ToLower(p.name) == low {
			return w.mayPerson(place, p.id)
		}
	}
	return false
}

// mayPerson tells whether a chat may hear of a person.
func (w *watch) mayPerson(place, id int64) bool {
	p := w.person(id)
	if p == nil || place == id {
		return true
	}
	for _, r := range w.tenants {
		if r.sees(place) && (p.customer[r] || p.of == r) {
			return true
		}
	}
	return false
}

// mayFollow tells whether a deep link stands in the right chat: where it was
// made, or of somebody who opened it.
func (w *watch) mayFollow(place int64, kind, token string) bool {
	at := int64(0)
	w.look(func(tx *storage.Tx) error {
		if kind == "x" {
			s, _, err := tx.StorefrontByID(token)
			at = s.Chat
			return err
		}
		if kind == "o" {
			f, _, err := tx.Offer(token)
			at = f.Chat
			return err
		}
		ticket, _, err := tx.Ticket(token)
		at = ticket.Chat
		return err
	})
	if at == 0 {
		return true // it leads nowhere
	}
	for _, r := range w.tenants {
		if r.chat == at && r.sees(place) {
			return true
		}
	}
	p := w.person(place)
	return at == place || p != nil && p.opened[token] || p == nil && w.openedIn(place, token)
}

func (w *watch) openedIn(place int64, token string) bool {
	for _, p := range w.people {
		if p.of != nil && p.of.chat == place && p.opened[token] {
			return true
		}
	}
	return false
}

// mayWord tells whether a person outside may see a word: it was written for
// them, or it is of what they were given.
func (w *watch) mayWord(p *person, low string) bool {
	of, secret := w.secrets[low]
	if p.read[low] || secret && p.had[of.access] != 0 {
		return true
	}
	for r := range p.customer {
		if w.said[r][low] {
			return true
		}
	}
	return false
}
