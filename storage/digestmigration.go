package storage

import (
	"time"

	"resellerbot/internal/resale"
)

// createDigests also has the chats warned that connected a panel before there
// were digests.
func createDigests(tx *Tx) error {
	if err := createAll(tx, digestRows, digestDue, warningRows, warningDue, warningOver); err != nil {
		return err
	}
	return tx.startDigests(firstProvider)
}

// startDigests gives every chat that connected a provider a digest of it.
func (tx *Tx) startDigests(provider string) error {
	keys, err := tx.keysFrom(accountRows, nil, nil, 0)
	if err != nil {
		return err
	}
	accounts, err := loadAll[Account](tx, accountRows, keys)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.Provider != provider {
			continue
		}
		key, err := tx.AccountKey(a.Chat, a.Provider)
		if err != nil {
			return err
		}
		a.Panel = PanelOf(a.Provider, a.BaseURL, key) // rows of older versions do not have it
		if err := tx.StartDigest(a); err != nil {
			return err
		}
	}
	return nil
}

// StartDigest gives a chat that connected an account a digest of its provider as
// most people want it, unless it has one.
func (tx *Tx) StartDigest(a Account) error {
	if _, there, err := tx.Digest(a.Chat, a.Provider); err != nil || there {
		return err
	}
	place, _, err := tx.Chat(a.Chat)
	if err != nil {
		return err
	}
	person, _, err := tx.Person(a.By)
	if err != nil {
		return err
	}
	now := tx.now().UTC()
	return tx.SaveDigest(Digest{
		Chat: a.Chat, Thread: a.Thread, Person: a.By, Lang: person.Lang, Provider: a.Provider,
		On: true, Hour: resale.DigestHour, Thresholds: resale.DefaultThresholds(), Since: now,
		Next: resale.DigestAt(now, place.Location(), resale.DigestHour, "", a.Panel),
	})
}

// Location is the chat's time zone, UTC when it has none.
func (c Chat) Location() *time.Location {
	if zone, err := time.LoadLocation(c.Zone); err == nil && c.Zone != "" {
		return zone
	}
	return time.UTC
}
