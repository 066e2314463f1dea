package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// Account is a chat's account with a provider; there is one per chat and
// provider. Its key is apart, see Tx.AccountKey.
type Account struct {
	Chat     int64     `json:"chat"`
	Provider string    `json:"provider"`
	Panel    string    `json:"panel,omitempty"` // set by PutAccount, see PanelOf
	BaseURL  string    `json:"base_url,omitempty"`
	Admin    bool      `json:"admin,omitempty"`
	By       int64     `json:"by"`               // who connected it
	Thread   int       `json:"thread,omitempty"` // where it was asked for
	At       time.Time `json:"at"`
}

// PanelOf names what a key opens, 32 hex digits: chats that were given the same
// key share it. A key has enough entropy that its hash gives nothing away.
func PanelOf(provider, baseURL string, key secret.String) string {
	hash := sha256.Sum256([]byte(provider + "\x00" + baseURL + "\x00" + key.Reveal()))
	return hex.EncodeToString(hash[:16])
}

func accountKey(chat int64, provider string) []byte { return join(intKey(chat), []byte(provider)) }

// PutAccount connects an account, in the place of a former one.
func (tx *Tx) PutAccount(a Account, key secret.String) error {
	if a.Provider == "" || key.IsZero() {
		return errors.New("put account: no provider or no key")
	}
	if a.At.IsZero() {
		a.At = tx.now()
	}
	a.At, a.Panel = a.At.UTC(), PanelOf(a.Provider, a.BaseURL, key)
	if err := tx.openOffers(a); err != nil {
		return err
	}
	if err := tx.openPanel(a); err != nil {
		return err
	}
	if err := tx.put(accountKeys, accountKey(a.Chat, a.Provider), []byte(key.Reveal())); err != nil {
		return err
	}
	if err := tx.followAccount(a); err != nil {
		return err
	}
	return save(tx, accountRows, accountKey(a.Chat, a.Provider), a)
}

// Account gives a chat's account with a provider, and whether there is one.
func (tx *Tx) Account(chat int64, provider string) (Account, bool, error) {
	return load[Account](tx, accountRows, accountKey(chat, provider))
}

// AccountKey gives the account's API key, or an error with
// resale.NotConnected.
func (tx *Tx) AccountKey(chat int64, provider string) (secret.String, error) {
	key, err := tx.get(accountKeys, accountKey(chat, provider))
	if err != nil {
		return secret.String{}, err
	}
	if key == nil {
		return secret.String{}, &resale.Error{Act: "read account key", Code: resale.NotConnected}
	}
	return secret.New(string(key)), nil
}

// Accounts gives a chat's accounts, by the provider's name.
func (tx *Tx) Accounts(chat int64) ([]Account, error) {
	keys, err := tx.keysFrom(accountRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Account](tx, accountRows, keys)
}

// DropAccount forgets an account, its key, its alerts and its digest, and turns
// its offers off; none is no error. Orders stay: they are listed, and followed
// again when somebody connects the panel.
func (tx *Tx) DropAccount(chat int64, provider string) error {
	if rule, found, err := tx.AlertRule(chat); err != nil {
		return err
	} else if found && rule.Provider == provider {
		if err := tx.forgetAlerts(chat); err != nil {
			return err
		}
	}
	if err := tx.DropDigest(chat, provider); err != nil {
		return err
	}
	if provider == shopProvider {
		if err := tx.DropOrderTrouble(chat); err != nil {
			return err
		}
	}
	if provider == storeProvider {
		if err := tx.DropStoreTrouble(chat); err != nil {
			return err
		}
	}
	if provider == hostProvider {
		if err := tx.DropHostWatch(chat); err != nil {
			return err
		}
	}
	if err := tx.turnOffOffers(chat, provider); err != nil {
		return err
	}
	if err := tx.leavePanel(chat, provider); err != nil {
		return err
	}
	if err := tx.drop(accountKeys, accountKey(chat, provider)); err != nil {
		return err
	}
	return tx.drop(accountRows, accountKey(chat, provider))
}
