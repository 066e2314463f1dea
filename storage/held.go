package storage

import "time"

// Holding is what is held about a person in a chat: counts and names, no
// secret.
type Holding struct {
	Name, Lang, Zone string
	Providers        []string  // connected by the chat
	Connected        int       // other chats whose key the person gave
	Conversation     bool      // one is under way
	Acts             int       // journal rows
	Bulks            int       // acts on many clients
	Messages         int       // not delivered: waiting or given up
	Links            int       // clients that the person is the customer of, anywhere
	Orders           int       // that the person placed
	Favourites       int       // services that the chat wants at hand
	Offers           int       // that the chat gives away
	Claims           int       // offers that the person took, anywhere
	Blocked          int       // persons whom the chat gives nothing
	Members          int       // accounts at stores that the person logged in with, anywhere
	Customers        int       // accounts of others at the chat's store
	Invoices         int       // that the person was to pay at stores, anywhere
	Bills            int       // invoices of the chat's store
	Sights           int       // invoices and services of the chat's hosting panel that its alerts know
	First            time.Time // when the person was first seen
}

// Held says what is held about a person in a chat.
func (tx *Tx) Held(person, chat int64) (Holding, error) {
	var h Holding
	p, _, err := tx.Person(person)
	if err != nil {
		return h, err
	}
	h.Name, h.Lang, h.First = p.Name, p.Lang, p.First
	c, _, err := tx.Chat(chat)
	if err != nil {
		return h, err
	}
	h.Zone = c.Zone
	accounts, err := tx.Accounts(chat)
	if err != nil {
		return h, err
	}
	for _, a := range accounts {
		h.Providers = append(h.Providers, a.Provider)
	}
	elsewhere, err := tx.givenElsewhere(person, chat)
	h.Connected = len(elsewhere)
	if err != nil {
		return h, err
	}
	return h, tx.countHeld(&h, person, chat)
}

// countHeld counts the rows of a person, of a chat, and of a person in a chat.
func (tx *Tx) countHeld(h *Holding, person, chat int64) error {
	unsent, dead := 0, 0
	talks, err := tx.conversationsOf(chat, person)
	if err != nil {
		return err
	}
	h.Conversation = len(talks) > 0
	acts, err := tx.actsOf(chat, person)
	if err != nil {
		return err
	}
	h.Acts = len(acts)
	bulks, err := tx.bulksOf(chat, person)
	if err != nil {
		return err
	}
	h.Bulks = len(bulks)
	own, here, mine := intKey(person), intKey(chat), join(intKey(chat), intKey(person))
	for _, c := range []struct {
		rows   bucket
		prefix []byte
		n      *int
	}{
		{outboxRows, here, &unsent},
		{outboxDeadChat, here, &dead},
		{linkPerson, own, &h.Links},
		{orderPlace, mine, &h.Orders},
		{favouriteRows, here, &h.Favourites},
		{offerChat, here, &h.Offers},
		{blockedRows, here, &h.Blocked},
		{claimPerson, own, &h.Claims},
		{memberRows, here, &h.Customers},
		{memberPerson, own, &h.Members},
		{invoiceRows, here, &h.Bills},
		{invoicePerson, own, &h.Invoices},
		{hostSights, here, &h.Sights},
	} {
		if *c.n, err = tx.countFrom(c.rows, c.prefix); err != nil {
			return err
		}
	}
	h.Messages = unsent + dead
	return nil
}
