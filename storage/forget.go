package storage

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
	if err := tx.forgetHostWatcher(chat, person); err != nil {
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
