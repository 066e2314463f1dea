package handlers_test

import "regexp"

var offerLink = regexp.MustCompile(`start=o([A-Za-z0-9_-]{16})`)

// maskedOffer hides an offer's id and remembers it.
func (w *world) maskedOffer(s string) string {
	if m := offerLink.FindStringSubmatch(s); m != nil {
		w.offer = m[1]
	}
	return offerLink.ReplaceAllString(s, "start=o{offer}")
}
