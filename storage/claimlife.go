package storage

import "time"

// forgetClaims leaves of a person's claims the bare marks that there were some:
// being forgotten must not give anyone a second trial.
func (tx *Tx) forgetClaims(person int64) error {
	claims, err := tx.ClaimsBy(person)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if err := tx.SaveClaim(c.mark()); err != nil {
			return err
		}
	}
	return tx.forgetBlocked(person)
}

// mark is what stays of a claim that is forgotten. What the panel refused took
// no place, and still does not.
func (c Claim) mark() Claim {
	m := Claim{Offer: c.Offer, Person: c.Person, N: c.N, Chat: c.Chat, Provider: c.Provider, State: ClaimForgotten, At: c.At}
	if !c.HasPlace() {
		m.State = ClaimRefused
	}
	return m
}

// trimClaims deletes the claims of offers that were deleted before a time, at
// most trimSize of them.
func (tx *Tx) trimClaims(before time.Time) (n int, err error) {
	dropped, err := tx.keysBetween(offerDropped, nil, timeKey(before), trimSize)
	if err != nil {
		return 0, err
	}
	for _, mark := range dropped {
		keys, err := tx.keysFrom(claimRows, mark[8:], nil, trimSize-n)
		if err != nil {
			return n, err
		}
		for _, key := range keys {
			if err := tx.dropClaim(key); err != nil {
				return n, err
			}
		}
		if n += len(keys); n >= trimSize {
			return n, nil
		}
		if err := tx.drop(offerDropped, mark); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
