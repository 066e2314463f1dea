package vpnresellers

import (
	"context"
	"errors"

	"resellerbot/internal/resale"
)

// FindByUsername looks an account up by its exact name, to adopt it after a
// lost answer. The panel's filter is not documented: if it is not known, or
// does not find what is taken, all accounts are looked through. NotFound when
// it is not there; BadAnswer when there are too many to tell.
func (c *Client) FindByUsername(ctx context.Context, username string) (resale.VPNAccount, error) {
	found, rows, err := c.find(ctx, resale.AccountQuery{Username: username}, username)
	switch code := resale.CodeOf(err); {
	case code == resale.Invalid || code == resale.Refused:
		// It knows no such filter.
	case code != resale.NotFound || rows > 0:
		return found, err
	default:
		free, err := c.UsernameFree(ctx, username)
		if err != nil {
			return resale.VPNAccount{}, renamed(err)
		}
		if free {
			return resale.VPNAccount{}, notFound()
		}
	}
	found, _, err = c.find(ctx, resale.AccountQuery{}, username)
	return found, err
}

// find also gives how many rows it saw: a filter that is passed over shows others.
func (c *Client) find(ctx context.Context, q resale.AccountQuery, username string) (found resale.VPNAccount, rows int, err error) {
	for account, err := range c.AllAccounts(ctx, q) {
		if err != nil {
			return resale.VPNAccount{}, rows, renamed(err)
		}
		if account.Username == username {
			return account, rows, nil
		}
		rows++
	}
	return resale.VPNAccount{}, rows, notFound()
}

// renamed says in whose service a call failed.
func renamed(err error) error {
	if e, ok := errors.AsType[*resale.Error](err); ok {
		e.Act = "find account"
	}
	return err
}

func notFound() error { return &resale.Error{Act: "find account", Code: resale.NotFound} }
