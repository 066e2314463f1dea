package servex

import (
	"context"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// wireReseller is a reseller as the panel writes it; how many clients it has
// comes under one of three names.
type wireReseller struct {
	ID           number    `json:"id"`
	Name         text      `json:"name"`
	Username     text      `json:"username"`
	MaxUsers     number    `json:"max_users"`
	Used         *number   `json:"usedUsers"`
	UserCount    *number   `json:"userCount"`
	ClientsCount *number   `json:"clients_count"`
	AccountType  text      `json:"account_type"`
	CategoryIDs  *[]number `json:"category_ids"`
	Expires      date      `json:"expiration_date"`
	Status       text      `json:"status"`
	Observation  text      `json:"observation"`
	Obs          text      `json:"obs"`
}

func (w *wireReseller) present() bool { return w.ID > 0 }

func (w *wireReseller) reseller() resale.Reseller {
	r := resale.Reseller{
		ID:          int64(w.ID),
		Name:        string(w.Name),
		Username:    string(w.Username),
		MaxUsers:    int(w.MaxUsers),
		UsedUsers:   -1,
		AccountType: resale.AccountType(strings.ToLower(string(w.AccountType))),
		Expires:     w.Expires.Time,
		Status:      strings.ToLower(string(w.Status)),
		Note:        string(w.Observation),
	}
	if r.Note == "" {
		r.Note = string(w.Obs)
	}
	for _, used := range []*number{w.Used, w.UserCount, w.ClientsCount} {
		if used != nil {
			r.UsedUsers = int(*used)
			break
		}
	}
	if w.CategoryIDs != nil {
		r.CategoryIDs = make([]int64, 0, len(*w.CategoryIDs))
		for _, id := range *w.CategoryIDs {
			r.CategoryIDs = append(r.CategoryIDs, int64(id))
		}
	}
	return r
}

// ListResellers gives one page of resellers (SX07, GET /resellers).
func (c *Client) ListResellers(ctx context.Context, q resale.ResellerQuery) ([]resale.Reseller, error) {
	resellers, _, err := c.resellerPage(ctx, q)
	return resellers, err
}

func (c *Client) resellerPage(ctx context.Context, q resale.ResellerQuery) (resellers []resale.Reseller, full bool, err error) {
	query := pageQuery(q.Page, q.Limit)
	put(query, "search", q.Search)
	put(query, "status", q.Status)
	put(query, "scope", string(q.Scope))
	page := rows[wireReseller]{name: "resellers"}
	err = c.list(ctx, httpapi.Request{
		Operation: "SX07", Act: "list resellers", Path: []string{"resellers"}, Query: query,
		Complete: func() bool { return all(page.items, (*wireReseller).present) },
	}, &page)
	if err != nil {
		return nil, false, err
	}
	for i := range page.items {
		resellers = append(resellers, page.items[i].reseller())
	}
	return resellers, page.full(q.Limit), nil
}

// DeleteReseller removes a reseller with all resellers and clients below it
// (SX10, DELETE /resellers/{id}).
func (c *Client) DeleteReseller(ctx context.Context, id int64) error {
	return c.remove(ctx, httpapi.Request{Operation: "SX10", Act: "delete reseller", Path: path("resellers", id)})
}

// RenewReseller adds days to a validity account (SX11, POST
// /resellers/{id}/renew) and gives the new expiry, zero when the answer has
// none. Not idempotent: each call adds.
func (c *Client) RenewReseller(ctx context.Context, id int64, days int) (time.Time, error) {
	answer, err := c.write(ctx, httpapi.Request{
		Operation: "SX11", Act: "renew reseller", Method: http.MethodPost, Path: path("resellers", id, "renew"),
		Body: struct {
			Days int `json:"days"`
		}{days},
	})
	var expires date
	answer.scalar("expiration_date", "reseller", &expires)
	return expires.Time, err
}

// ToggleReseller deactivates an active reseller with everyone below it, or
// reactivates them (SX12, PUT /resellers/{id}/toggle-status). It gives the new
// status, "" when the answer has none. Never repeat it blindly.
func (c *Client) ToggleReseller(ctx context.Context, id int64) (status string, err error) {
	answer, err := c.write(ctx, httpapi.Request{
		Operation: "SX12", Act: "toggle reseller", Method: http.MethodPut, Path: path("resellers", id, "toggle-status"),
	})
	var said text
	answer.scalar("status", "reseller", &said)
	return strings.ToLower(string(said)), err
}
