package storage

// MoveStore takes the accounts and invoices of a chat's store from one panel's
// name to another: that of a new key of the same panel.
func (tx *Tx) MoveStore(chat int64, from, to string) error {
	members, err := tx.membersOf(chat)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.Panel != from {
			continue
		}
		m.Panel = to
		if err := tx.SaveMember(m); err != nil {
			return err
		}
	}
	keys, err := tx.keysFrom(invoiceRows, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	invoices, err := loadAll[Invoice](tx, invoiceRows, keys)
	if err != nil {
		return err
	}
	for _, i := range invoices {
		if i.Panel != from {
			continue
		}
		i.Panel = to
		if err := tx.SaveInvoice(i); err != nil {
			return err
		}
	}
	return nil
}
