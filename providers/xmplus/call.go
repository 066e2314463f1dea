package xmplus

import (
	"context"
	"errors"
	"html"
	"maps"
	"net/http"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// call is one operation.
type call struct {
	operation, act string
	path           []string // below /api/client
	body           map[string]any
	secrets        []secret.String
	read           bool
	about          subject
	limit          int64             // bytes of the answer; default httpapi.ObjectBody
	take           func(answer) bool // reads an answer with a yes; false when it does not hold what the call is for
}

// subject is what a call is about: the same words mean different things.
type subject int

const (
	thePanel subject = iota
	anOrder          // and with it a member's login
	aLogin           // the login itself
	aSignup          // an account that is made
)

// listBody is for lists, and for subscriptions with hundreds of servers.
const listBody = httpapi.ListBody

// of puts a member's login into a call.
func (l Login) of(k call) call {
	body := map[string]any{"email": l.Email, "passwd": l.Password.Reveal()}
	maps.Copy(body, k.body)
	k.body = body
	if k.about == thePanel {
		k.about = anOrder
	}
	k.secrets = append(k.secrets, hidden(l.Password)...)
	return k
}

// hidden is a password in each way in which a panel may say it again.
func hidden(password secret.String) []secret.String {
	return []secret.String{password, secret.New(html.EscapeString(password.Reveal()))}
}

// yes is for calls that are answered with nothing but a yes.
func yes(a answer) bool { return !a.failed() }

// tokenRefused is a no to the token, of which a new one may be the cure.
const tokenRefused resale.Code = "token_refused"

// do makes a call with the panel's token. What is refused for its token, or for
// a reason that nobody understands and that may be the token, is tried once more
// with a new one if it is a read. A write is not: nothing was changed, and
// whoever wished for it repeats it.
func (c *Client) do(ctx context.Context, k call, got *answer) error {
	token, err := c.token(ctx)
	if err != nil {
		return under(k.act, err)
	}
	err = c.try(ctx, k, token, got)
	if !c.anew(token, err) {
		return err
	}
	if k.read {
		fresh, failed := c.token(ctx)
		if failed != nil {
			return under(k.act, failed)
		}
		if err = c.try(ctx, k, fresh, got); resale.CodeOf(err) == tokenRefused {
			c.tokens.drop(c.account(), fresh)
		}
	}
	return unavailable(err)
}

// anew forgets a token by what became of a call, and tells whether another one
// may do better.
func (c *Client) anew(token secret.String, err error) bool {
	switch resale.CodeOf(err) {
	case tokenRefused:
		c.tokens.drop(c.account(), token)
		return true
	case resale.Refused:
		return c.tokens.doubt(c.account(), token, c.now())
	default:
		return false
	}
}

// unavailable is what a refused token is to who made the call.
func unavailable(err error) error {
	if e, ok := errors.AsType[*resale.Error](err); ok && e.Code == tokenRefused {
		e.Code = resale.Unavailable
	}
	return err
}

func (c *Client) try(ctx context.Context, k call, token secret.String, got *answer) error {
	*got = answer{}
	r := c.request(k)
	r.Header = http.Header{"Authorization": {"Bearer " + token.Reveal()}}
	bare, _, _ := strings.Cut(token.Reveal(), "#")
	r.Secrets = append(r.Secrets, token, secret.New(bare)) // panels read what stands before the "#"
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
		Secrets: append([]secret.String{c.key}, k.secrets...), Read: k.read, MaxBody: k.limit, Timeout: c.timeout,
		AnyType: true, Inner: object,
	}
}
