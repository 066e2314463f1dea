package storage

// turnOffOffers stops the giving away from a chat's account.
func (tx *Tx) turnOffOffers(chat int64, provider string) error {
	return tx.eachOffer(chat, func(o Offer) error {
		if o.Provider != provider || !o.On {
			return nil
		}
		o.On = false
		return tx.SaveOffer(o)
	})
}

// openOffers comes with an account in the place of a former one: at another
// address, the categories that offers name are others.
func (tx *Tx) openOffers(a Account) error {
	was, found, err := tx.Account(a.Chat, a.Provider)
	if err != nil || !found || was.BaseURL == a.BaseURL {
		return err
	}
	return tx.turnOffOffers(a.Chat, a.Provider)
}

func (tx *Tx) eachOffer(chat int64, f func(Offer) error) error {
	offers, err := tx.OffersOf(chat)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if err := f(o); err != nil {
			return err
		}
	}
	return nil
}

// forgetOffers deletes a chat's offers, what was claimed of them, and whom it
// blocked.
func (tx *Tx) forgetOffers(chat int64) error {
	if err := tx.eachOffer(chat, func(o Offer) error { return tx.DropOffer(o.ID) }); err != nil {
		return err
	}
	claims, err := tx.claimsAt(claimChat, intKey(chat))
	if err != nil {
		return err
	}
	for _, c := range claims {
		if err := tx.dropClaim(c.Key().bytes()); err != nil {
			return err
		}
	}
	blocked, err := tx.BlockedBy(chat)
	if err != nil {
		return err
	}
	for _, b := range blocked {
		if err := tx.Unblock(chat, b.Person); err != nil {
			return err
		}
	}
	return nil
}

// forgetGiver takes a person's name off what they give away in a chat, and whom
// they blocked.
func (tx *Tx) forgetGiver(chat, person int64) error {
	err := tx.eachOffer(chat, func(o Offer) error {
		if o.By != person {
			return nil
		}
		o.By = 0
		return tx.SaveOffer(o)
	})
	if err != nil {
		return err
	}
	blocked, err := tx.BlockedBy(chat)
	if err != nil {
		return err
	}
	for _, b := range blocked {
		if b.By != person {
			continue
		}
		b.By = 0
		if err := tx.Block(b); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateOffers(from, to int64) error {
	err := tx.eachOffer(from, func(o Offer) error {
		o.Chat = to
		return tx.SaveOffer(o)
	})
	if err != nil {
		return err
	}
	claims, err := tx.claimsAt(claimChat, intKey(from))
	if err != nil {
		return err
	}
	for _, c := range claims {
		c.Chat = to
		if err := tx.SaveClaim(c); err != nil {
			return err
		}
	}
	blocked, err := tx.BlockedBy(from)
	if err != nil {
		return err
	}
	for _, b := range blocked {
		if err := tx.Unblock(from, b.Person); err != nil {
			return err
		}
		if there, err := tx.IsBlocked(to, b.Person); err != nil {
			return err
		} else if there {
			continue
		}
		b.Chat = to
		if err := tx.Block(b); err != nil {
			return err
		}
	}
	return nil
}
