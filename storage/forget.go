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
	if err != nil {
		return h, err
	}
	h.Connected = len(elsewhere)
	talks, err := tx.conversationsOf(chat, person)
	if err != nil {
		return h, err
	}
	h.Conversation = len(talks) > 0
	acts, err := tx.actsOf(chat, person)
	if err != nil {
		return h, err
	}
	h.Acts = len(acts)
	bulks, err := tx.bulksOf(chat, person)
	if err != nil {
		return h, err
	}
	h.Bulks = len(bulks)
	unsent, err := tx.keysFrom(outboxRows, intKey(chat), nil, 0)
	if err != nil {
		return h, err
	}
	dead, err := tx.keysFrom(outboxDeadChat, intKey(chat), nil, 0)
	h.Messages = len(unsent) + len(dead)
	if err != nil {
		return h, err
	}
	links, err := tx.LinksOf(person)
	h.Links = len(links)
	if err != nil {
		return h, err
	}
	if h.Orders, err = tx.countFrom(orderPlace, join(intKey(chat), intKey(person))); err != nil {
		return h, err
	}
	for rows, count := range map[bucket]*int{favouriteRows: &h.Favourites, offerChat: &h.Offers, blockedRows: &h.Blocked, memberRows: &h.Customers, invoiceRows: &h.Bills} {
		if *count, err = tx.countFrom(rows, intKey(chat)); err != nil {
			return h, err
		}
	}
	for rows, count := range map[bucket]*int{claimPerson: &h.Claims, memberPerson: &h.Members, invoicePerson: &h.Invoices} {
		if *count, err = tx.countFrom(rows, intKey(person)); err != nil {
			return h, err
		}
	}
	return h, nil
}

// Forget deletes what Held counts, but for acts that are not settled and bulks
// that are not ended yet: the person must still be told how they ended. Of what
// they claimed bare marks stay, or they could have it once more. From a
// private chat it reaches the groups whose key the person gave: they are
// disconnected. In a group, what the group shares stays: its settings, accounts
// and messages. What is saved or queued later in the same transaction stays
// too.
func (tx *Tx) Forget(person, chat int64) error {
	c, _, err := tx.Chat(chat)
	if err != nil {
		return err
	}
	if err := tx.drop(people, intKey(person)); err != nil {
		return err
	}
	if err := tx.forgetIn(chat, person); err != nil {
		return err
	}
	if err := tx.forgetCustomer(person); err != nil {
		return err
	}
	// Telegram gives a private chat the id of its person.
	if chat == person || c.Private {
		if err := tx.forgetGiven(person, chat); err != nil {
			return err
		}
		return tx.forgetChat(chat)
	}
	if err := tx.forgetReader(chat, person); err != nil {
		return err
	}
	return tx.forgetDoer(chat, person)
}

// forgetIn deletes what is of one person in a chat.
func (tx *Tx) forgetIn(chat, person int64) error {
	talks, err := tx.conversationsOf(chat, person)
	if err != nil {
		return err
	}
	for _, key := range talks {
		if err := tx.DropConversation(key); err != nil {
			return err
		}
	}
	err = tx.eachTicket(func(key []byte, t Ticket) error {
		if t.Chat != chat || t.Person != person {
			return nil
		}
		return tx.dropTicket(key)
	})
	if err != nil {
		return err
	}
	if err := tx.forgetBulks(chat, person); err != nil {
		return err
	}
	acts, err := tx.actsOf(chat, person)
	if err != nil {
		return err
	}
	for _, key := range acts {
		if err := tx.dropSettled(key); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) dropSettled(key string) error {
	e, found, err := tx.Entry(key)
	if err != nil || !found || !e.State.Settled() {
		return err
	}
	return tx.dropEntry(key)
}
