package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// VPNCustomers gives one page of a chat's customers; pages start at 1, perPage
// 0 means the panel's own.
func (o *Ops) VPNCustomers(ctx context.Context, chat int64, page, perPage int) (resale.VPNPage[resale.VPNCustomer], error) {
	c, err := o.vpn(ctx, "list vpn customers", chat)
	if err != nil {
		return resale.VPNPage[resale.VPNCustomer]{}, err
	}
	return c.vpn.Customers(ctx, page, perPage)
}

// VPNCustomer reads one customer.
func (o *Ops) VPNCustomer(ctx context.Context, chat, id int64) (resale.VPNCustomer, error) {
	c, err := o.vpn(ctx, "read vpn customer", chat)
	if err != nil {
		return resale.VPNCustomer{}, err
	}
	return c.vpn.Customer(ctx, id)
}

// VPNCustomerAccounts gives one page of a customer's accounts.
func (o *Ops) VPNCustomerAccounts(ctx context.Context, chat, id int64, page, perPage int) (VPNAccountPage, error) {
	c, err := o.vpn(ctx, "list vpn accounts", chat)
	if err != nil {
		return VPNAccountPage{}, err
	}
	return vpnAccountPage(c.vpn.CustomerAccounts(ctx, id, page, perPage))
}

// VPNProjects gives one page of a chat's projects, as VPNCustomers does.
func (o *Ops) VPNProjects(ctx context.Context, chat int64, page, perPage int) (resale.VPNPage[resale.VPNProject], error) {
	c, err := o.vpn(ctx, "list vpn projects", chat)
	if err != nil {
		return resale.VPNPage[resale.VPNProject]{}, err
	}
	return c.vpn.Projects(ctx, page, perPage)
}

// VPNProject reads one project.
func (o *Ops) VPNProject(ctx context.Context, chat, id int64) (resale.VPNProject, error) {
	c, err := o.vpn(ctx, "read vpn project", chat)
	if err != nil {
		return resale.VPNProject{}, err
	}
	return c.vpn.Project(ctx, id)
}

// VPNProjectCustomers gives one page of a project's customers.
func (o *Ops) VPNProjectCustomers(ctx context.Context, chat, id int64, page, perPage int) (resale.VPNPage[resale.VPNCustomer], error) {
	c, err := o.vpn(ctx, "list vpn customers", chat)
	if err != nil {
		return resale.VPNPage[resale.VPNCustomer]{}, err
	}
	return c.vpn.ProjectCustomers(ctx, id, page, perPage)
}

// VPNProjectAccounts gives one page of the accounts of a project's customers.
func (o *Ops) VPNProjectAccounts(ctx context.Context, chat, id int64, page, perPage int) (VPNAccountPage, error) {
	c, err := o.vpn(ctx, "list vpn accounts", chat)
	if err != nil {
		return VPNAccountPage{}, err
	}
	return vpnAccountPage(c.vpn.ProjectAccounts(ctx, id, page, perPage))
}
