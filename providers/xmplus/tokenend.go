package xmplus

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// How long tokens are kept. Their end is in them; production clients leave the
// same margin, and take the same for one that cannot be read.
const (
	tokenMargin  = 2 * time.Minute
	tokenUnread  = time.Hour
	tokenAtMost  = 24 * time.Hour
	tokenAtLeast = 10 * time.Second // of one that is over already, by clocks that disagree
	tokenTrusted = time.Minute      // after its making no panel is asked for another one because of a no that may be about anything
)

// keepFor reads the end of a token, a JWT to which some panels append "#" and
// more. The panel's clock may be wrong: its token counts no longer than it was
// made for.
func keepFor(token string, now time.Time) time.Duration {
	claims, err := readClaims(token)
	if err != nil || claims.End <= 0 {
		return tokenUnread
	}
	seconds := min(claims.End-float64(now.Unix()), tokenAtMost.Seconds())
	if claims.Made > 0 {
		seconds = min(seconds, claims.End-claims.Made)
	}
	left := time.Duration(max(seconds, 0)) * time.Second
	if left <= 2*tokenMargin {
		return max(left/2, tokenAtLeast)
	}
	return left - tokenMargin
}

type claims struct {
	Made float64 `json:"iat"`
	End  float64 `json:"exp"`
}

func readClaims(token string) (claims, error) {
	token, _, _ = strings.Cut(token, "#")
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return claims{}, errors.New("no JWT")
	}
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return claims{}, errors.New("no JWT")
	}
	var c claims
	if json.Unmarshal(text, &c) != nil {
		return claims{}, errors.New("no JWT")
	}
	return c, nil
}
