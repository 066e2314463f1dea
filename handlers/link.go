package handlers

import "strings"

// Link gives what a deep link, t.me/<bot>?start=<payload>, begins. Its first
// letter says which conversation takes the rest.
func Link(payload string) (target string, ok bool) {
	switch payload {
	case "my", "privacy", "invoices":
		return payload, true
	case "account":
		return "member", true
	}
	for letter, flow := range map[string]string{"c": "connect", "k": "claim", "o": "offer", "x": "store"} {
		if token, ok := strings.CutPrefix(payload, letter); ok && token != "" {
			return flow + " " + token, true
		}
	}
	return "", false
}
