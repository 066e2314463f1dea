package resale

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asked is what the panels' pages say is sent for each type, beside the
// service; in brackets what may be.
func asked() map[string]string {
	return map[string]string{
		"Default":                 "link quantity",
		"Package":                 "link",
		"Custom Comments":         "link comments",
		"Custom Comments Package": "link comments",
		"Mentions":                "link quantity usernames",
		"Mentions with Hashtags":  "link quantity usernames hashtags",
		"Mentions Custom List":    "link usernames",
		"Mentions Hashtag":        "link quantity hashtag",
		"Mentions User Followers": "link quantity username",
		"Mentions Media Likers":   "link quantity media",
		"Comment Likes":           "link quantity username",
		"Comment Replies":         "link username comments",
		"Poll":                    "link quantity answer_number",
		"Invites from Groups":     "link quantity groups",
		"SEO":                     "link quantity keywords",
		"Subscriptions":           "username min max delay [posts old_posts expiry]",
		"Web Traffic":             "link quantity country device type_of_traffic google_keyword referring_url",
	}
}

func TestEveryTypeIsKnownHoweverItIsSpelled(t *testing.T) {
	kinds := map[ServiceKind]bool{}
	for word, want := range asked() {
		kind := KindOf(word)
		kinds[kind] = true
		for _, spelled := range []string{
			strings.ToUpper(word), strings.ReplaceAll(word, " ", "_"), strings.ReplaceAll(strings.ToLower(word), " ", "-"),
			strings.ReplaceAll(word, " ", ""), " " + strings.ReplaceAll(word, " ", "\u00a0") + " ",
		} {
			if got := KindOf(spelled); got != kind || kind == KindUnknown {
				t.Errorf("%q is %q, want %q", spelled, got, kind)
			}
		}
		s := Service{Kind: kind}
		got := join(s.Fields())
		if more := s.Optional(); len(more) > 0 {
			got += " [" + join(more) + "]"
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s is asked for:\n%s", word, diff)
		}
	}
	if len(kinds) != 17 {
		t.Errorf("%d kinds, want 17", len(kinds))
	}
}

func join(fields []OrderField) string {
	var words []string
	for _, f := range fields {
		words = append(words, string(f))
	}
	return strings.Join(words, " ")
}

func TestAnUnknownTypeIsNotOrdered(t *testing.T) {
	for _, word := range []string{"", "Hologram Parade", "Default2", "custom"} {
		s := Service{Word: word, Kind: KindOf(word)}
		if s.Kind != KindUnknown || s.Orderable() || len(s.Fields())+len(s.Optional()) != 0 {
			t.Errorf("%q: %+v", word, s)
		}
		if err := s.Check(OrderValues{FieldLink: "x", FieldQuantity: "1"}); CodeOf(err) != Unsupported {
			t.Errorf("%q: %v", word, err)
		}
	}
}

func TestOnlyOrdersByQuantityAreDripFed(t *testing.T) {
	for word := range asked() {
		s := Service{Kind: KindOf(word), DripFeed: true}
		if got := slices.Contains(s.Optional(), FieldRuns); got != (s.Kind == KindDefault) {
			t.Errorf("%s: drip-feed %v", word, got)
		}
	}
}

func TestWhatTheRatePaysFor(t *testing.T) {
	for word := range asked() {
		s := Service{Kind: KindOf(word)}
		flat := word == "Package" || word == "Custom Comments Package"
		one := flat || word == "Subscriptions"
		if s.Flat() != flat || (s.Unit() == 1) != one || (s.Unit() == 1000) == one {
			t.Errorf("%s: flat %v, unit %d", word, s.Flat(), s.Unit())
		}
	}
}

func TestStates(t *testing.T) {
	for word, want := range map[string]OrderState{
		"Pending": OrderPending, "Processing": OrderProcessing,
		"In progress": OrderInProgress, "Inprogress": OrderInProgress, "In_progress": OrderInProgress, "in-progress": OrderInProgress,
		"Completed": OrderCompleted, "Complete": OrderCompleted,
		"Partial": OrderPartial, "Partially completed": OrderPartial,
		"Canceled": OrderCanceled, "Cancelled": OrderCanceled, "Refunded": OrderRefunded, "Awaiting": OrderAwaiting,
		"Fail": OrderFailed, "Error": OrderFailed, "Rejected": OrderRejected,
		"Active": OrderActive, "Paused": OrderPaused, "Expired": OrderExpired,
	} {
		got := OrderStateOf(word)
		running := slices.Contains([]OrderState{OrderPending, OrderProcessing, OrderInProgress, OrderAwaiting, OrderActive, OrderPaused}, want)
		if got != want || !got.Known() || got.Final() == running {
			t.Errorf("%s: %q, known %v, final %v", word, got, got.Known(), got.Final())
		}
	}
	for word, want := range map[string]RefillState{
		"Pending": RefillPending, "In progress": RefillInProgress, "Completed": RefillCompleted, "Rejected": RefillRejected, "Error": RefillFailed,
		"Cancelled": RefillCanceled,
	} {
		got := RefillStateOf(word)
		if got != want || !got.Known() || got.Final() == (want == RefillPending || want == RefillInProgress) {
			t.Errorf("refill, %s: %q, known %v, final %v", word, got, got.Known(), got.Final())
		}
	}
	for _, word := range []string{"", "Em andamento", "Queued #2"} {
		o, r := OrderStateOf(" "+word), RefillStateOf(word+" ")
		if string(o) != word || string(r) != word || o.Known() || r.Known() || o.Final() || r.Final() {
			t.Errorf("%q is taken for %q, %q", word, o, r)
		}
	}
}
