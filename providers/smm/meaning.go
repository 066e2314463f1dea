package smm

import (
	"strings"

	"resellerbot/internal/resale"
)

// meaning reads a refusal, which panels give in words only: those of
// PerfectPanel, SmartPanel and their likes. What is not known, such as a
// translation, stays what its status means; the person sees the words.
func meaning(code resale.Code, words string) resale.Code {
	words = strings.ToLower(words)
	for _, known := range []struct {
		code    resale.Code
		phrases []string
	}{
		{resale.Forbidden, []string{"api is disable", "api access is disable", "suspended", "account is blocked", "account banned"}},
		{resale.Unauthorized, []string{
			"invalid api key", "incorrect api key", "wrong api key", "api key is invalid", "api key is incorrect", "api key not found",
			"invalid key", "incorrect key", "api key is required", "unauthenticated", "unauthorized",
		}},
		{resale.NoFunds, []string{"not enough funds", "not enough balance", "insufficient funds", "insufficient balance", "not enough money", "low balance"}},
		{resale.SameLink, []string{"active order with this link", "active order for this link", "order with this link"}},
		{resale.NotFound, []string{
			"incorrect order id", "invalid order id", "order not found", "incorrect refill id", "invalid refill id", "refill not found",
			"incorrect service id", "invalid service id", "service id does not exist", "service not found",
		}},
		{resale.RateLimited, []string{"too many requests", "rate limit"}},
		{resale.Unsupported, []string{
			"this action is invalid", "incorrect request", "invalid action", "incorrect action", "unknown action", "action not found",
		}},
	} {
		for _, phrase := range known.phrases {
			if strings.Contains(words, phrase) {
				return known.code
			}
		}
	}
	return code
}

// known tells a refusal that stands where a state or a number belongs.
func known(words string) bool { return meaning("", words) != "" }
