package resale

import "time"

// VPNAccount is an account on VPNresellers' servers. Its private WireGuard key
// is not here: it leaves the panel only inside of a VPNConfig.
type VPNAccount struct {
	ID                 int64
	Username           string
	Active             bool
	Status             string    // in the panel's word: "Active", "Disabled", perhaps others
	Expires            time.Time // UTC; zero: it renews itself and is billed daily until somebody stops it
	WireGuardIP        string
	WireGuardPublicKey string
	Created            time.Time // UTC
	Updated            time.Time // UTC
}

// RenewsItself tells whether the account is billed until somebody stops it.
func (a VPNAccount) RenewsItself() bool { return a.Expires.IsZero() }

// Over tells whether the account's end has come, which its status need not say.
func (a VPNAccount) Over(now time.Time) bool { return !a.RenewsItself() && !now.Before(a.Expires) }

// NewVPNAccount is what it takes to create one. It has no expiry: that is a
// second call, and until then the account is billed.
type NewVPNAccount struct {
	Username string           // see CheckVPNUsername
	Password string           // see CheckVPNPassword; the only time it is known in the clear
	Customer *AccountCustomer // nil: nobody's
}

// AccountCustomer is whose account it is: an existing customer by ID, or a new
// one by everything else.
type AccountCustomer struct {
	ID                         int64
	FirstName, LastName, Email string
	Project                    int64
}

// The words by which accounts are filtered, spelled as VPNresellers spells them.
const (
	VPNActive   = "Active"
	VPNDisabled = "Disabled"
)

// AccountQuery selects accounts. Page starts at 1; PerPage 0 means the panel's
// 15. Username is a filter that the panel does not document: compare what it finds.
type AccountQuery struct {
	Page, PerPage int
	Status        string // VPNActive, VPNDisabled, or "" for both
	Username      string
}

// VPNPage is one page of a list. Pages and Total are 0 when the panel did not say.
type VPNPage[T any] struct {
	Items              []T
	Page, Pages, Total int
}

// More tells whether another page follows.
func (p VPNPage[T]) More() bool { return p.Page < p.Pages }

// VPNExpiry is the expiry to set for an account that must live until then: the
// panel knows days only, and an account ends when its day begins in UTC.
func VPNExpiry(until time.Time) time.Time {
	day := until.UTC().Truncate(24 * time.Hour)
	if day.Before(until) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}
