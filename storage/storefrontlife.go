package storage

// forgetMember deletes the accounts of a person at whatever store, and what
// they did there, also before they logged out.
func (tx *Tx) forgetMember(person int64) error {
	known, err := tx.keysFrom(memberKnown, intKey(person), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range known {
		if err := tx.forgetStoreActs(keyInt(key[8:]), person); err != nil {
			return err
		}
		if err := tx.drop(memberKnown, key); err != nil {
			return err
		}
	}
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
	if err := tx.dropStorefront(from); err != nil {
		return err
	}
	return tx.eachKnown(from, func(person int64) error {
		return tx.mark(memberKnown, MemberKey{Chat: to, Person: person}.ofPerson())
	})
}

// eachKnown takes away the marks of all who were ever at a store, which is
// rare, and hands them to f.
func (tx *Tx) eachKnown(chat int64, f func(person int64) error) error {
	all, err := tx.keysFrom(memberKnown, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range all {
		if keyInt(key[8:]) != chat {
			continue
		}
		if err := tx.drop(memberKnown, key); err != nil {
			return err
		}
		if err := f(keyInt(key)); err != nil {
			return err
		}
	}
	return nil
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
