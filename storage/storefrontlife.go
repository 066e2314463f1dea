package storage

// forgetMember deletes the accounts of a person at whatever store.
func (tx *Tx) forgetMember(person int64) error {
	members, err := tx.MembersOf(person)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.DropMember(m.Key()); err != nil {
			return err
		}
	}
	return nil
}

// forgetStorekeeper takes a person's name off a group's store.
func (tx *Tx) forgetStorekeeper(chat, person int64) error {
	s, found, err := tx.Storefront(chat)
	if err != nil || !found || s.By != person {
		return err
	}
	s.By = 0
	return tx.SaveStorefront(s)
}

func (tx *Tx) migrateStore(from, to int64) error {
	s, found, err := tx.Storefront(from)
	if err != nil {
		return err
	}
	if _, there, err := tx.Storefront(to); err != nil {
		return err
	} else if found && !there {
		if err := tx.dropStorefront(from); err != nil { // first: its id leads to one chat
			return err
		}
		s.Chat = to
		if err := tx.SaveStorefront(s); err != nil {
			return err
		}
	}
	members, err := tx.membersOf(from)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.migrateMember(m, to); err != nil {
			return err
		}
	}
	return tx.dropStorefront(from)
}

func (tx *Tx) migrateMember(m Member, to int64) error {
	if err := tx.DropMember(m.Key()); err != nil {
		return err
	}
	m.Chat = to
	if _, there, err := tx.Member(m.Key()); err != nil || there {
		return err
	}
	return tx.SaveMember(m)
}
