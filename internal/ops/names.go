package ops

import (
	"crypto/rand"
	"math/big"

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

func pick(from string) byte {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
	if err != nil {
		panic(err) // crypto/rand never fails on the systems that Go supports
	}
	return from[n.Int64()]
}
