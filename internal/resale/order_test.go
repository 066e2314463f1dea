package resale

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func lines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "user%d\n", i)
	}
	return strings.TrimSpace(b.String())
}

// whole gives an order of each kind that is right, and what it is charged for.
func whole() map[ServiceKind]struct {
	values OrderValues
	count  int64
} {
	type order = struct {
		values OrderValues
		count  int64
	}
	with := func(more OrderValues) OrderValues {
		more[FieldLink] = "https://example.com/x"
		return more
	}
	counted := func(f OrderField, text string) order {
		return order{with(OrderValues{FieldQuantity: "100", f: text}), 100}
	}
	return map[ServiceKind]order{
		KindDefault:               {with(OrderValues{FieldQuantity: "100", FieldRuns: "10", FieldInterval: "60"}), 1000},
		KindPackage:               {with(OrderValues{}), 1},
		KindCustomComments:        {with(OrderValues{FieldComments: lines(12)}), 12},
		KindCustomCommentsPackage: {with(OrderValues{FieldComments: "a\nb"}), 1},
		KindMentions:              counted(FieldUsernames, "a\nb"),
		KindMentionsWithHashtags:  {with(OrderValues{FieldQuantity: "20", FieldUsernames: "a", FieldHashtags: "#b"}), 20},
		KindMentionsCustomList:    {with(OrderValues{FieldUsernames: lines(11)}), 11},
		KindMentionsHashtag:       counted(FieldHashtag, "#x"),
		KindMentionsUserFollowers: counted(FieldUsername, "x"),
		KindMentionsMediaLikers:   counted(FieldMedia, "https://example.com/m"),
		KindCommentLikes:          counted(FieldUsername, "x"),
		KindCommentReplies:        {with(OrderValues{FieldUsername: "x", FieldComments: lines(10)}), 10},
		KindPoll:                  counted(FieldAnswer, "2"),
		KindInvitesFromGroups:     counted(FieldGroups, "a\nb"),
		KindSEO:                   counted(FieldKeywords, "a\nb"),
		KindSubscriptions:         {OrderValues{FieldUsername: "x", FieldMin: "10", FieldMax: "50", FieldDelay: "5"}, 50},
		KindWebTraffic: {with(OrderValues{
			FieldQuantity: "100", FieldCountry: "WW", FieldDevice: "1", FieldTraffic: "1", FieldGoogleKeyword: "shop",
		}), 100},
	}
}

func TestWholeOrders(t *testing.T) {
	orders := whole()
	if len(orders) != len(asked()) {
		t.Fatalf("%d kinds", len(orders))
	}
	for kind, order := range orders {
		s := service(kind)
		if err := s.Check(order.values); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if got := s.Quantity(order.values); got != order.count {
			t.Errorf("%s: %d are charged, want %d", kind, got, order.count)
		}
		for f := range order.values {
			less := OrderValues{}
			for other, text := range order.values {
				if other != f {
					less[other] = text
				}
			}
			// Without the runs an interval is too much, and the other way round.
			if wrong, ok := errors.AsType[*FieldError](s.Check(less)); !ok || wrong.Problem != ProblemEmpty && wrong.Problem != ProblemNotAsked {
				t.Errorf("%s without %s passes: %v", kind, f, s.Check(less))
			}
		}
		more := OrderValues{"tip": "1"}
		for f, text := range order.values {
			more[f] = text
		}
		if wrong, ok := errors.AsType[*FieldError](s.Check(more)); !ok || wrong.Problem != ProblemNotAsked {
			t.Errorf("%s takes a field of nobody's: %v", kind, s.Check(more))
		}
	}
}

func TestAWholeOrderIsCleanedFieldByField(t *testing.T) {
	s := service(KindDefault)
	typed := OrderValues{FieldLink: " @x ", FieldQuantity: "0.5k", FieldRuns: "", FieldInterval: " "}
	if _, err := s.Clean(typed); CodeOf(err) != Invalid {
		t.Error(err)
	}
	typed[FieldQuantity] = "1k"
	clean, err := s.Clean(typed)
	if diff := cmp.Diff(OrderValues{FieldLink: "@x", FieldQuantity: "1000"}, clean); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if err := s.Check(typed); CodeOf(err) != Internal {
		t.Errorf("what was typed passes for what is sent: %v", err)
	}
	// Ten runs of a thousand are more than may be ordered, however they are written.
	if _, err := s.Clean(OrderValues{FieldLink: "x", FieldQuantity: "1k", FieldRuns: "10", FieldInterval: "5"}); CodeOf(err) != Invalid {
		t.Error(err)
	}
	if _, err := s.Clean(nil); CodeOf(err) != Invalid {
		t.Error(err)
	}
}

// What was cleaned once is clean, and has as many lines as are counted.
func TestListsAreCountedAsTheyAreSent(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"\n", "\r\n", "\r", "\u2028", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\x00", ",", "a", "Nice 👨‍👩‍👧!", "ção", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "<b>", "%2B", "\xff",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "text"), "")
		kind := rapid.SampledFrom([]ServiceKind{KindCustomComments, KindCommentReplies, KindMentionsCustomList}).Draw(t, "kind")
		s := Service{Kind: kind, Min: 1}
		f := s.counted()
		clean, err := s.CheckField(f, text, nil)
		if err != nil {
			if len(f.Entries(text)) != 0 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if again, err := s.CheckField(f, clean, nil); again != clean || err != nil {
			t.Fatalf("%q was cleaned to %q, then to %q, %v", text, clean, again, err)
		}
		sent := strings.Split(clean, "\n")
		if got := s.Quantity(OrderValues{f: clean}); got != int64(len(sent)) || got != s.Quantity(OrderValues{f: text}) {
			t.Fatalf("%q: %d are counted, %d are sent", text, got, len(sent))
		}
		for _, line := range sent {
			if strings.TrimFunc(line, blank) != line || line == "" {
				t.Fatalf("%q: the line %q", text, line)
			}
		}
	})
}

// Whatever is typed into any field, what passes passes again unchanged.
func TestCleaningTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for kind := range whole() {
			s := service(kind)
			for _, f := range append(s.Fields(), s.Optional()...) {
				text := rapid.StringOf(rapid.SampledFrom([]rune("0123456789k.,/@ax:-# \n\u00a0\u200b"))).Draw(t, string(f))
				so := OrderValues{FieldTraffic: "1", FieldRuns: "2", FieldQuantity: "10"}
				clean, err := s.CheckField(f, text, so)
				if err != nil {
					continue
				}
				if again, err := s.CheckField(f, clean, so); again != clean || err != nil {
					t.Fatalf("%s: %q was cleaned to %q, then to %q, %v", f, text, clean, again, err)
				}
			}
		}
	})
}
