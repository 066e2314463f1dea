package servex

import (
	"context"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// wireClient is a client as the panel writes it. Its password is not read: it
// may be a hash, and writing one back locks the customer out.
type wireClient struct {
	ID             number `json:"id"`
	Username       text   `json:"username"`
	CategoryID     number `json:"category_id"`
	Limit          number `json:"connection_limit"`
	MaxConnections number `json:"max_connections"`
	Expires        date   `json:"expiration_date"`
	Type           text   `json:"type"`
	Status         text   `json:"status"`
	Observation    text   `json:"observation"`
	UUID           text   `json:"v2ray_uuid"`
	OwnerID        number `json:"owner_id"`
	Online         *flag  `json:"is_online"`
	LastConnection date   `json:"last_connection"`
	Created        date   `json:"created_at"`
	Updated        date   `json:"updated_at"`
}

func (w *wireClient) present() bool { return w.ID > 0 }

func (w *wireClient) client() resale.Client {
	c := resale.Client{
		ID:         int64(w.ID),
		Username:   string(w.Username),
		CategoryID: int64(w.CategoryID),
		Limit:      int(w.Limit),
		Expires:    w.Expires.Time,
		Kind:       resale.ClientKind(strings.ToLower(string(w.Type))),
		Status:     resale.ClientStatus(strings.ToLower(string(w.Status))),
		Note:       string(w.Observation),
		UUID:       string(w.UUID),
		OwnerID:    int64(w.OwnerID),
		LastSeen:   w.LastConnection.Time,
		Created:    w.Created.Time,
		Updated:    w.Updated.Time,
	}
	if c.Limit == 0 {
		c.Limit = int(w.MaxConnections)
	}
	if w.Online != nil {
		online := bool(*w.Online)
		c.Online = &online
	}
	return c
}

// CreateClient creates a client (SX02, POST /clients). Duration is in days for
// resale.Paid and in minutes for resale.Test. After Unknown the client may
// exist: look it up with FindByUsername, never create again blindly.
func (c *Client) CreateClient(ctx context.Context, n resale.NewClient) (resale.Client, error) {
	var made wireClient
	_, err := c.create(ctx, httpapi.Request{
		Operation: "SX02", Act: "create client", Path: []string{"clients"},
		Secrets: []secret.String{secret.New(n.Password)},
		Body: struct {
			Username   string            `json:"username"`
			Password   string            `json:"password"`
			CategoryID int64             `json:"category_id"`
			Limit      int               `json:"connection_limit"`
			Duration   int               `json:"duration"`
			Type       resale.ClientKind `json:"type"`
			Note       string            `json:"observation,omitempty"`
			UUID       string            `json:"v2ray_uuid,omitempty"`
			OwnerID    int64             `json:"owner_id,omitempty"`
		}{n.Username, n.Password, n.CategoryID, n.Limit, n.Duration, n.Kind, n.Note, n.UUID, n.OwnerID},
	}, "client", &made)
	if err != nil {
		return resale.Client{}, err
	}
	return withAsked(made.client(), n), nil
}

// withAsked fills what the answer left out with what was asked for.
func withAsked(c resale.Client, n resale.NewClient) resale.Client {
	if c.Username == "" {
		c.Username = n.Username
	}
	if c.CategoryID == 0 {
		c.CategoryID = n.CategoryID
	}
	if c.Limit == 0 {
		c.Limit = n.Limit
	}
	if c.Kind == "" {
		c.Kind = n.Kind
	}
	if c.Note == "" {
		c.Note = n.Note
	}
	if c.UUID == "" {
		c.UUID = n.UUID
	}
	return c
}

// DeleteClient removes a client (SX04, DELETE /clients/{id}).
func (c *Client) DeleteClient(ctx context.Context, id int64) error {
	return c.remove(ctx, httpapi.Request{Operation: "SX04", Act: "delete client", Path: path("clients", id)})
}

// RenewClient adds days (SX05, POST /clients/{id}/renew) and gives the new
// expiry, zero when the answer has none. Not idempotent: each call adds. After
// Unknown compare the client's expiry with the old one.
func (c *Client) RenewClient(ctx context.Context, id int64, days int) (time.Time, error) {
	answer, err := c.write(ctx, httpapi.Request{
		Operation: "SX05", Act: "renew client", Method: http.MethodPost, Path: path("clients", id, "renew"),
		Body: struct {
			Days int `json:"days"`
		}{days},
	})
	var expires date
	answer.scalar("expiration_date", "client", &expires)
	return expires.Time, err
}

// ToggleSuspend suspends an active client and reactivates a suspended one
// (SX06, PUT /clients/{id}/suspend). It gives the new status, "" when the
// answer has none. Read the client before and after; never repeat it blindly.
func (c *Client) ToggleSuspend(ctx context.Context, id int64) (resale.ClientStatus, error) {
	answer, err := c.write(ctx, httpapi.Request{
		Operation: "SX06", Act: "toggle suspension", Method: http.MethodPut, Path: path("clients", id, "suspend"),
	})
	var status text
	answer.scalar("status", "client", &status)
	return resale.ClientStatus(strings.ToLower(string(status))), err
}
