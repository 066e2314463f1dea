package vpnresellers

import (
	"context"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type projectRow struct {
	ID          number `json:"id"`
	Name        text   `json:"name"`
	Description text   `json:"description"`
}

func (w projectRow) present() bool { return w.ID > 0 }

func (w projectRow) value() resale.VPNProject {
	return resale.VPNProject{ID: int64(w.ID), Name: string(w.Name), Description: string(w.Description)}
}

// wireProject is what a project is made and changed with: both are required.
type wireProject struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Projects gives one page of projects (VR27, GET /projects). Pages start at 1.
func (c *Client) Projects(ctx context.Context, page, perPage int) (resale.VPNPage[resale.VPNProject], error) {
	r := httpapi.Request{Operation: "VR27", Act: "list projects", Path: []string{"projects"}, Query: pageQuery(page, perPage)}
	return list[projectRow](ctx, c.keyed, r)
}

// CreateProject creates a project (VR28, POST /projects). Two may have the same
// name: after Unknown look through them.
func (c *Client) CreateProject(ctx context.Context, n resale.NewVPNProject) (resale.VPNProject, error) {
	r := httpapi.Request{Operation: "VR28", Act: "create project", Path: []string{"projects"}, Body: wireProject(n)}
	return create[projectRow](ctx, c.keyed, r, func(made resale.VPNProject) bool { return made.Name == "" || made.Name == n.Name })
}

// Project gives a project (VR29, GET /projects/{id}).
func (c *Client) Project(ctx context.Context, id int64) (resale.VPNProject, error) {
	return read[projectRow](ctx, c.keyed, httpapi.Request{Operation: "VR29", Act: "read project", Path: path("projects", id)})
}

// EditProject changes a project (VR30, PUT /projects/{id}). The panel says yes
// and does not show what it is now.
func (c *Client) EditProject(ctx context.Context, id int64, n resale.NewVPNProject) error {
	return c.keyed.act(ctx, httpapi.Request{
		Operation: "VR30", Act: "edit project", Method: http.MethodPut, Path: path("projects", id), Body: wireProject(n),
	})
}

// DeleteProject removes a project (VR31, DELETE /projects/{id}). Invalid with
// the field project: there are customers in it.
func (c *Client) DeleteProject(ctx context.Context, id int64) error {
	return c.keyed.act(ctx, httpapi.Request{
		Operation: "VR31", Act: "delete project", Method: http.MethodDelete, Path: path("projects", id),
	})
}

// ProjectCustomers gives one page of a project's customers (VR32, GET
// /projects/{id}/customers).
func (c *Client) ProjectCustomers(ctx context.Context, id int64, page, perPage int) (resale.VPNPage[resale.VPNCustomer], error) {
	return list[customerRow](ctx, c.keyed, httpapi.Request{
		Operation: "VR32", Act: "list customers of a project", Path: path("projects", id, "customers"), Query: pageQuery(page, perPage),
	})
}

// ProjectAccounts gives one page of the accounts of a project's customers
// (VR33, GET /projects/{id}/accounts).
func (c *Client) ProjectAccounts(ctx context.Context, id int64, page, perPage int) (resale.VPNPage[resale.VPNAccount], error) {
	return c.accounts(ctx, resale.AccountQuery{Page: page, PerPage: perPage}, httpapi.Request{
		Operation: "VR33", Act: "list accounts of a project", Path: path("projects", id, "accounts"),
	})
}
