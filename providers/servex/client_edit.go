package servex

import (
	"context"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// UpdateClient changes a client (SX03, PUT /clients/{id}) and gives it as it
// is then. The documentation calls every field optional, but clients in
// production always send username, category, limit and type, so current must
// have them; the password is sent only when e has a new one.
func (c *Client) UpdateClient(ctx context.Context, current resale.Client, e resale.ClientEdit) (resale.Client, error) {
	next := edited(current, e)
	body := struct {
		Username   string            `json:"username"`
		Password   string            `json:"password,omitempty"`
		CategoryID int64             `json:"category_id,omitempty"`
		Limit      int               `json:"connection_limit,omitempty"`
		Type       resale.ClientKind `json:"type,omitempty"`
		Note       *string           `json:"observation,omitempty"`
		UUID       *string           `json:"v2ray_uuid,omitempty"`
	}{
		Username: next.Username, CategoryID: next.CategoryID, Limit: next.Limit, Type: next.Kind,
		Note: sent(e.Note, next.Note), UUID: sent(e.UUID, next.UUID),
	}
	if e.Password != nil {
		body.Password = *e.Password
	}
	answer, err := c.write(ctx, httpapi.Request{
		Operation: "SX03", Act: "update client", Method: http.MethodPut, Path: path("clients", current.ID),
		Body: body, Secrets: []secret.String{secret.New(body.Password)},
	})
	if err != nil {
		return resale.Client{}, err
	}
	var expires, updated date
	var status text
	answer.scalar("expiration_date", "client", &expires)
	answer.scalar("updated_at", "client", &updated)
	answer.scalar("status", "client", &status)
	if !expires.IsZero() {
		next.Expires = expires.Time
	}
	if !updated.IsZero() {
		next.Updated = updated.Time
	}
	return next, nil
}

// sent gives what goes along: the edit, even an empty one, else what is known.
func sent(edit *string, known string) *string {
	if edit == nil && known != "" {
		return &known
	}
	return edit
}

func edited(c resale.Client, e resale.ClientEdit) resale.Client {
	change(&c.Username, e.Username)
	change(&c.CategoryID, e.CategoryID)
	change(&c.Limit, e.Limit)
	change(&c.Kind, e.Kind)
	change(&c.Note, e.Note)
	change(&c.UUID, e.UUID)
	return c
}

func change[T any](field *T, edit *T) {
	if edit != nil {
		*field = *edit
	}
}
