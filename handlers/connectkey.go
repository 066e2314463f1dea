package handlers

import (
	"regexp"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

var (
	servexKeyPattern = regexp.MustCompile(`(?:^|[^A-Za-z0-9])sx_[A-Za-z0-9_\-]{8,}`)
	// siteEnding is how the name of a site ends, or its number: no key ends so.
	siteEnding = regexp.MustCompile(`(?i)(?:\.\p{L}{2,}|\.xn--[a-z0-9\-]+|\.\d{1,3}|\])\.?(?::\d*)?$`)
	// keyInAddress is a key or a password within an address.
	keyInAddress = regexp.MustCompile(`(?i)[?&#](?:api_?)?(?:key|token|secret|pass|passwd|password)=[^&\s]{6}|//[^/\s]*:[^/\s]+@`)
)

// How long a word is that is taken for a key where an address is asked for:
// with a digit in it, and without one.
const (
	shortestKeyWord = 10
	longestName     = 20
)

// servexKey tells what is surely a key of Servex, which no other panel is to
// see.
func servexKey(text string) bool { return servexKeyPattern.MatchString(text) }

// keyNotAddress tells that a text typed as an address holds what looks like a
// key. To take a mistyped address for one does no harm.
func keyNotAddress(text string) bool {
	if secret.Spilled(text) || keyInAddress.MatchString(text) {
		return true
	}
	for word := range strings.FieldsSeq(text) {
		_, after, found := strings.Cut(word, "://")
		if !found {
			after = word
		}
		host := after[:strings.IndexAny(after+"/", "/?#")]
		if siteEnding.MatchString(host) {
			continue
		}
		if n := len(host); n > longestName || n >= shortestKeyWord && strings.ContainsAny(host, "0123456789") {
			return true
		}
	}
	return false
}

// isAddress tells an address that is typed where a key is asked for: keys have
// no site's ending.
func isAddress(text string) bool {
	rest, _ := withoutOpen(text)
	u, ok := parseSite(rest)
	return ok && siteEnding.MatchString(u.Host) && !keyNotAddress(text)
}

// unreached tells that a panel did not say anything about the key: its address
// may be wrong.
func unreached(err error) bool {
	switch resale.CodeOf(err) {
	case resale.Unavailable, resale.BadAnswer, resale.Blocked:
		return true
	}
	return false
}

// panelName is what a person knows the panel by that is being connected.
func (d Deps) panelName(s *connectSheet) any {
	switch s.Provider {
	case ops.SMM:
		return panelHost(s.BaseURL)
	case ops.XMPlus:
		return d.xmHost(s.BaseURL)
	case ops.WHMDC:
		return d.whHost(s.BaseURL)
	}
	return chat.T("connect." + s.Provider)
}

// refusedKey says why a key was not taken, where the person can do something
// about it: with the key, or with the address.
func (d Deps) refusedKey(t *dialog.Turn, s *connectSheet, found chat.Screen, err error) (next dialog.Next, refused bool) {
	code := resale.CodeOf(err)
	switch {
	case code == resale.Unauthorized:
		return dialog.Stay(chat.T("connect.wrong_key")), true
	case code == resale.Forbidden && s.Provider == ops.WHMDC: // of rights or of addresses, it does not say
		return dialog.Stay(chat.T("connect.wh_forbidden", chat.Args{"Host": d.whHost(s.BaseURL)})), true
	case code == resale.OtherAPI: // no key is right there
		t.Note(found.Lines[0])
		return dialog.To("address"), true
	case s.addressed() && unreached(err):
		return dialog.Stay(chat.T("connect.no_answer", chat.Args{"Host": d.panelName(s)})), true
	}
	return dialog.Next{}, false
}
