package resale

import (
	"strings"
	"time"
)

// AccountType says how a reseller is limited.
type AccountType string

// The account types, spelled as Servex spells them.
const (
	Validity AccountType = "validity" // until a date, with at most MaxUsers clients
	Credit   AccountType = "credit"   // MaxUsers is the number of credits
)

// Reseller is an account below the key's own.
type Reseller struct {
	ID          int64
	Name        string
	Username    string
	MaxUsers    int
	UsedUsers   int // -1 when the panel did not say
	AccountType AccountType
	CategoryIDs []int64 // nil when the panel did not say, which is not "none"
	Expires     time.Time
	Status      string
	Note        string
}

// Off tells whether the reseller, with everyone below it, was deactivated. What
// panels call that differs, in English and in Portuguese.
func (r Reseller) Off() bool {
	for _, word := range []string{"suspen", "inact", "inati", "deactiv", "desativ", "disabl", "block", "bloque"} {
		if strings.HasPrefix(r.Status, word) {
			return true
		}
	}
	return false
}

// NewReseller is what it takes to create one.
type NewReseller struct {
	Name        string
	Username    string
	Password    string
	MaxUsers    int
	AccountType AccountType
	CategoryIDs []int64
	Expires     time.Time // required for Validity; the day counts, UTC
	Note        string
}

// ResellerEdit changes a reseller: nil leaves a field as it is. An empty
// CategoryIDs is never sent, for it may strip access.
type ResellerEdit struct {
	Name        *string
	Username    *string
	Password    *string
	MaxUsers    *int
	AccountType *AccountType
	CategoryIDs []int64
	Expires     *time.Time
	Note        *string
}

// ResellerQuery selects resellers. Page starts at 1.
type ResellerQuery struct {
	Page, Limit int
	Search      string
	Status      string
	Scope       Scope
}

// SocketToken opens the panel's WebSockets until Expires.
type SocketToken struct {
	Token   string // secret: never log it
	Expires time.Time
}
