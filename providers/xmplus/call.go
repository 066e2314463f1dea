package xmplus

import (
	"html"
	"maps"

	"resellerbot/internal/httpapi"
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
	aLogin           // it holds a member's password
	aSignup          // it makes an account
)

// listBody is for lists, and for subscriptions with hundreds of servers.
const listBody = httpapi.ListBody

// of puts a member's login into a call.
func (l Login) of(k call) call {
	body := map[string]any{"email": l.Email, "passwd": l.Password.Reveal()}
	maps.Copy(body, k.body)
	k.body, k.about = body, aLogin
	k.secrets = append(k.secrets, hidden(l.Password)...)
	return k
}

// hidden is a password in each way in which a panel may say it again.
func hidden(password secret.String) []secret.String {
	return []secret.String{password, secret.New(html.EscapeString(password.Reveal()))}
}

// yes is for calls that are answered with nothing but a yes.
func yes(a answer) bool { return !a.failed() }
