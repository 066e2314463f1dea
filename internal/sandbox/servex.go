package sandbox

import (
	"context"
	"net/http"
	"time"
)

// ServexOptions configures a pretended Servex panel.
type ServexOptions struct {
	Now func() time.Time // default time.Now
}

// ServexPanel pretends to be a Servex panel: stateful, strict, and able to
// fail in every way that the real one was seen to. Safe for concurrent use.
type ServexPanel struct{ opt ServexOptions }

// ServexClient is one VPN account of the panel. Zero fields get defaults.
type ServexClient struct {
	ID         int64
	Username   string
	Password   string // in the clear, as it was set; the API shows a hash
	CategoryID int64
	Limit      int
	Expires    time.Time
	Kind       string // "user" or "test"
	Suspended  bool
	Note       string
	UUID       string
	OwnerID    int64
	Online     bool
	Created    time.Time
	Updated    time.Time
}

// ServexCall is one request that reached the panel.
type ServexCall struct {
	Method, Path string // Path without /api
	Query, Body  string
	Key          string
	At           time.Time
	Applied      bool // it changed the panel
}

// NewServex makes an empty panel.
func NewServex(opt ServexOptions) *ServexPanel { return &ServexPanel{opt: opt} }

// ServeHTTP answers requests below /api/.
func (p *ServexPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// Start listens on a free loopback port; baseURL ends with /api.
func (p *ServexPanel) Start() (baseURL string, err error) { return "", nil }

// Close ends every hanging request and stops listening.
func (p *ServexPanel) Close() error { return nil }

// AddKey lets a key in. A reseller key (admin false) acts for ownerID.
func (p *ServexPanel) AddKey(key string, admin bool, ownerID int64) {}

// RevokeKey makes a key wrong.
func (p *ServexPanel) RevokeKey(key string) {}

// AddCategory adds a category; zero validUntil means no end.
func (p *ServexPanel) AddCategory(name string, validUntil time.Time) int64 { return 0 }

// AddClient adds a client and gives its id.
func (p *ServexPanel) AddClient(c ServexClient) int64 { return 0 }

// Clients gives copies of all clients, by id.
func (p *ServexPanel) Clients() []ServexClient { return nil }

// Calls gives copies of all calls, in the order they arrived.
func (p *ServexPanel) Calls() []ServexCall { return nil }

// Creates counts how often a client of that name was really created.
func (p *ServexPanel) Creates(username string) int { return 0 }

// Renewals counts how often a client was really renewed.
func (p *ServexPanel) Renewals(id int64) int { return 0 }

// Wait returns nil once cond holds, which is asked at each change of the
// panel, or the context's error.
func (p *ServexPanel) Wait(ctx context.Context, cond func(*ServexPanel) bool) error { return nil }

// Seed fills the panel with an invented business, for the demo.
func (p *ServexPanel) Seed() {}
