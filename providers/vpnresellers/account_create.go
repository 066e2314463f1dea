package vpnresellers

import (
	"context"
	"net/http"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// CreateAccount creates an account (VR03, POST /accounts). It is active and
// billed daily from then on: SetExpiry ends that. The password is never told
// again. After Unknown the account may exist: look it up with FindByUsername,
// never create another one. Taken: somebody has the name, perhaps we.
func (c *Client) CreateAccount(ctx context.Context, n resale.NewVPNAccount) (resale.VPNAccount, error) {
	return one[madeAccount](ctx, c.keyed, httpapi.Request{
		Operation: "VR03", Act: "create account", Method: http.MethodPost, Path: []string{"accounts"},
		Secrets: []secret.String{secret.New(n.Password)},
		Body: struct {
			Username string        `json:"username"`
			Password string        `json:"password"`
			Customer *wireCustomer `json:"customer,omitempty"`
		}{n.Username, n.Password, customerOf(n.Customer)},
	}, func(made resale.VPNAccount) bool { return strings.EqualFold(made.Username, n.Username) })
}

// wireCustomer is either an id or everything else: both are refused.
type wireCustomer struct {
	ID        int64  `json:"customer_id,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	Email     string `json:"email,omitempty"`
	Project   int64  `json:"project_id,omitempty"`
}

func customerOf(a *resale.AccountCustomer) *wireCustomer {
	switch {
	case a == nil:
		return nil
	case a.ID != 0:
		return &wireCustomer{ID: a.ID}
	default:
		return &wireCustomer{FirstName: a.FirstName, LastName: a.LastName, Email: a.Email, Project: a.Project}
	}
}
