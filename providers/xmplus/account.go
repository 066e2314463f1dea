package xmplus

import (
	"context"
	"encoding/json"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// Account gives a member with all subscriptions, and their links (XM02, POST
// account/info). Code is that of the second step, "" when there is none:
// CodeNeeded asks for it, WrongCode refuses it. WrongLogin and NoAccount are
// told by the panel's words, which are not always known: then it is Refused.
func (c *Client) Account(ctx context.Context, l Login, code string) (resale.Member, error) {
	var got answer
	var m resale.Member
	err := c.do(ctx, l.of(call{
		operation: "XM02", act: "read account", path: []string{"account", "info"}, read: true, limit: listBody,
		about: aLogin, body: map[string]any{"code": code},
		take: func(a answer) bool {
			data := a.inner("data", "account", "user")
			services, ok := c.subscriptions(data.first("services", "service"), a.first("services"))
			m = resale.Member{
				UID: data.text("uid", "userid", "user_id"), Name: data.plain(longestName, "username", "name"),
				Email: data.text("email"), Balance: data.sum("money"), Subscriptions: services,
			}
			return ok && (m.UID != "" || m.Email != "") && l.owns(m.Email)
		},
	}), &got)
	if err != nil {
		return resale.Member{}, err
	}
	return m, nil
}

// owns tells that an answer is not about somebody else.
func (l Login) owns(email string) bool {
	return email == "" || !strings.Contains(l.Email, "@") || strings.EqualFold(email, strings.TrimSpace(l.Email))
}

// subscriptions reads those of an account. One that cannot be read must not
// look as if it were gone, so that nobody buys it again. Where they stand
// beside the account they are its own too.
func (c *Client) subscriptions(inside, beside json.RawMessage) ([]resale.Subscription, bool) {
	raw := inside
	if raw == nil {
		raw = beside
	}
	if raw == nil {
		return nil, true
	}
	list, ok := rows(raw, serviceIDs()...)
	found := make([]resale.Subscription, 0, len(list))
	for _, row := range list {
		s := c.subscription(row)
		ok = ok && s.ID > 0
		found = append(found, s)
	}
	return found, ok
}

// ResetPassword has the panel send an e-mail by which a member sets a new
// password (XM03, POST account/password/reset). A write: every call sends one.
func (c *Client) ResetPassword(ctx context.Context, email string) error {
	return c.do(ctx, call{
		operation: "XM03", act: "reset password", path: []string{"account", "password", "reset"},
		body: map[string]any{"email": email}, take: yes,
	}, new(answer))
}

// Register makes an account (XM04, POST register). Taken: the e-mail address
// has one. CodeNeeded and WrongCode are about the code of SendCode. After
// Unknown there may be one: Account with the password tells.
func (c *Client) Register(ctx context.Context, n resale.NewMember) error {
	return c.do(ctx, call{
		operation: "XM04", act: "register", path: []string{"register"}, about: aSignup, take: yes, secrets: hidden(secret.New(n.Password)),
		body: map[string]any{"name": n.Name, "email": n.Email, "passwd": n.Password, "aff": n.Affiliate, "code": n.Code},
	}, new(answer))
}

// SendCode has the panel send the code that Register wants, if it wants one
// (XM05, POST register/sendcode). A write: every call sends an e-mail.
func (c *Client) SendCode(ctx context.Context, name, email string) error {
	return c.do(ctx, call{
		operation: "XM05", act: "send code", path: []string{"register", "sendcode"}, about: aSignup, take: yes,
		body: map[string]any{"name": name, "email": email},
	}, new(answer))
}
