package resale

import "time"

// ClientKind tells a paid client from a test.
type ClientKind string

// The kinds, spelled as Servex spells them.
const (
	Paid ClientKind = "user" // runs for days
	Test ClientKind = "test" // runs for minutes
)

// ClientStatus is both a filter of the panel and the state of a client.
type ClientStatus string

// The statuses, spelled as Servex spells them. A client itself is active,
// expired or suspended; the other two are filters only.
const (
	AnyStatus    ClientStatus = ""
	Active       ClientStatus = "active"
	Expired      ClientStatus = "expired"
	ExpiresToday ClientStatus = "expires_today"
	ExpiresSoon  ClientStatus = "expires_soon"
	Suspended    ClientStatus = "suspended"
)

// Client is one VPN account on a panel. Fields that the panel left out are
// zero. Its password is not here: what a panel reads back may be a hash.
type Client struct {
	ID         int64
	Username   string
	CategoryID int64
	Limit      int       // simultaneous connections
	Expires    time.Time // UTC; zero when the panel did not say
	Kind       ClientKind
	Status     ClientStatus // as the panel says it
	Note       string
	UUID       string // V2Ray
	OwnerID    int64
	Online     *bool // nil when unknown
	LastSeen   time.Time
	Created    time.Time
	Updated    time.Time
}

// NewClient is what it takes to create one.
type NewClient struct {
	Username   string // [a-z][a-z0-9]*, at most 12
	Password   string // alphanumeric; the only time it is known in the clear
	CategoryID int64
	Limit      int
	Duration   int // days when Paid, minutes when Test
	Kind       ClientKind
	Note       string // optional
	UUID       string // optional
	OwnerID    int64  // optional, admin keys only
}

// ClientEdit changes a client: nil leaves a field as it is.
type ClientEdit struct {
	Username   *string
	Password   *string // only when a person really set a new one
	CategoryID *int64
	Limit      *int
	Kind       *ClientKind
	Note       *string
	UUID       *string
}

// Scope says whose clients or resellers are listed.
type Scope string

// The scopes, spelled as Servex spells them.
const (
	Own         Scope = "meus"             // the default
	All         Scope = "todos"            // admin keys
	OfResellers Scope = "dos_revendedores" // reseller keys
)

// ClientQuery selects clients. Page starts at 1; Limit 0 means the panel's 10.
type ClientQuery struct {
	Page, Limit int
	Search      string // substring of username, UUID or note
	Status      ClientStatus
	Scope       Scope
	ResellerID  int64
}

// Category is a group of servers that a client may use.
type Category struct {
	ID          int64
	Name        string
	Description string
	Limiter     bool
	ValidUntil  time.Time // zero: no end
}

// Expired tells whether the category must not be offered any more.
func (c Category) Expired(now time.Time) bool {
	return !c.ValidUntil.IsZero() && c.ValidUntil.Before(now)
}

// CategoryEdit creates or changes a category: nil leaves a field as it is.
type CategoryEdit struct {
	Name        *string
	Description *string
	Limiter     *bool
}
