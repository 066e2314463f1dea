package handlers

import "strings"

// bareDomain takes away what people copy with a domain, and the capital that
// their keyboard began it with.
func bareDomain(text string) string {
	text = strings.ToLower(text)
	_, after, found := strings.Cut(text, "://")
	if found {
		text = after
	}
	return strings.TrimRight(text, "/.")
}
