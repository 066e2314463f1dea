package resale

import (
	"regexp"
	"strings"
)

// KeyLikeness tells whether a record is about an API key that is known.
type KeyLikeness int

// The likenesses.
const (
	KeyUnclear KeyLikeness = iota // it shows nothing of its key to compare
	KeyAnother
	KeySame // what it shows of its key, the known one has too
)

// tellsOfKey is how many characters have to be shown: what all keys of a panel
// begin with, as "whk_", tells nothing.
const tellsOfKey = 3

// shownKey is what panels show of a key: its begin, its end, or both with dots
// or stars for the rest.
var shownKey = regexp.MustCompile(`^([a-z0-9_-]*)\s*(?:[*•●…·.]+\s*)*([a-z0-9_-]*)$`)

// LikeKey compares a known API key with what a record shows of its own, without
// regard to case.
func (r Record) LikeKey(key string) KeyLikeness {
	found := KeyUnclear
	for _, f := range r.Fields {
		if like := likeKey(f, strings.ToLower(strings.TrimSpace(key))); like > found {
			found = like
		}
	}
	return found
}

func likeKey(f RecordField, key string) KeyLikeness {
	name, text := squeeze(f.Name), strings.ToLower(strings.TrimSpace(scalarText(f.Value)))
	shown := shownKey.FindStringSubmatch(text)
	if key == "" || shown == nil {
		return KeyUnclear
	}
	begin, end := shown[1], shown[2]
	switch {
	case endsIn(name, "suffix", "last4", "lastfour", "ending", "lastchars", "lastcharacters"):
		begin, end = "", begin+end
	case !endsIn(name, "prefix", "hint", "preview", "mask", "masked", "beginswith", "startswith", "firstchars"):
		return KeyUnclear
	}
	all := key[:strings.LastIndexByte(key[:min(len(key), 12)], '_')+1] // what all keys there begin with
	own, rest := strings.TrimPrefix(key, all), strings.TrimPrefix(begin, all)
	told := strings.HasPrefix(begin, all) || strings.HasPrefix(own, begin) // else it may be of a name or a number
	switch {
	case begin != "" && !told || len(rest)+len(end) < tellsOfKey:
		return KeyUnclear
	case strings.HasPrefix(own, rest) && strings.HasSuffix(own, end):
		return KeySame
	}
	return KeyAnother
}

func endsIn(name string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
