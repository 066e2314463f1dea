package whmdc

import (
	"strings"

	"resellerbot/internal/resale"
)

// meaning reads the words of a no. What is not known, such as a translation,
// stays what its status means; the person sees the words.
func (k call) meaning(code resale.Code, words string) resale.Code {
	words = strings.ToLower(words)
	if code == resale.NotFound {
		return k.missing(words)
	}
	for _, known := range []struct {
		code    resale.Code
		phrases []string
	}{
		{resale.Unauthorized, []string{"invalid api key", "missing api key", "chave de api inválida", "api key is invalid", "api key has expired", "api key expired", "api key revoked", "api key was revoked", "invalid token", "unauthenticated"}},
		{resale.Forbidden, []string{"permission", "permissão", "scope", "not allowed from", "your ip", "ip not allowed", "allow list", "allowlist", "whitelist", "forbidden"}},
		{resale.RateLimited, []string{"too many requests", "rate limit"}},
		{resale.AlreadyPaid, []string{"already paid", "already been paid", "is paid already", "já está paga", "já foi paga", "ya está pagada"}},
		{resale.AlreadyThere, []string{
			"transaction already", "duplicate transaction", "transaction id already", "transaction_id has already", "transaction id has already",
			"already suspended", "already active", "already provisioned", "already terminated", "already in this status", "is not suspended", "já está nesse estado",
		}},
		{resale.Taken, []string{"already been taken", "already taken", "already in use", "already exists", "already registered", "já está em uso", "já existe"}},
	} {
		for _, phrase := range known.phrases {
			if strings.Contains(words, phrase) && k.believes(code, known.code) {
				return known.code
			}
		}
	}
	if code == resale.Refused && lacks(words) {
		return k.missing(words)
	}
	return code
}

// lacks tells words about a thing that is not there from those about a choice
// in what was sent.
func lacks(words string) bool {
	for _, phrase := range []string{"not found", "does not exist", "não foi encontrad", "não encontrad", "no encontrad"} {
		if strings.Contains(words, phrase) {
			return !strings.Contains(words, "selected")
		}
	}
	return false
}

// believes tells whether words may say something else than the status: a 401 is
// always about the key.
func (k call) believes(status, words resale.Code) bool {
	switch words {
	case resale.Unauthorized, resale.Forbidden, resale.RateLimited:
		return status == resale.Refused || status == resale.Forbidden
	case resale.Taken:
		return !k.read && (status == resale.Refused || status == resale.Invalid)
	default:
		return status == resale.Refused || status == resale.Invalid
	}
}

// missing tells a thing that is not there from a call that the panel does not
// have.
func (k call) missing(words string) resale.Code {
	for _, route := range []string{"route", "endpoint", "page not found", "no such method", "unknown resource", "not supported"} {
		if strings.Contains(words, route) {
			return resale.Unsupported
		}
	}
	bare := strings.Trim(words, " .!")
	if k.absent != "" && (bare == "" || bare == "not found" || bare == "404" || bare == "404 not found" || bare == "resource not found") {
		return k.absent
	}
	return resale.NotFound
}
