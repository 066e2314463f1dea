package storage

// forgetChat deletes what a private chat is alone to have.
func (tx *Tx) forgetChat(chat int64) error {
	for _, forget := range []func(chat int64) error{
		tx.forgetCustomers, tx.forgetOffers, tx.dropInvoicesAt, tx.DropStorefront, tx.forgetAccounts, tx.DropHostWatch, tx.forgetBatches, tx.forgetShop, tx.dropSlots, tx.forgetAlerts, tx.forgetMessages,
	} {
		if err := forget(chat); err != nil {
			return err
		}
	}
	return tx.drop(chats, intKey(chat))
}

func (tx *Tx) forgetAccounts(chat int64) error {
	accounts, err := tx.Accounts(chat)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if err := tx.DropAccount(chat, a.Provider); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) forgetMessages(chat int64) error {
	unsent, err := tx.outgoingOf(chat)
	if err != nil {
		return err
	}
	for _, o := range unsent {
		if err := tx.dropOutgoing(o.Key); err != nil {
			return err
		}
	}
	dead, err := tx.deadOf(chat)
	if err != nil {
		return err
	}
	for _, d := range dead {
		if err := tx.dropDead(d); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) forgetAlerts(chat int64) error {
	if err := tx.DropAlerts(chat); err != nil {
		return err
	}
	if err := tx.DropServerView(chat); err != nil {
		return err
	}
	return tx.DropBatches(chat, 0)
}
