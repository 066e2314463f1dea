package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// connection is a chat's way to one of its panels. Only the provider's own
// client is set.
type connection struct {
	*servex.Client
	smm   *smm.Client
	vpn   *vpnresellers.Client
	xm    *xmplus.Client
	wh    *whmdc.Client
	base  string // the account's address, "" for the default
	panel string // see storage.PanelOf
	admin bool   // the key reaches everything on it
}

// panel gives the way to a chat's Servex panel.
func (o *Ops) panel(ctx context.Context, act string, chat int64) (connection, error) {
	return o.connection(ctx, act, Servex, chat)
}

// connection gives the way to a chat's panel, also by the id that the chat had
// before it became another one.
func (o *Ops) connection(ctx context.Context, act, provider string, chat int64) (connection, error) {
	var account storage.Account
	var key secret.String
	var zone *time.Location // of the panel's times
	var ok bool
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		if account, ok, err = tx.Account(chat, provider); !ok || err != nil {
			return err
		}
		if key, err = tx.AccountKey(chat, provider); err != nil || provider != XMPlus {
			return err
		}
		zone, err = panelZone(tx, chat)
		return err
	})
	switch {
	case err != nil:
		return connection{}, &resale.Error{Act: act, Code: resale.Internal, Err: err}
	case !ok:
		return connection{}, &resale.Error{Act: act, Code: resale.NotConnected}
	}
	c := o.dial(account, key, zone)
	if c.wh != nil {
		c.wh = c.wh.OnRefused(func(ctx context.Context) { o.hostKeyRefused(ctx, c.panel) })
	}
	return c, nil
}

// through gives the way to a panel by the account of any chat that was given
// its key, and whether there is one.
func (o *Ops) through(ctx context.Context, act, provider, panel string) (c connection, found bool, err error) {
	var chats []int64
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		chats, err = tx.ChatsWith(provider, panel)
		return err
	})
	if err != nil {
		return connection{}, false, err
	}
	for _, chat := range chats {
		if c, err := o.connection(ctx, act, provider, chat); err == nil && c.panel == panel {
			return c, true, nil
		}
	}
	return connection{}, false, nil
}

// balance reads what an account that is paid in advance has.
func (c connection) balance(ctx context.Context) (resale.Balance, error) {
	if c.vpn != nil {
		return c.vpn.Balance(ctx)
	}
	return c.smm.Balance(ctx)
}

// dial makes the account's client.
func (o *Ops) dial(account storage.Account, key secret.String, zone *time.Location) connection {
	c := connection{base: account.BaseURL, admin: account.Admin}
	// Not from the row: those of older versions do not have it.
	c.panel = storage.PanelOf(account.Provider, account.BaseURL, key)
	switch account.Provider {
	case Servex:
		beyond := resale.OfResellers
		if account.Admin {
			beyond = resale.All
		}
		c.Client = o.Servex(account.BaseURL, key).Beyond(beyond)
	case SMM:
		c.smm = o.SMM(account.BaseURL, key)
	case VPNResellers:
		c.vpn = o.VPNResellers(account.BaseURL, key)
	case XMPlus:
		c.xm = o.XMPlus(account.BaseURL, key, zone)
	case WHMDC:
		c.wh = o.WHMDC(account.BaseURL, key)
	}
	return c
}
