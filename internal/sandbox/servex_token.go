package sandbox

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"time"
)

const servexTokenLife = 24 * time.Hour

// servexToken opens sockets for the key that asked for it.
type servexToken struct {
	key     string
	expires time.Time
}

// socketToken gives something shaped like a JWT, good for 24 hours, and never
// the same one twice.
func (p *ServexPanel) socketToken(q servexRequest) servexReply {
	expires := p.now().Add(servexTokenLife)
	p.state.issued++
	claims := `{"sub":` + strconv.FormatInt(q.key.owner, 10) + `,"exp":` + strconv.FormatInt(expires.Unix(), 10) +
		`,"jti":` + strconv.Itoa(p.state.issued) + `}`
	token := "eyJhbGciOiJIUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2FuZGJveA"
	p.forgetTokens()
	p.state.tokens[token] = servexToken{key: q.name, expires: expires}
	return servexRead(servexObject{"token": token, "exp": expires.Unix()})
}

// forgetTokens keeps a demo of many days small; mu is held.
func (p *ServexPanel) forgetTokens() {
	if p.state.issued%1000 != 0 {
		return
	}
	for token, t := range p.state.tokens {
		if !t.expires.After(p.now()) {
			delete(p.state.tokens, token)
		}
	}
}

// tokenKey gives the key behind a token; a revoked key's token is worth
// nothing. mu is held.
func (p *ServexPanel) tokenKey(token, feed string) (key servexKey, refused servexReply, ok bool) {
	t, known := p.state.tokens[token]
	key, valid := p.state.keys[t.key]
	switch {
	case !known || !valid || !t.expires.After(p.now()):
		return key, servexError(http.StatusUnauthorized, "Token inválido ou expirado"), false
	case feed != servexUserFeed && feed != servexServerFeed && feed != servexCommandFeed:
		return key, servexError(http.StatusNotFound, "Rota não encontrada"), false
	case feed != servexUserFeed && !key.admin:
		return key, errServexDenied, false
	default:
		return key, servexReply{}, true
	}
}
