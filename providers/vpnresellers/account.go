package vpnresellers

import (
	"context"
	"iter"
	"net/url"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// wireAccount is an account as the panel writes it, without wg_private_key,
// which is in every one: what is not decoded cannot leave.
type wireAccount struct {
	ID       number `json:"id"`
	Username text   `json:"username"`
	Status   text   `json:"status"`
	IP       text   `json:"wg_ip"`
	Public   text   `json:"wg_public_key"`
	Expires  expiry `json:"expired_at"` // asked for as expire_at
	Updated  moment `json:"updated"`
	Created  moment `json:"created"`
}

// present wants the expiry said, even if as null: missing, it would pass for an
// account without an end.
func (w wireAccount) present() bool { return w.ID > 0 && w.Username != "" && w.Expires.said }

// madeAccount is a new one, which has no end, whether it says so or not.
type madeAccount struct{ wireAccount }

func (w madeAccount) present() bool { return w.ID > 0 && w.Username != "" }

func (w wireAccount) value() resale.VPNAccount {
	return resale.VPNAccount{
		ID:                 int64(w.ID),
		Username:           string(w.Username),
		Active:             strings.EqualFold(string(w.Status), resale.VPNActive),
		Status:             string(w.Status),
		Expires:            w.Expires.Time,
		WireGuardIP:        string(w.IP),
		WireGuardPublicKey: string(w.Public),
		Created:            w.Created.Time,
		Updated:            w.Updated.Time,
	}
}

// UsernameFree tells whether nobody has an account of that name
// (VR01, GET /accounts/check_username).
func (c *Client) UsernameFree(ctx context.Context, username string) (bool, error) {
	var got verdict
	err := c.keyed.do(ctx, httpapi.Request{
		Operation: "VR01", Act: "check username", Method: "GET", Path: []string{"accounts", "check_username"},
		Query: url.Values{"username": {username}}, Read: true, Complete: func() bool { return !got.denies() },
	}, &got)
	if resale.CodeOf(err) == resale.Taken {
		return false, nil
	}
	return err == nil, err
}

// Accounts gives one page of accounts (VR02, GET /accounts).
func (c *Client) Accounts(ctx context.Context, q resale.AccountQuery) (resale.VPNPage[resale.VPNAccount], error) {
	return c.accounts(ctx, q, httpapi.Request{Operation: "VR02", Act: "list accounts", Path: []string{"accounts"}})
}

func (c *Client) accounts(ctx context.Context, q resale.AccountQuery, r httpapi.Request) (resale.VPNPage[resale.VPNAccount], error) {
	r.Query = pageQuery(q.Page, q.PerPage)
	for name, value := range map[string]string{"status": q.Status, "username": q.Username} {
		if value != "" {
			r.Query.Set(name, value)
		}
	}
	return list[wireAccount](ctx, c.keyed, r)
}

// AllAccounts gives the accounts of all pages from q.Page on, with as few calls
// as possible when q.PerPage is 0. An error ends it; stop when it is enough.
func (c *Client) AllAccounts(ctx context.Context, q resale.AccountQuery) iter.Seq2[resale.VPNAccount, error] {
	if q.PerPage == 0 {
		q.PerPage = mostPerPage
	}
	return every("list accounts", q.Page, func(number int) (resale.VPNPage[resale.VPNAccount], error) {
		q.Page = number
		p, err := c.Accounts(ctx, q)
		if p.Pages == 0 && len(p.Items) > 0 {
			p.Pages = number + 1 // it did not say: the next page tells
		}
		return p, err
	}, func(a resale.VPNAccount) int64 { return a.ID })
}

// Account gives an account (VR04, GET /accounts/{id}).
func (c *Client) Account(ctx context.Context, id int64) (resale.VPNAccount, error) {
	return read[wireAccount](ctx, c.keyed, httpapi.Request{Operation: "VR04", Act: "read account", Path: path("accounts", id)})
}
