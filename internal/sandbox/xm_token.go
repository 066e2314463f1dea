package sandbox

import (
	"crypto/md5" //nolint:gosec // the panel knows its key by this, and nothing of ours is hidden with it
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"strings"
	"time"
)

// xmTokenLife is that of the token in the documentation.
const xmTokenLife = 84_600 * time.Second

// xmToken is what a client API key was given.
type xmToken struct {
	key  string // its md5
	ends time.Time
}

// AddKey lets in a client API key.
func (p *XMPanel) AddKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.keys[xmSum(key)] = true
	p.changed()
}

// RevokeKey makes a client API key wrong, and the tokens that it gave.
func (p *XMPanel) RevokeKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	sum := xmSum(key)
	delete(p.state.keys, sum)
	maps.DeleteFunc(p.state.tokens, func(_ string, t xmToken) bool { return t.key == sum })
	p.changed()
}

// RevokeTokens makes every token wrong that was given out until now.
func (p *XMPanel) RevokeTokens() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.state.tokens)
	p.changed()
}

func xmSum(key string) string {
	sum := md5.Sum([]byte(key)) //nolint:gosec // see above
	return hex.EncodeToString(sum[:])
}

func (p *XMPanel) issueToken(q xmRequest) xmReply {
	key := q.header.Get("xmplus-authorization")
	if !p.state.keys[key] {
		return p.unauthorized(xmBadKey)
	}
	life := p.quirks.TokenLife
	if life == 0 {
		life = xmTokenLife
	}
	maps.DeleteFunc(p.state.tokens, func(_ string, t xmToken) bool { return !q.now.Before(t.ends) })
	token := xmJWT(p.options.Site, q.now, q.now.Add(life))
	if p.quirks.OpaqueToken {
		token = rand.Text() + rand.Text()
	}
	p.state.tokens[token] = xmToken{key: key, ends: q.now.Add(life)}
	return xmRead(xmObject{"data": xmObject{"token": token}})
}

// xmJWT looks like the panel's, with what it appends.
func xmJWT(site string, now, ends time.Time) string {
	part := base64.RawURLEncoding.EncodeToString
	head := part([]byte(`{"typ":"JWT","alg":"HS512"}`))
	claims := part(fmt.Appendf(nil, `{"iss":%q,"aud":%q,"iat":%d,"nbf":%d,"exp":%d}`, site, site, now.Unix(), now.Unix(), ends.Unix()))
	return head + "." + claims + "." + xmRandom(64) + "#" + xmRandom(32)
}

func xmRandom(bytes int) string {
	random := make([]byte, bytes)
	_, _ = rand.Read(random) // never fails
	return base64.RawURLEncoding.EncodeToString(random)
}

// lets tells whether a request carries a token that is right now.
func (p *XMPanel) lets(q xmRequest) bool {
	token, bearer := strings.CutPrefix(q.header.Get("Authorization"), "Bearer ")
	t, known := p.state.tokens[token]
	return bearer && known && q.now.Before(t.ends)
}
