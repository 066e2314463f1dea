package handlers

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// How many characters people may write into a payment.
const (
	longestGateway     = 40
	longestTransaction = 64
)

const (
	mostGateways   = 8           // ways to pay that are offered; more can be typed
	gatewaysWithin = time.Second // the question does not wait for them
)

// manualGateway is what the panel calls money that came by no gateway of its own.
const manualGateway = "manual"

// gatewayRows offer the ways that payments came lately, payment by hand first.
// A key that may not see payments can still record one.
func (d Deps) gatewayRows(ctx context.Context, t *dialog.Turn) [][]chat.Button {
	ctx, stop := context.WithTimeout(ctx, gatewaysWithin)
	defer stop()
	payments, err := d.Ops.HostLately(ctx, t.Input.Place.Chat, resale.HostPayments)
	if err != nil {
		t.Log.Info("read how payments came lately", "err", err)
	}
	found := []chat.Button{pick("hostpay.manual", manualGateway)}
	seen := map[string]bool{manualGateway: true}
	for _, p := range payments {
		name, ok := readWord(p.Gateway(), longestGateway)
		if key := strings.ToLower(name); ok && !seen[key] && len(found) < mostGateways {
			seen[key] = true
			found = append(found, chat.Button{Label: literal(name, 24), Answer: name})
		}
	}
	return inPairs(found)
}

// readWord reads one line that can be printed, of so many characters at most.
func readWord(text string, most int) (string, bool) {
	text = strings.Join(strings.Fields(text), " ")
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	return text, text != "" && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, odd)
}

func givenGateway(_ context.Context, _ *dialog.Turn, s *hostPaySheet) chat.Text {
	return someText(s.Gateway, longestGateway)
}
