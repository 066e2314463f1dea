package whmdc

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// shown finds what the panel shows once, when it made a record: an API key, a
// webhook's secret, the password of a customer.
func shown(kind resale.RecordKind, a answer) secret.String {
	var names []string
	switch kind {
	case resale.HostKeys:
		names = []string{"plain_text_token", "plainTextToken", "plain_key", "plaintext_key", "full_key", "api_key", "apiKey", "key", "token", "access_token", "secret"}
	case resale.HostHooks:
		names = []string{"secret", "signing_secret", "webhook_secret", "secret_key", "signing_key", "key", "token"}
	case resale.Customers:
		names = []string{"password", "generated_password", "temporary_password", "plain_password", "initial_password"}
	default:
		return secret.String{}
	}
	return secret.New(textWithin(a, names, wrappers))
}

// textWithin finds the first text of one of these names, the nearest first.
func textWithin(a answer, names []string, depth int) string {
	for _, name := range names {
		if text := httpapi.Scalar(a.Fields[name]); whole(text) {
			return text
		}
	}
	if depth == 0 {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(a.Fields)) {
		if text := textWithin(read(a.Fields[name]), names, depth-1); text != "" {
			return text
		}
	}
	return ""
}

// whole tells a secret from one that is hidden in part, and from a yes.
func whole(text string) bool {
	return len(text) >= 4 && !strings.Contains(text, "***") && !strings.Contains(text, "•") && !strings.Contains(text, "...") && text != "true" && text != "false"
}

// idAlone makes an object of an id.
func idAlone(id string) json.RawMessage {
	if id == "" {
		return nil
	}
	text, _ := json.Marshal(map[string]string{"id": id})
	return text
}
