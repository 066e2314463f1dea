package handlers

import (
	"net/netip"
	"regexp"
	"slices"
)

var permissionPattern = regexp.MustCompile(`^[A-Za-z*][A-Za-z0-9_.:*\-]*$`)

// checkWord tells whether one of several words can be what the field wants.
func (f hostField) checkWord(word string, offered []string) bool {
	switch {
	case len(word) > mostOfWord:
		return false
	case f.form == eventsForm:
		return slices.Contains(offered, word)
	case f.name == "allowed_ips":
		_, err := netip.ParseAddr(word)
		_, prefix := netip.ParsePrefix(word)
		return err == nil || prefix == nil
	}
	return permissionPattern.MatchString(word)
}
