package xmplus

import (
	"context"
	"crypto/md5" //nolint:gosec // what the API authenticates with
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"strings"
	"time"

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
