package resale

import (
	"strings"

	"github.com/govalues/decimal"
)

// ServiceKind says what an order of a service is made of.
type ServiceKind string

// The kinds: the types of SMM panels, normalised. See KindOf.
const (
	KindUnknown               ServiceKind = "" // is shown, not ordered
	KindDefault               ServiceKind = "default"
	KindPackage               ServiceKind = "package"
	KindCustomComments        ServiceKind = "custom_comments"
	KindCustomCommentsPackage ServiceKind = "custom_comments_package"
	KindMentions              ServiceKind = "mentions"
	KindMentionsWithHashtags  ServiceKind = "mentions_with_hashtags"
	KindMentionsCustomList    ServiceKind = "mentions_custom_list"
	KindMentionsHashtag       ServiceKind = "mentions_hashtag"
	KindMentionsUserFollowers ServiceKind = "mentions_user_followers"
	KindMentionsMediaLikers   ServiceKind = "mentions_media_likers"
	KindCommentLikes          ServiceKind = "comment_likes"
	KindCommentReplies        ServiceKind = "comment_replies"
	KindPoll                  ServiceKind = "poll"
	KindInvitesFromGroups     ServiceKind = "invites_from_groups"
	KindSEO                   ServiceKind = "seo"
	KindSubscriptions         ServiceKind = "subscriptions"
	KindWebTraffic            ServiceKind = "web_traffic"
)

// Service is something an SMM panel sells.
type Service struct {
	ID       string // the panel's number
	Name     string
	Category string
	Word     string // the type as the panel wrote it
	Kind     ServiceKind
	Rate     decimal.Decimal // in the account's currency, for Unit of it
	Min, Max int64           // of the quantity; 0 when the panel did not say
	Refill   bool
	Cancel   bool
	DripFeed bool   // takes runs and interval
	Note     string // the panel's description, often empty
}

// KindOf reads a type as panels write it: case, blanks, "_" and "-" do not
// count. A type that is not known is KindUnknown.
func KindOf(word string) ServiceKind {
	bare := squeeze(word)
	for _, kind := range []ServiceKind{
		KindDefault, KindPackage, KindCustomComments, KindCustomCommentsPackage, KindMentions, KindMentionsWithHashtags,
		KindMentionsCustomList, KindMentionsHashtag, KindMentionsUserFollowers, KindMentionsMediaLikers, KindCommentLikes,
		KindCommentReplies, KindPoll, KindInvitesFromGroups, KindSEO, KindSubscriptions, KindWebTraffic,
	} {
		if bare == squeeze(string(kind)) {
			return kind
		}
	}
	return KindUnknown
}

// squeeze leaves of a word what tells it from others, however it is spelled.
func squeeze(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || blank(r) {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// Flat tells whether the rate is the price of one order, whatever is in it.
func (s Service) Flat() bool { return s.Kind == KindPackage || s.Kind == KindCustomCommentsPackage }

// Unit is how many of what is ordered the rate pays for: 1,000, or 1 of
// packages and subscriptions.
func (s Service) Unit() int64 {
	if s.Flat() || s.Kind == KindSubscriptions {
		return 1
	}
	return 1000
}

// Orderable tells whether it is known what an order of it is made of.
func (s Service) Orderable() bool { return len(s.Fields()) > 0 }
