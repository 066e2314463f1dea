package resale

import (
	"fmt"
	"strings"
)

// How long a name and a password of a VPNresellers account may be, in
// characters. The documentation allows passwords of 3, the API refuses less than 6.
const (
	VPNUsernameMin = 3
	VPNPasswordMin = 6
	VPNNameMax     = 50
)

// CheckVPNUsername checks the name of an account: VPNUsernameMin to VPNNameMax
// of A-Z a-z 0-9 - _ . @. The error is Invalid, with the field username.
func CheckVPNUsername(name string) error {
	return checkVPNWord("username", name, VPNUsernameMin)
}

// CheckVPNPassword checks the password of an account: VPNPasswordMin to
// VPNNameMax of the same characters. The error is Invalid, with the field
// password, and does not hold it.
func CheckVPNPassword(password string) error {
	return checkVPNWord("password", password, VPNPasswordMin)
}

func checkVPNWord(field, text string, least int) error {
	var wrong string
	switch {
	case strings.ContainsFunc(text, func(r rune) bool { return !vpnLetter(r) }):
		wrong = "has characters other than A-Z a-z 0-9 - _ . @"
	case len(text) < least || len(text) > VPNNameMax:
		wrong = fmt.Sprintf("has %d characters, %d to %d are allowed", len(text), least, VPNNameMax)
	default:
		return nil
	}
	return &Error{Act: "check " + field, Code: Invalid, Fields: []string{field}, Err: fmt.Errorf("it %s", wrong)}
}

// vpnLetter is the alphabet of names and passwords.
func vpnLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.@", r)
}
