package resale

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// services of the kinds, of which 10 to 1,000 may be ordered.
func service(kind ServiceKind) Service {
	return Service{ID: "7", Kind: kind, Min: 10, Max: 1000, DripFeed: kind == KindDefault}
}

func TestAnswersAsThePanelWantsThem(t *testing.T) {
	long := strings.Repeat("é", 2048)
	for _, test := range []struct {
		kind        ServiceKind
		field       OrderField
		typed, want string
		so          OrderValues
	}{
		{KindDefault, FieldLink, " https://example.com/p/x?a=1&b=%2B#é \n", "https://example.com/p/x?a=1&b=%2B#é", nil},
		{KindDefault, FieldLink, "HTTP://[2001:db8::1]/x", "HTTP://[2001:db8::1]/x", nil},
		{KindDefault, FieldLink, "\u200b@someone\ufeff", "@someone", nil},
		{KindDefault, FieldLink, "some.one_1", "some.one_1", nil},
		{KindDefault, FieldLink, "example.com/some/one", "example.com/some/one", nil},
		{KindDefault, FieldLink, "+AbC-d", "+AbC-d", nil},
		{KindDefault, FieldLink, long, long, nil},
		{KindDefault, FieldQuantity, "10", "10", nil},
		{KindDefault, FieldQuantity, " 1.000 ", "1000", nil},
		{KindDefault, FieldQuantity, "1,000", "1000", nil},
		{KindDefault, FieldQuantity, "1 000", "1000", nil},
		{KindDefault, FieldQuantity, "1\u202f000", "1000", nil},
		{KindDefault, FieldQuantity, "1k", "1000", nil},
		{KindDefault, FieldQuantity, "0100", "100", nil},
		{KindDefault, FieldQuantity, "100", "100", OrderValues{FieldRuns: "10"}},
		{KindDefault, FieldRuns, "2", "2", OrderValues{FieldQuantity: "500"}},
		{KindDefault, FieldRuns, "", "", nil},
		{KindDefault, FieldInterval, "0", "0", OrderValues{FieldRuns: "2"}},
		{KindDefault, FieldInterval, "10000", "10000", OrderValues{FieldRuns: "2"}},
		{KindMentions, FieldUsernames, "@a, b;c\nd  e", "@a\nb\nc\nd\ne", nil},
		{KindCustomCommentsPackage, FieldComments, "one", "one", nil},
		{KindInvitesFromGroups, FieldGroups, "example.com/a,b\r\nexample.com/c", "example.com/a,b\nexample.com/c", nil},
		{KindSEO, FieldKeywords, "two words", "two words", nil},
		{KindPoll, FieldAnswer, "3", "3", nil},
		{KindSubscriptions, FieldUsername, "some.one", "some.one", nil},
		{KindSubscriptions, FieldMin, "10", "10", nil},
		{KindSubscriptions, FieldMax, "10", "10", OrderValues{FieldMin: "10"}},
		{KindSubscriptions, FieldDelay, "90", "90", nil},
		{KindSubscriptions, FieldOldPosts, "0", "0", nil},
		{KindSubscriptions, FieldExpiry, "", "", nil},
		{KindSubscriptions, FieldExpiry, "1/2/2027", "01/02/2027", nil},
		{KindSubscriptions, FieldExpiry, "31.12.2027", "31/12/2027", nil},
		{KindSubscriptions, FieldExpiry, "2027-12-31", "31/12/2027", nil},
		{KindWebTraffic, FieldCountry, "US", "US", nil},
		{KindWebTraffic, FieldCountry, "uk", "uk", nil},
		{KindWebTraffic, FieldCountry, "WW", "WW", nil},
		{KindWebTraffic, FieldCountry, "US, CA", "US, CA", nil},
		{KindWebTraffic, FieldCountry, "Mixed", "Mixed", nil},
		{KindWebTraffic, FieldDevice, "5", "5", nil},
		{KindWebTraffic, FieldGoogleKeyword, "two words", "two words", OrderValues{FieldTraffic: "1"}},
		{KindWebTraffic, FieldGoogleKeyword, "", "", OrderValues{FieldTraffic: "3"}},
		{KindWebTraffic, FieldReferringURL, "https://example.com", "https://example.com", OrderValues{FieldTraffic: "2"}},
	} {
		s := service(test.kind)
		for _, typed := range []string{test.typed, test.want} {
			if got, err := s.CheckField(test.field, typed, test.so); got != test.want || err != nil {
				t.Errorf("%s, %q: %q, %v, want %q", test.field, typed, got, err, test.want)
			}
		}
	}
}

func TestAnswersThatAreWrong(t *testing.T) {
	for _, test := range []struct {
		kind  ServiceKind
		field OrderField
		typed string
		want  FieldError
		so    OrderValues
	}{
		{KindDefault, FieldLink, " \u200b\n", FieldError{Problem: ProblemEmpty}, nil},
		{KindDefault, FieldLink, "https://example.com/a b", FieldError{Problem: ProblemBlanks}, nil},
		{KindDefault, FieldLink, "@some\u200bone", FieldError{Problem: ProblemBlanks}, nil},
		{KindDefault, FieldLink, "https:///x", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "https://#x", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "ftp://example.com", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "javascript:alert(1)", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "<b>", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "x\">", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, "-", FieldError{Problem: ProblemLink}, nil},
		{KindDefault, FieldLink, strings.Repeat("a", 2049), FieldError{Problem: ProblemTooLong, Max: 2048}, nil},
		{KindDefault, FieldQuantity, "", FieldError{Problem: ProblemEmpty}, nil},
		{KindDefault, FieldQuantity, "-10", FieldError{Problem: ProblemNumber}, nil},
		{KindDefault, FieldQuantity, "10.5", FieldError{Problem: ProblemNumber}, nil},
		{KindDefault, FieldQuantity, "1.5k", FieldError{Problem: ProblemNumber}, nil},
		{KindDefault, FieldQuantity, "1.000,000", FieldError{Problem: ProblemNumber}, nil},
		{KindDefault, FieldQuantity, "ten", FieldError{Problem: ProblemNumber}, nil},
		{KindDefault, FieldQuantity, "9", FieldError{Problem: ProblemLow, Min: 10, Max: 1000}, nil},
		{KindDefault, FieldQuantity, "1001", FieldError{Problem: ProblemHigh, Min: 10, Max: 1000}, nil},
		{KindDefault, FieldQuantity, strings.Repeat("9", 40), FieldError{Problem: ProblemHigh, Min: 10, Max: 1000}, nil},
		{KindDefault, FieldQuantity, "101", FieldError{Problem: ProblemHigh, Min: 10, Max: 100}, OrderValues{FieldRuns: "10"}},
		{KindDefault, FieldRuns, "1", FieldError{Problem: ProblemLow, Min: 2, Max: 1000}, nil},
		{KindDefault, FieldRuns, "3", FieldError{Problem: ProblemHigh, Min: 2, Max: 2}, OrderValues{FieldQuantity: "500"}},
		{KindDefault, FieldRuns, "", FieldError{Problem: ProblemEmpty}, OrderValues{FieldInterval: "5"}},
		{KindDefault, FieldInterval, "", FieldError{Problem: ProblemEmpty}, OrderValues{FieldRuns: "5"}},
		{KindDefault, FieldInterval, "10001", FieldError{Problem: ProblemHigh, Max: 10000}, OrderValues{FieldRuns: "5"}},
		{KindDefault, FieldComments, "x", FieldError{Problem: ProblemNotAsked}, nil},
		{KindPackage, FieldQuantity, "1", FieldError{Problem: ProblemNotAsked}, nil},
		{KindPackage, FieldRuns, "2", FieldError{Problem: ProblemNotAsked}, nil},
		{KindCustomComments, FieldComments, " \n\u200b\n", FieldError{Problem: ProblemEmpty}, nil},
		{KindCustomComments, FieldComments, strings.Repeat("a\n", 9), FieldError{Problem: ProblemLines, Min: 10, Max: 1000, Got: 9}, nil},
		{KindCustomComments, FieldComments, strings.Repeat("a\n", 1001), FieldError{Problem: ProblemLines, Min: 10, Max: 1000, Got: 1001}, nil},
		{KindCustomComments, FieldComments, strings.Repeat("a", 256<<10+1), FieldError{Problem: ProblemTooLong, Max: 256 << 10}, nil},
		{KindMentions, FieldUsernames, " , ;", FieldError{Problem: ProblemEmpty}, nil},
		{KindMentionsCustomList, FieldUsernames, "a b c", FieldError{Problem: ProblemLines, Min: 10, Max: 1000, Got: 3}, nil},
		{KindMentionsHashtag, FieldHashtag, "#a #b", FieldError{Problem: ProblemBlanks}, nil},
		{KindPoll, FieldAnswer, "0", FieldError{Problem: ProblemLow, Min: 1}, nil},
		{KindSubscriptions, FieldUsername, strings.Repeat("a", 256), FieldError{Problem: ProblemTooLong, Max: 255}, nil},
		{KindSubscriptions, FieldMax, "49", FieldError{Problem: ProblemLow, Min: 50, Max: 1000}, OrderValues{FieldMin: "50"}},
		{KindSubscriptions, FieldDelay, "7", FieldError{Problem: ProblemChoice}, nil},
		{KindSubscriptions, FieldPosts, "9999999999999", FieldError{Problem: ProblemHigh, Min: 1, Max: 1_000_000_000_000}, nil},
		{KindSubscriptions, FieldExpiry, "31/02/2027", FieldError{Problem: ProblemDate}, nil},
		{KindSubscriptions, FieldExpiry, "tomorrow", FieldError{Problem: ProblemDate}, nil},
		{KindWebTraffic, FieldDevice, "6", FieldError{Problem: ProblemChoice}, nil},
		{KindWebTraffic, FieldTraffic, "0", FieldError{Problem: ProblemChoice}, nil},
		{KindWebTraffic, FieldCountry, "a\nb", FieldError{Problem: ProblemBlanks}, nil},
		{KindWebTraffic, FieldCountry, "55", FieldError{Problem: ProblemCountry}, nil},
		{KindWebTraffic, FieldCountry, "?", FieldError{Problem: ProblemCountry}, nil},
		{KindWebTraffic, FieldCountry, "QX", FieldError{Problem: ProblemCountry}, nil},
		{KindSubscriptions, FieldUsername, "some one", FieldError{Problem: ProblemBlanks}, nil},
		{KindWebTraffic, FieldGoogleKeyword, "", FieldError{Problem: ProblemEmpty}, OrderValues{FieldTraffic: "1"}},
		{KindWebTraffic, FieldGoogleKeyword, "x", FieldError{Problem: ProblemNotAsked}, OrderValues{FieldTraffic: "2"}},
		{KindWebTraffic, FieldReferringURL, "x y", FieldError{Problem: ProblemBlanks}, OrderValues{FieldTraffic: "2"}},
	} {
		_, err := service(test.kind).CheckField(test.field, test.typed, test.so)
		got, ok := errors.AsType[*FieldError](err)
		if !ok {
			t.Errorf("%s of %s, %.40q: %v", test.field, test.kind, test.typed, err)
			continue
		}
		test.want.Field = test.field
		if diff := cmp.Diff(test.want, *got); diff != "" || CodeOf(err) != Invalid {
			t.Errorf("%s, %.40q: %v\n%s", test.field, test.typed, err, diff)
		}
	}
}

func TestAnExpiryIsInTheFuture(t *testing.T) {
	zone := time.FixedZone("", -3*3600)
	now := time.Date(2027, 3, 1, 1, 0, 0, 0, time.UTC) // there it is still February
	v := OrderValues{FieldExpiry: "01/03/2027"}
	if err := v.CheckExpiry(now.In(zone)); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{"01/03/2027": ProblemPast, "28/02/2027": ProblemPast, "soon": ProblemDate, "02/03/2027": "", "": ""} {
		err := OrderValues{FieldExpiry: text}.CheckExpiry(now)
		wrong, _ := errors.AsType[*FieldError](err)
		if got := ""; wrong != nil && wrong.Problem != want || wrong == nil && want != got {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
