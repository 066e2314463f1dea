package xmplus

import (
	"context"
	"crypto/md5" //nolint:gosec // what the API authenticates with
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// token gives the panel's token, a kept one or a new one.
func (c *Client) token(ctx context.Context) (secret.String, error) {
	return c.tokens.get(ctx, c.account(), c.now, func(ctx context.Context) (secret.String, time.Time, error) {
		return c.fetchToken(ctx, nil)
	})
}

// account names the panel and the key whose token it is.
func (c *Client) account() tokenID {
	return sha256.Sum256([]byte(c.base + "\x00" + c.key.Reveal()))
}

// fetchToken asks for a token (XM01, POST token), and says until when it is
// kept. Pages are what pages mean beside those of a panel without the call.
func (c *Client) fetchToken(ctx context.Context, pages map[int]resale.Code) (secret.String, time.Time, error) {
	var got answer
	var token string
	r := c.request(call{operation: "XM01", act: "get token", path: []string{"token"}, read: true})
	sum := md5.Sum([]byte(c.key.Reveal())) //nolint:gosec // see above
	digest := hex.EncodeToString(sum[:])
	r.Header = http.Header{"Xmplus-Authorization": {digest}}
	r.Secrets = append(r.Secrets, secret.New(digest))
	r.Statuses = map[int]resale.Code{http.StatusNotFound: resale.OtherAPI, http.StatusMethodNotAllowed: resale.OtherAPI}
	r.Pages = maps.Clone(r.Statuses)
	maps.Copy(r.Pages, pages)
	r.Denial = func() string { return got.denial() }
	r.Meaning = func(code resale.Code, words string) resale.Code { return keyMeaning(got.verdict(code), words) }
	r.Complete = func() bool {
		token = got.inner("data").text("token")
		return got.accepted() && token != "" && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
	}
	if err := c.api.Do(ctx, r, &got); err != nil {
		return secret.String{}, time.Time{}, err
	}
	now := c.now()
	return secret.New(token), now.Add(keepFor(token, now)), nil
}

// keyMeaning reads why there is no token. Nothing but the key was sent, so a no
// is about it, if it is not about the panel.
func keyMeaning(code resale.Code, words string) resale.Code {
	switch {
	case code == resale.OtherAPI:
		return code
	case code == resale.Unauthorized && words == "":
		return resale.Blocked // nobody knows whether the panel said that
	case code == resale.Unauthorized || says(words, aboutKeys()):
		return resale.Unauthorized
	case code == resale.NotFound:
		return resale.OtherAPI
	default:
		return code
	}
}

func aboutKeys() []string {
	return []string{
		"api key", "apikey", "invalid key", "wrong key", "key&invalid", "key&incorrect", "token&invalid", "authoriz", "authentica",
		"密钥", "کلید", "ключ", "chave", "clave",
	}
}

// tokenRefused is a no to the token, of which a new one may be the cure.
const tokenRefused resale.Code = "token_refused"

// do makes a call with the panel's token. What is refused for its token is
// tried once more with a new one if it is a read. A write is not: nothing was
// changed, and whoever wished for it repeats it.
func (c *Client) do(ctx context.Context, k call, got *answer) error {
	token, err := c.token(ctx)
	if err != nil {
		return under(k.act, err)
	}
	err = c.try(ctx, k, token, got)
	if resale.CodeOf(err) != tokenRefused {
		return err
	}
	c.tokens.drop(c.account(), token)
	if k.read {
		fresh, failed := c.token(ctx)
		if failed != nil {
			return under(k.act, failed)
		}
		if err = c.try(ctx, k, fresh, got); resale.CodeOf(err) != tokenRefused {
			return err
		}
		c.tokens.drop(c.account(), fresh)
	}
	if e, ok := errors.AsType[*resale.Error](err); ok {
		e.Code = resale.Unavailable
	}
	return err
}

func (c *Client) try(ctx context.Context, k call, token secret.String, got *answer) error {
	*got = answer{}
	r := c.request(k)
	r.Header = http.Header{"Authorization": {"Bearer " + token.Reveal()}}
	r.Secrets = append(r.Secrets, token)
	r.Denial = func() string { return got.denial() }
	r.Meaning = func(code resale.Code, words string) resale.Code { return k.meaning(got.verdict(code), words) }
	r.Complete = func() bool { return got.accepted() && k.take(*got) }
	return c.api.Do(ctx, r, got)
}

// under says in whose service a token was asked for. Others may wait for the
// same error, so it is a copy.
func under(act string, err error) error {
	e, ok := errors.AsType[*resale.Error](err)
	if !ok {
		return err
	}
	own := *e
	own.Act = act + ": " + e.Act
	return &own
}

func (c *Client) request(k call) httpapi.Request {
	body := k.body
	if body == nil {
		body = map[string]any{} // some panels crash without one
	}
	return httpapi.Request{
		Operation: k.operation, Act: k.act, Method: http.MethodPost, Path: append([]string{"api", "client"}, k.path...), Body: body,
		Secrets: append([]secret.String{*c.key}, k.secrets...), Read: k.read, MaxBody: k.limit, Timeout: c.timeout,
		AnyType: true, Inner: object,
	}
}
