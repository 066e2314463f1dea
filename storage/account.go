package storage

import "time"

// Account is a chat's account with a provider; there is one per chat and
// provider. Its key is apart, see Tx.AccountKey.
type Account struct {
	Chat     int64     `json:"chat"`
	Provider string    `json:"provider"`
	BaseURL  string    `json:"base_url,omitempty"`
	Admin    bool      `json:"admin,omitempty"`
	By       int64     `json:"by"` // who connected it
	At       time.Time `json:"at"`
}
