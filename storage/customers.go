package storage

// forgetCustomer deletes the links and requests that are a person's own,
// their accounts and invoices at stores, and what there is to know of their claims.
func (tx *Tx) forgetCustomer(person int64) error {
	links, err := tx.LinksOf(person)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := tx.DropLink(l.Key()); err != nil {
			return err
		}
	}
	if err := tx.dropRequests(requestPerson, person); err != nil {
		return err
	}
	if err := tx.forgetInvoices(person); err != nil {
		return err
	}
	if err := tx.forgetMember(person); err != nil {
		return err
	}
	return tx.forgetClaims(person)
}

// forgetCustomers deletes the links and requests to a chat's clients.
func (tx *Tx) forgetCustomers(chat int64) error {
	links, err := tx.LinksTo(chat, "", 0)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := tx.DropLink(l.Key()); err != nil {
			return err
		}
	}
	return tx.dropRequests(requestLink, chat)
}

// forgetDoer takes a person's name off what they did for a chat: for its
// customers, and what they ordered.
func (tx *Tx) forgetDoer(chat, person int64) error {
	if err := tx.forgetShopper(chat, person); err != nil {
		return err
	}
	if err := tx.forgetBuyer(chat, person); err != nil {
		return err
	}
	if err := tx.forgetGiver(chat, person); err != nil {
		return err
	}
	if err := tx.forgetStorekeeper(chat, person); err != nil {
		return err
	}
	links, err := tx.LinksTo(chat, "", 0)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.By != person {
			continue
		}
		l.By = 0
		if err := tx.SaveLink(l); err != nil {
			return err
		}
	}
	requests, err := tx.requestsBy(requestLink, intKey(chat))
	if err != nil {
		return err
	}
	for _, r := range requests {
		if r.By != person {
			continue
		}
		r.By = 0
		if err := tx.SaveRequest(r); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) dropRequests(index bucket, first int64) error {
	requests, err := tx.requestsBy(index, intKey(first))
	if err != nil {
		return err
	}
	for _, r := range requests {
		if err := tx.dropRequest(r.ID); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateCustomers(from, to int64) error {
	requests, err := tx.requestsBy(requestLink, intKey(from))
	if err != nil {
		return err
	}
	links, err := tx.LinksTo(from, "", 0)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := tx.dropLink(l.Key()); err != nil {
			return err
		}
		l.Chat = to
		if _, there, err := tx.Link(l.Key()); err != nil {
			return err
		} else if there {
			continue
		}
		if err := tx.SaveLink(l); err != nil {
			return err
		}
	}
	for _, r := range requests {
		if err := tx.dropRequest(r.ID); err != nil {
			return err
		}
		r.Chat = to
		if _, open, err := tx.RequestOf(r.Link()); err != nil {
			return err
		} else if open {
			continue // the new chat was asked already
		}
		if err := tx.SaveRequest(r); err != nil {
			return err
		}
	}
	return nil
}
