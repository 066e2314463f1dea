package handlers

import (
	"strings"
	"testing"

	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// A secret too long for a button that copies is shown without one: Telegram would
// refuse the only message that has it.
func TestALongSecretHasNoButtonThatCopies(t *testing.T) {
	for length, copies := range map[int]bool{64: true, mostCopy: true, mostCopy + 1: false} {
		out := ops.Outcome{Host: &ops.HostOutcome{Kind: resale.HostKeys, ID: "7", Secret: secret.New(strings.Repeat("k", length))}}
		found := false
		for _, buttons := range secretScreen(&dialog.Turn{}, out, "key").Rows {
			for _, b := range buttons {
				found = found || b.Copy != ""
			}
		}
		if found != copies {
			t.Errorf("a secret of %d characters can be copied: %v", length, found)
		}
	}
}
