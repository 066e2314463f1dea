package storage

// givenElsewhere lists the accounts of other chats whose key a person gave,
// one of each chat.
func (tx *Tx) givenElsewhere(person, chat int64) ([]Account, error) {
	keys, err := tx.keysFrom(accountRows, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	all, err := loadAll[Account](tx, accountRows, keys)
	if err != nil {
		return nil, err
	}
	var given []Account
	for _, a := range all { // the accounts of a chat stand together
		if a.By == person && a.Chat != chat && (len(given) == 0 || given[len(given)-1].Chat != a.Chat) {
			given = append(given, a)
		}
	}
	return given, nil
}

// forgetGiven disconnects the other chats whose key a person gave, and takes
// the person's name off what was done there.
func (tx *Tx) forgetGiven(person, chat int64) error {
	given, err := tx.givenElsewhere(person, chat)
	if err != nil {
		return err
	}
	for _, first := range given {
		accounts, err := tx.Accounts(first.Chat)
		if err != nil {
			return err
		}
		for _, a := range accounts {
			if a.By != person {
				continue
			}
			if err := tx.DropAccount(a.Chat, a.Provider); err != nil {
				return err
			}
		}
		if err := tx.forgetDoer(first.Chat, person); err != nil {
			return err
		}
	}
	return nil
}
