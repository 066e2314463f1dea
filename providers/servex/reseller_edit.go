package servex

import (
	"context"
	"net/http"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// resellerBody is what both writes send. The note goes by two names: creation
// is documented with obs, updates were seen with observation.
type resellerBody struct {
	Name        string             `json:"name"`
	Username    string             `json:"username"`
	Password    string             `json:"password,omitempty"`
	MaxUsers    int                `json:"max_users"`
	AccountType resale.AccountType `json:"account_type,omitempty"`
	CategoryIDs []int64            `json:"category_ids,omitempty"`
	Expires     string             `json:"expiration_date,omitempty"`
	Obs         *string            `json:"obs,omitempty"`
	Observation *string            `json:"observation,omitempty"`
}

// CreateReseller creates a reseller (SX08, POST /resellers). The panel is
// known to answer now and then without the new object: it is then looked up
// by its login, and the error is Unknown when it is not found.
func (c *Client) CreateReseller(ctx context.Context, n resale.NewReseller) (resale.Reseller, error) {
	var made wireReseller
	accepted, err := c.create(ctx, httpapi.Request{
		Operation: "SX08", Act: "create reseller", Path: []string{"resellers"},
		Secrets: []secret.String{secret.New(n.Password)},
		Body: resellerBody{
			Name: n.Name, Username: n.Username, Password: n.Password, MaxUsers: n.MaxUsers, AccountType: n.AccountType,
			CategoryIDs: n.CategoryIDs, Expires: day(n.AccountType, n.Expires), Obs: sent(nil, n.Note),
		},
	}, "reseller", &made)
	if err != nil && accepted {
		if found, missing := c.FindReseller(ctx, n.Username); missing == nil {
			return found, nil
		}
	}
	if err != nil {
		return resale.Reseller{}, err
	}
	return made.reseller(), nil
}

// UpdateReseller changes a reseller (SX09, PUT /resellers/{id}) and gives it
// as it is then. Everything known goes along, as the panel's own clients do;
// the password only when e has a new one, and never an empty list of
// categories, which may strip access.
func (c *Client) UpdateReseller(ctx context.Context, current resale.Reseller, e resale.ResellerEdit) (resale.Reseller, error) {
	next := current
	change(&next.Name, e.Name)
	change(&next.Username, e.Username)
	change(&next.MaxUsers, e.MaxUsers)
	change(&next.AccountType, e.AccountType)
	change(&next.Expires, e.Expires)
	change(&next.Note, e.Note)
	if len(e.CategoryIDs) > 0 {
		next.CategoryIDs = e.CategoryIDs
	}
	body := resellerBody{
		Name: next.Name, Username: next.Username, MaxUsers: next.MaxUsers, AccountType: next.AccountType,
		CategoryIDs: next.CategoryIDs, Expires: day(next.AccountType, next.Expires),
		Obs: sent(e.Note, next.Note), Observation: sent(e.Note, next.Note),
	}
	change(&body.Password, e.Password)
	_, err := c.write(ctx, httpapi.Request{
		Operation: "SX09", Act: "update reseller", Method: http.MethodPut, Path: path("resellers", current.ID),
		Body: body, Secrets: []secret.String{secret.New(body.Password)},
	})
	if err != nil {
		return resale.Reseller{}, err
	}
	return next, nil
}

// day writes an expiry as the panel wants it, for the accounts that have one.
func day(kind resale.AccountType, at time.Time) string {
	if kind != resale.Validity || at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.DateOnly)
}
