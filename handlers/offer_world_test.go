package handlers_test

import (
	"fmt"
	"regexp"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
)

var offerLink = regexp.MustCompile(`start=o([A-Za-z0-9_-]{16})`)

// maskedOffer hides an offer's id and remembers it.
func (w *world) maskedOffer(s string) string {
	if m := offerLink.FindStringSubmatch(s); m != nil {
		w.offer = m[1]
	}
	return offerLink.ReplaceAllString(s, "start=o{offer}")
}

// takers has so many people, whom the bot knows by their numbers, take the
// offer that was made last.
func (w *world) takers(n int) {
	w.t.Helper()
	for i := range n {
		w.wait("1m")
		a := ops.Act{Key: fmt.Sprintf("many.%d", i), Place: chat.Place{Chat: int64(2001 + i)}, Person: int64(2001 + i), Lang: "en"}
		if _, refused, err := w.ops.ClaimOffer(w.t.Context(), a, w.offer, ops.NotAsked); err != nil || refused != "" {
			w.t.Fatalf("taker %d: %q, %v", i, refused, err)
		}
	}
}
