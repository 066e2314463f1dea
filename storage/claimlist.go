package storage

import (
	"bytes"
	"encoding/base64"
	"errors"
	"time"
)

// ClaimsBy gives the claims of a person.
func (tx *Tx) ClaimsBy(person int64) ([]Claim, error) {
	return tx.claimsAt(claimPerson, intKey(person))
}

// ClaimsOfPerson gives a person's claims of one offer, by their numbers.
func (tx *Tx) ClaimsOfPerson(offer string, person int64) ([]Claim, error) {
	if len(offer) != offerIDLength {
		return nil, nil
	}
	keys, err := tx.keysFrom(claimRows, join([]byte(offer), intKey(person)), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Claim](tx, claimRows, keys)
}

// ClaimsOf gives at most limit claims of an offer, the newest first. before is
// where the list goes on, "" at its beginning; next is that for the rest, "" at
// its end.
func (tx *Tx) ClaimsOf(offer, before string, limit int) (claims []Claim, next string, err error) {
	if len(offer) != offerIDLength {
		return nil, "", nil
	}
	end := pastAll([]byte(offer))
	if before != "" {
		place, err := base64.RawURLEncoding.DecodeString(before)
		if err != nil {
			return nil, "", errors.New("list claims: no cursor")
		}
		end = join([]byte(offer), place)
	}
	var last []byte
	err = tx.eachBack(claimListed, []byte(offer), end, func(key []byte) (more bool, err error) {
		if len(claims) == limit {
			next = base64.RawURLEncoding.EncodeToString(last)
			return false, nil
		}
		last = bytes.Clone(key[offerIDLength:])
		found, err := loadAll[Claim](tx, claimRows, [][]byte{join([]byte(offer), last[8:])})
		claims = append(claims, found...)
		return true, err
	})
	return claims, next, err
}

// ClaimOfClient gives the claim that a client, or an account, of a chat was
// made for, and whether there is one.
func (tx *Tx) ClaimOfClient(chat int64, provider string, clientID int64) (Claim, bool, error) {
	found, err := tx.claimsAt(claimClient, linkPrefix(chat, provider, clientID))
	if err != nil || len(found) == 0 {
		return Claim{}, false, err
	}
	return found[len(found)-1], true, nil
}

// claimsAt gives the claims whose keys end an index's keys with a prefix.
func (tx *Tx) claimsAt(index bucket, prefix []byte) ([]Claim, error) {
	keys, err := tx.keysFrom(index, prefix, nil, 0)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[len(key)-claimKeyLength:]
	}
	return loadAll[Claim](tx, claimRows, keys)
}

// DueClaimPanels gives the panels that have a claim whose Next is not after
// now, and since when.
func (tx *Tx) DueClaimPanels(now time.Time) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	return since, tx.firstDue(claimDue, now, since)
}

// DueClaims gives a panel's claims whose Next is not after now, the longest due
// first.
func (tx *Tx) DueClaims(panel string, now time.Time, limit int) ([]Claim, error) {
	if len(panel) != panelLength {
		return nil, nil
	}
	end := join([]byte(panel), timeKey(now.Add(time.Nanosecond)))
	keys, err := tx.keysBetween(claimDue, []byte(panel), end, limit)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[len(key)-claimKeyLength:]
	}
	return loadAll[Claim](tx, claimRows, keys)
}
