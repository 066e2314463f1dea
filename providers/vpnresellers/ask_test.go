package vpnresellers

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// asking is a call, with what it gave.
type asking func(context.Context, *Client) (any, error)

func gave[T any](value T, err error) (any, error) { return value, err }

// reads are all that change nothing.
func reads() map[string]asking {
	return map[string]asking{
		"VR01": func(ctx context.Context, c *Client) (any, error) { return gave(c.UsernameFree(ctx, "ana.silva")) },
		"VR02": func(ctx context.Context, c *Client) (any, error) { return gave(c.Accounts(ctx, resale.AccountQuery{})) },
		"VR04": func(ctx context.Context, c *Client) (any, error) { return gave(c.Account(ctx, 9)) },
		"VR10": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.ValidateAccount(ctx, 9, "ana.silva", testPassword))
		},
		"VR14": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.AccountOf(ctx, "ana.silva", testPassword))
		},
		"VR15":  func(ctx context.Context, c *Client) (any, error) { return gave(c.OpenVPN(ctx, 3, 1)) },
		"VR16":  func(ctx context.Context, c *Client) (any, error) { return gave(c.WireGuard(ctx, 3, 9)) },
		"VR17":  func(ctx context.Context, c *Client) (any, error) { return gave(c.GeoIP(ctx)) },
		"VR18":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Servers(ctx)) },
		"VR19":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Ports(ctx)) },
		"VR20":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Balance(ctx)) },
		"VR21":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Customers(ctx, 1, 0)) },
		"VR23":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Customer(ctx, 1)) },
		"VR26":  func(ctx context.Context, c *Client) (any, error) { return gave(c.CustomerAccounts(ctx, 1, 1, 0)) },
		"VR27":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Projects(ctx, 1, 0)) },
		"VR29":  func(ctx context.Context, c *Client) (any, error) { return gave(c.Project(ctx, 4)) },
		"VR32":  func(ctx context.Context, c *Client) (any, error) { return gave(c.ProjectCustomers(ctx, 4, 1, 0)) },
		"VR33":  func(ctx context.Context, c *Client) (any, error) { return gave(c.ProjectAccounts(ctx, 4, 1, 0)) },
		"vless": func(ctx context.Context, c *Client) (any, error) { return gave(c.VLESS(ctx, 3, 9)) },
		"find":  func(ctx context.Context, c *Client) (any, error) { return gave(c.FindByUsername(ctx, "ana.silva")) },
	}
}

// writes are all that must be sent once, whatever happens.
func writes() map[string]asking {
	until := time.Date(2026, 9, 18, 0, 0, 0, 0, time.UTC)
	return map[string]asking{
		"VR03": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.CreateAccount(ctx, resale.NewVPNAccount{Username: "ana.silva", Password: testPassword}))
		},
		"VR05": func(ctx context.Context, c *Client) (any, error) { return nil, c.DeleteAccount(ctx, 9) },
		"VR06": func(ctx context.Context, c *Client) (any, error) { return gave(c.EnableAccount(ctx, 9)) },
		"VR07": func(ctx context.Context, c *Client) (any, error) { return gave(c.DisableAccount(ctx, 9)) },
		"VR08": func(ctx context.Context, c *Client) (any, error) { return gave(c.ChangePassword(ctx, 9, testPassword)) },
		"VR09": func(ctx context.Context, c *Client) (any, error) { return gave(c.SetExpiry(ctx, 9, until)) },
		"VR11": func(ctx context.Context, c *Client) (any, error) { return gave(c.EnableByUsername(ctx, "ana.silva")) },
		"VR12": func(ctx context.Context, c *Client) (any, error) { return gave(c.DisableByUsername(ctx, "ana.silva")) },
		"VR13": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.ChangePasswordByUsername(ctx, "ana.silva", testPassword))
		},
		"VR22": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.CreateCustomer(ctx, resale.NewVPNCustomer{}))
		},
		"VR24": func(ctx context.Context, c *Client) (any, error) {
			return nil, c.EditCustomer(ctx, 1, resale.VPNCustomerEdit{})
		},
		"VR25": func(ctx context.Context, c *Client) (any, error) { return nil, c.DeleteCustomer(ctx, 1) },
		"VR28": func(ctx context.Context, c *Client) (any, error) {
			return gave(c.CreateProject(ctx, resale.NewVPNProject{}))
		},
		"VR30": func(ctx context.Context, c *Client) (any, error) {
			return nil, c.EditProject(ctx, 4, resale.NewVPNProject{})
		},
		"VR31": func(ctx context.Context, c *Client) (any, error) { return nil, c.DeleteProject(ctx, 4) },
	}
}
