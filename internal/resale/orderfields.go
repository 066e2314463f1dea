package resale

import "slices"

// OrderField is a part of an order, spelled as the API's parameter.
type OrderField string

// The fields. Those of one kind are given by Service.Fields and
// Service.Optional.
const (
	FieldLink          OrderField = "link"
	FieldQuantity      OrderField = "quantity"        // of each run, when there are runs
	FieldComments      OrderField = "comments"        // one per line
	FieldUsernames     OrderField = "usernames"       // one per line
	FieldHashtags      OrderField = "hashtags"        // one per line
	FieldHashtag       OrderField = "hashtag"         //
	FieldUsername      OrderField = "username"        //
	FieldMedia         OrderField = "media"           // a link
	FieldAnswer        OrderField = "answer_number"   // from 1
	FieldGroups        OrderField = "groups"          // one per line
	FieldKeywords      OrderField = "keywords"        // one per line
	FieldMin           OrderField = "min"             // for each post
	FieldMax           OrderField = "max"             // for each post
	FieldDelay         OrderField = "delay"           // minutes, see Choices
	FieldPosts         OrderField = "posts"           // how many new posts
	FieldOldPosts      OrderField = "old_posts"       // how many that are there already
	FieldExpiry        OrderField = "expiry"          // d/m/Y
	FieldCountry       OrderField = "country"         //
	FieldDevice        OrderField = "device"          // 1 desktop, 2 Android, 3 iOS, 4 mixed mobile, 5 mixed all
	FieldTraffic       OrderField = "type_of_traffic" // 1 Google keyword, 2 custom referrer, 3 blank referrer
	FieldGoogleKeyword OrderField = "google_keyword"  // asked of type_of_traffic 1
	FieldReferringURL  OrderField = "referring_url"   // asked of type_of_traffic 2
	FieldRuns          OrderField = "runs"            // of a drip-feed, from 2
	FieldInterval      OrderField = "interval"        // minutes between runs
)

// OrderValues are the parts of one order.
type OrderValues map[OrderField]string

// Target is what an order is for: its link, or the username of a subscription.
func (v OrderValues) Target() string {
	if link := v[FieldLink]; link != "" {
		return link
	}
	return v[FieldUsername]
}

// Fields gives what must be asked, in the order in which it is asked; nothing
// for an unknown kind. Some are asked only after a certain answer, see Asked.
func (s Service) Fields() []OrderField {
	switch s.Kind {
	case KindPackage:
		return []OrderField{FieldLink}
	case KindCustomComments, KindCustomCommentsPackage:
		return []OrderField{FieldLink, FieldComments}
	case KindMentionsCustomList:
		return []OrderField{FieldLink, FieldUsernames}
	case KindCommentReplies:
		return []OrderField{FieldLink, FieldUsername, FieldComments}
	case KindSubscriptions:
		return []OrderField{FieldUsername, FieldMin, FieldMax, FieldDelay}
	}
	if more, ok := s.besideQuantity(); ok {
		return append([]OrderField{FieldLink, FieldQuantity}, more...)
	}
	return nil
}

// besideQuantity: the kinds of which so many are ordered for a link.
func (s Service) besideQuantity() (more []OrderField, ok bool) {
	switch s.Kind {
	case KindDefault:
		return nil, true
	case KindMentions:
		return []OrderField{FieldUsernames}, true
	case KindMentionsWithHashtags:
		return []OrderField{FieldUsernames, FieldHashtags}, true
	case KindMentionsHashtag:
		return []OrderField{FieldHashtag}, true
	case KindMentionsUserFollowers, KindCommentLikes:
		return []OrderField{FieldUsername}, true
	case KindMentionsMediaLikers:
		return []OrderField{FieldMedia}, true
	case KindPoll:
		return []OrderField{FieldAnswer}, true
	case KindInvitesFromGroups:
		return []OrderField{FieldGroups}, true
	case KindSEO:
		return []OrderField{FieldKeywords}, true
	case KindWebTraffic:
		return []OrderField{FieldCountry, FieldDevice, FieldTraffic, FieldGoogleKeyword, FieldReferringURL}, true
	default:
		return nil, false
	}
}

// Optional gives what may be asked besides. Runs and interval go together.
func (s Service) Optional() []OrderField {
	switch {
	case s.Kind == KindSubscriptions:
		return []OrderField{FieldPosts, FieldOldPosts, FieldExpiry}
	case s.dripFeeds():
		return []OrderField{FieldRuns, FieldInterval}
	default:
		return nil
	}
}

// dripFeeds: only of this kind it is known that it can be split into runs.
func (s Service) dripFeeds() bool { return s.DripFeed && s.Kind == KindDefault }

// Asked tells whether a field must be there, after the answers so far.
func (s Service) Asked(f OrderField, so OrderValues) bool {
	switch f {
	case FieldGoogleKeyword:
		return s.Kind == KindWebTraffic && so[FieldTraffic] == "1"
	case FieldReferringURL:
		return s.Kind == KindWebTraffic && so[FieldTraffic] == "2"
	case FieldRuns:
		return s.dripFeeds() && so[FieldInterval] != ""
	case FieldInterval:
		return s.dripFeeds() && so[FieldRuns] != ""
	default:
		return slices.Contains(s.Fields(), f)
	}
}

// Choices gives the values to offer for a field, nothing when any may be
// typed. Of an interval others are taken too.
func (f OrderField) Choices() []string {
	switch f {
	case FieldDevice:
		return []string{"1", "2", "3", "4", "5"}
	case FieldTraffic:
		return []string{"1", "2", "3"}
	case FieldInterval:
		return []string{"0", "5", "10", "15", "30", "60", "90"}
	case FieldDelay:
		return []string{"0", "5", "10", "15", "30", "60", "90", "120", "180", "240", "300", "360", "420", "480", "540", "600"}
	default:
		return nil
	}
}

// List tells whether a field holds one thing per line.
func (f OrderField) List() bool {
	return slices.Contains([]OrderField{FieldComments, FieldUsernames, FieldHashtags, FieldGroups, FieldKeywords}, f)
}
