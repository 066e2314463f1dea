package handlers

import "strings"

// Link gives what a deep link, t.me/<bot>?start=<payload>, begins. Its first
// letter says which conversation takes the rest.
func Link(payload string) (target string, ok bool) {
	token, ok := strings.CutPrefix(payload, "c")
	if !ok || token == "" {
		return "", false
	}
	return "connect " + token, true
}
