package storage

// MigrateChat gives every row of a chat to the chat that it became. Where the
// new chat has a row of its own already, that one stays; so a second call does
// nothing. Messages keep their Seq, and an OutKey of the old chat still finds
// its row; the watcher is told of the new keys. Slots are emptied, and queued
// Deletes and Strips of a message dropped: its id means something else in the
// new chat. A Strip of a slot stays, for what is sent before it. Deletions of
// what must not stay, those of Cleanups and Later, go on in the old chat.
// NowChat leads from the old chat to the new one.
func (tx *Tx) MigrateChat(from, to int64) error {
	if from == to {
		return nil
	}
	for _, move := range []func(from, to int64) error{
		tx.migrateSettings, tx.migrateAlerts, tx.migrateDigests, tx.migrateOffers, tx.migrateStore, tx.migrateInvoices, tx.migrateStoreTrouble, tx.migrateHost, tx.migrateAccounts, tx.migrateConversations,
		tx.migrateOutbox, tx.migrateDead, tx.migrateTickets, tx.migrateJournal,
		tx.migrateBulks, tx.migrateBatches, tx.migrateCustomers,
		tx.migrateOrders, tx.migrateFavourites, tx.migrateShop, tx.migrateTrouble,
	} {
		if err := move(from, to); err != nil {
			return err
		}
	}
	if err := tx.dropSlots(from); err != nil {
		return err
	}
	return tx.moveChat(from, to)
}

func (tx *Tx) migrateSettings(from, to int64) error {
	was, found, err := tx.Chat(from)
	if err != nil || !found {
		return err
	}
	is, there, err := tx.Chat(to)
	if err != nil {
		return err
	}
	if !there {
		is = was
		is.ID, is.Unreachable = to, false
	}
	// The new chat's row may be of the moment that it appeared: no choice was made in it yet.
	if is.Zone == "" {
		is.Zone = was.Zone
	}
	if is.By == 0 {
		is.By = was.By
	}
	if err := tx.SaveChat(is); err != nil {
		return err
	}
	return tx.drop(chats, intKey(from))
}

func (tx *Tx) migrateAccounts(from, to int64) error {
	accounts, err := tx.Accounts(from)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		key, err := tx.AccountKey(from, a.Provider)
		if err != nil {
			return err
		}
		if err := tx.DropAccount(from, a.Provider); err != nil {
			return err
		}
		if _, there, err := tx.Account(to, a.Provider); err != nil {
			return err
		} else if there {
			continue
		}
		a.Chat = to
		if err := tx.PutAccount(a, key); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateConversations(from, to int64) error {
	keys, err := tx.conversationsOf(from, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		c, _, err := tx.Conversation(key)
		if err != nil {
			return err
		}
		if err := tx.DropConversation(key); err != nil {
			return err
		}
		c.Key.Chat = to
		if _, there, err := tx.Conversation(c.Key); err != nil {
			return err
		} else if there {
			continue
		}
		if err := tx.SaveConversation(c); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateTickets(from, to int64) error {
	return tx.eachTicket(func(_ []byte, t Ticket) error {
		if t.Chat != from {
			return nil
		}
		t.Chat = to
		return tx.putTicket(t)
	})
}

func (tx *Tx) migrateJournal(from, to int64) error {
	keys, err := tx.actsOf(from, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		e, _, err := tx.Entry(key)
		if err != nil {
			return err
		}
		e.Chat = to
		if err := tx.SaveEntry(e); err != nil {
			return err
		}
	}
	return nil
}
