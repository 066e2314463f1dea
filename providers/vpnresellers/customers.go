package vpnresellers

import (
	"context"
	"net/http"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type customerRow struct {
	ID        number `json:"id"`
	FirstName text   `json:"first_name"`
	LastName  text   `json:"last_name"`
	Email     text   `json:"email"`
	Project   number `json:"project_id"`
}

func (w customerRow) present() bool { return w.ID > 0 }

func (w customerRow) value() resale.VPNCustomer {
	return resale.VPNCustomer{
		ID: int64(w.ID), FirstName: string(w.FirstName), LastName: string(w.LastName), Email: string(w.Email), Project: int64(w.Project),
	}
}

// Customers gives one page of customers (VR21, GET /customers). Pages start at 1.
func (c *Client) Customers(ctx context.Context, page, perPage int) (resale.VPNPage[resale.VPNCustomer], error) {
	r := httpapi.Request{Operation: "VR21", Act: "list customers", Path: []string{"customers"}, Query: pageQuery(page, perPage)}
	return list[customerRow](ctx, c.keyed, r)
}

// CreateCustomer creates a customer (VR22, POST /customers). Invalid with the
// field email: somebody has that address already; perhaps, after Unknown, we.
func (c *Client) CreateCustomer(ctx context.Context, n resale.NewVPNCustomer) (resale.VPNCustomer, error) {
	return create[customerRow](ctx, c.keyed, httpapi.Request{
		Operation: "VR22", Act: "create customer", Path: []string{"customers"},
		Body: struct {
			FirstName string `json:"first_name"`
			LastName  string `json:"last_name"`
			Email     string `json:"email"`
			Project   int64  `json:"project_id"`
		}{n.FirstName, n.LastName, n.Email, n.Project},
	}, func(made resale.VPNCustomer) bool { return made.Email == "" || strings.EqualFold(made.Email, n.Email) })
}

// Customer gives a customer (VR23, GET /customers/{id}).
func (c *Client) Customer(ctx context.Context, id int64) (resale.VPNCustomer, error) {
	return read[customerRow](ctx, c.keyed, httpapi.Request{Operation: "VR23", Act: "read customer", Path: path("customers", id)})
}

// EditCustomer changes a customer (VR24, PUT /customers/{id}). The panel says
// yes and does not show what it is now.
func (c *Client) EditCustomer(ctx context.Context, id int64, e resale.VPNCustomerEdit) error {
	return c.keyed.act(ctx, httpapi.Request{
		Operation: "VR24", Act: "edit customer", Method: http.MethodPut, Path: path("customers", id),
		Body: struct {
			FirstName *string `json:"first_name,omitempty"`
			LastName  *string `json:"last_name,omitempty"`
			Email     *string `json:"email,omitempty"`
		}{e.FirstName, e.LastName, e.Email},
	})
}

// DeleteCustomer removes a customer (VR25, DELETE /customers/{id}). Invalid
// with the field customer: there are accounts of theirs.
func (c *Client) DeleteCustomer(ctx context.Context, id int64) error {
	return c.keyed.act(ctx, httpapi.Request{
		Operation: "VR25", Act: "delete customer", Method: http.MethodDelete, Path: path("customers", id),
	})
}

// CustomerAccounts gives one page of a customer's accounts (VR26, GET
// /customers/{id}/accounts).
func (c *Client) CustomerAccounts(ctx context.Context, id int64, page, perPage int) (resale.VPNPage[resale.VPNAccount], error) {
	return c.accounts(ctx, resale.AccountQuery{Page: page, PerPage: perPage}, httpapi.Request{
		Operation: "VR26", Act: "list accounts of a customer", Path: path("customers", id, "accounts"),
	})
}
