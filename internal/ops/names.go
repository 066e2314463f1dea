package ops

import (
	"crypto/rand"
	"fmt"
	"math/big"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// What names and passwords are made of: nothing that a person could misread
// from a phone, and nothing but what panels accept.
const (
	consonants = "bcdfghjkmnprstvz"
	vowels     = "aeiou"
	digits     = "23456789"
	letters    = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ"
)

// passwordLength gives about 58 bits.
const passwordLength = 10

// ProposeUsername makes a name that can be said aloud, such as "tavoki2947".
func (o *Ops) ProposeUsername() string {
	var b []byte
	for range 3 {
		b = append(b, pick(consonants), pick(vowels))
	}
	for range 4 {
		b = append(b, pick(digits))
	}
	return string(b)
}

// ProposePassword makes a password of letters and digits.
func (o *Ops) ProposePassword() secret.String {
	b := make([]byte, passwordLength)
	for i := range b {
		b[i] = pick(letters + digits)
	}
	return secret.New(string(b))
}

// ProposeMemberPassword makes a password that resale.CheckMemberPassword takes:
// three groups, "Kq7mP-x3RtB-9aLwz", of about 82 bits.
func (o *Ops) ProposeMemberPassword() secret.String {
	for {
		b := make([]byte, 0, 3*6)
		for i := range 3 * 6 {
			if i%6 == 5 {
				b = append(b, '-')
				continue
			}
			b = append(b, pick(letters+digits))
		}
		password := string(b[:len(b)-1])
		if resale.CheckMemberPassword(password) == nil { // else it has no digit, or no capital letter
			return secret.New(password)
		}
	}
}

// ProposeUUID makes a random UUID, version 4.
func (o *Ops) ProposeUUID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func pick(from string) byte {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
	if err != nil {
		panic(err) // crypto/rand never fails on the systems that Go supports
	}
	return from[n.Int64()]
}
