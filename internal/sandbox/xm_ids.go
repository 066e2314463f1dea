package sandbox

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
)

// secret is a word of up to 52 capitals and digits that nobody would guess,
// for the number of a thing: the same each time for the same salt.
func (p *XMPanel) secret(thing string, number int64, length int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", p.options.Salt, thing, number))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])[:length]
}

// uuid is one for a number.
func xmUUID(number int64) string {
	return fmt.Sprintf("%08x-510e-5602-a410-%012x", number*2654435761%0xffffffff, number)
}
