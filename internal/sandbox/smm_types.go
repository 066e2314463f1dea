package sandbox

import (
	"strings"
	"time"
	"unicode"
)

// smmRefusal is why an order is refused; the zero value, that it is not.
type smmRefusal struct {
	text smmText
	n    int
}

// smmStep checks some parameters of an order and takes what they say.
type smmStep func(*smmDraft) smmRefusal

// smmTypes is what each type of service is ordered with, in the order in
// which it is checked. A type that is not here cannot be ordered.
func smmTypes() map[string][]smmStep {
	return map[string][]smmStep{
		"default":               {smmTakeLink, smmTakeQuantity},
		"package":               {smmTakeLink, smmTakePackage},
		"customcomments":        {smmTakeLink, smmTakeLines("comments")},
		"customcommentspackage": {smmTakeLink, smmTakeText("comments"), smmTakePackage},
		"mentions":              {smmTakeLink, smmTakeQuantity, smmTakeText("usernames")},
		"mentionswithhashtags":  {smmTakeLink, smmTakeQuantity, smmTakeText("usernames"), smmTakeText("hashtags")},
		"mentionscustomlist":    {smmTakeLink, smmTakeLines("usernames")},
		"mentionshashtag":       {smmTakeLink, smmTakeQuantity, smmTakeWord("hashtag")},
		"mentionsuserfollowers": {smmTakeLink, smmTakeQuantity, smmTakeWord("username")},
		"mentionsmedialikers":   {smmTakeLink, smmTakeQuantity, smmTakeMedia},
		"commentlikes":          {smmTakeLink, smmTakeQuantity, smmTakeWord("username")},
		"commentreplies":        {smmTakeLink, smmTakeWord("username"), smmTakeLines("comments")},
		"poll":                  {smmTakeLink, smmTakeQuantity, smmTakeNumber("answer_number")},
		"invitesfromgroups":     {smmTakeLink, smmTakeQuantity, smmTakeText("groups")},
		"seo":                   {smmTakeLink, smmTakeQuantity, smmTakeText("keywords")},
		"subscriptions":         {smmTakeWord("username"), smmTakeSubscription},
		"webtraffic":            {smmTakeLink, smmTakeQuantity, smmTakeText("country"), smmTakeTraffic},
	}
}

// smmKind is a type without what panels spell differently.
func smmKind(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
}

// kind is what a service is, spelled as in smmTypes.
func (s *SMMService) kind() string { return smmKind(s.Type) }

// flat tells whether the rate is the price of one, whatever the quantity.
func (s *SMMService) flat() bool {
	kind := s.kind()
	return kind == "package" || kind == "customcommentspackage"
}

// subscribes tells whether what is ordered are posts to come, of which the
// rate pays for each single one that is delivered.
func (s *SMMService) subscribes() bool { return s.kind() == "subscriptions" }

// steps is how an order on a service is checked.
func (p *SMMPanel) steps(s *SMMService) []smmStep {
	kind := s.kind()
	if p.quirks.TwoTypes && kind != "customcomments" {
		kind = "default"
		if s.flat() {
			kind = "package"
		}
	}
	return p.types[kind]
}

// smmDraft is an order while it is checked.
type smmDraft struct {
	service  *SMMService
	quirks   SMMQuirks
	now      time.Time
	form     map[string][]string
	link     string
	quantity int
	runs     int
}
