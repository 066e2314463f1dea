package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"
)

// ServexClient is one VPN account of the panel.
type ServexClient struct {
	ID         int64
	Username   string
	Password   string // as it was set; the API shows a hash
	CategoryID int64
	Limit      int // simultaneous connections
	Expires    time.Time
	Kind       string // "user" or "test"
	Suspended  bool
	Note       string
	UUID       string
	OwnerID    int64
	Online     bool
	LastSeen   time.Time
	Created    time.Time
	Updated    time.Time
}

func (c *ServexClient) status(now time.Time) string {
	switch {
	case c.Suspended:
		return "suspended"
	case !c.Expires.After(now):
		return "expired"
	default:
		return "active"
	}
}

// matches tells whether the client passes the list's status filter. Expires
// soon is within the next seven days: the real panel's number is not public.
func (c *ServexClient) matches(filter string, now time.Time) bool {
	active := c.status(now) == "active"
	switch filter {
	case "":
		return true
	case "expires_today":
		return active && c.Expires.UTC().Format(time.DateOnly) == now.UTC().Format(time.DateOnly)
	case "expires_soon":
		return active && c.Expires.Before(now.AddDate(0, 0, 7))
	default:
		return c.status(now) == filter
	}
}

// found tells whether a search hits: anywhere in the username, the UUID or
// the observation, as on the real panel.
func (c *ServexClient) found(search string) bool {
	return servexContains(c.Username, search) || servexContains(c.UUID, search) || servexContains(c.Note, search)
}

func (c *ServexClient) object(now time.Time) servexObject {
	o := servexObject{
		"id": c.ID, "username": c.Username, "password": servexHash(c.Username + c.Password),
		"category_id": c.CategoryID, "connection_limit": c.Limit, "expiration_date": servexDate(c.Expires),
		"type": c.Kind, "status": c.status(now), "observation": c.Note, "v2ray_uuid": nil,
		"owner_id": c.OwnerID, "owner_type": "reseller", "is_online": c.Online,
		"last_connection": servexDate(c.LastSeen), "created_at": servexDate(c.Created), "updated_at": servexDate(c.Updated),
	}
	if c.UUID != "" {
		o["v2ray_uuid"] = c.UUID
	}
	return o
}

// servexHash looks like the bcrypt hash that the real panel shows for a
// password. Who writes it back has locked the customer out.
func servexHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "$2b$10$" + strings.NewReplacer("-", ".", "_", "/").Replace(base64.RawURLEncoding.EncodeToString(sum[:])+"abcdefghij")
}
