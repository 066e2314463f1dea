package ops

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often an account is looked at.
const (
	memberEnding  = 4 * time.Hour // something ends within a day
	memberHalf    = 6 * time.Hour // 60 % of some traffic is used
	memberNearly  = 2 * time.Hour // 80 %
	memberSpread  = 10 * time.Hour
	morningSpread = time.Hour
)

// trafficBack is by how many percent the use must fall for a level to be told
// again: what panels count goes up and down a little.
const trafficBack = 5

// subsMost bounds how many subscriptions of one account are kept.
const subsMost = 50

// trafficLevel is the highest percentage reached that customers are told of, 0
// for none.
func trafficLevel(percent int) int {
	level := 0
	for _, l := range [...]int{80, 95, 100} {
		if percent >= l {
			level = l
		}
	}
	return level
}

// withReading takes what a panel showed into an account.
func withReading(m storage.Member, seen resale.Member, now time.Time) storage.Member {
	m.UID, m.Name = cmp.Or(seen.UID, m.UID), cmp.Or(seen.Name, m.Name)
	m.Read, m.Refused = now, false
	subs := make([]storage.MemberSub, 0, len(seen.Subscriptions))
	for _, s := range seen.Subscriptions {
		i := slices.IndexFunc(m.Subs, func(kept storage.MemberSub) bool { return kept.ID == s.ID })
		if i < 0 {
			subs = append(subs, newSub(s, now))
			continue
		}
		subs = append(subs, withSub(m.Subs[i], s))
	}
	for _, kept := range m.Subs { // a panel may leave one out for once
		gone := !slices.ContainsFunc(subs, func(s storage.MemberSub) bool { return s.ID == kept.ID })
		if gone && (kept.Expires.IsZero() || now.Sub(kept.Expires) < memberLife) {
			subs = append(subs, kept)
		}
	}
	m.Subs = subs[:min(len(subs), subsMost)]
	return m
}

// newSub is one that was not seen before: what ended or was used up by then is
// no news.
func newSub(s resale.Subscription, now time.Time) storage.MemberSub {
	kept := withSub(storage.MemberSub{ID: s.ID, Warned: resale.NotWarned, Day: resale.ExpiryDay(s.Expires)}, s)
	if !s.Expires.IsZero() && !s.Expires.After(now) {
		kept.Warned = 0
	}
	kept.TrafficWarned = trafficLevel(s.UsedPercent())
	return kept
}

// withSub takes a subscription as it is now. A new end is to be warned of anew,
// and so is traffic that was added or began again. What cannot be read stays.
func withSub(kept storage.MemberSub, s resale.Subscription) storage.MemberSub {
	kept.Plan = s.Plan
	renewed := false
	if !s.Expires.IsZero() {
		if day := resale.ExpiryDay(s.Expires); day != kept.Day {
			renewed = day > kept.Day
			kept.Day, kept.Warned = day, resale.NotWarned
		}
		kept.Expires = s.Expires.UTC()
	}
	added := kept.Traffic > 0 && s.Traffic > kept.Traffic
	switch percent := s.UsedPercent(); {
	case percent < 0:
	case renewed: // it may be used up again before anybody looked
		kept.TrafficWarned = 0
	case added: // of what was used by then the customer knows
		then := resale.Subscription{Traffic: s.Traffic, Used: kept.Used}
		kept.TrafficWarned = min(kept.TrafficWarned, trafficLevel(then.UsedPercent()))
	case percent <= kept.TrafficWarned-trafficBack:
		kept.TrafficWarned = trafficLevel(percent)
	}
	kept.Traffic, kept.Used = s.Traffic, s.Used
	return kept
}

// nextMemberLook says when an account is to be looked at next.
func nextMemberLook(tx *storage.Tx, m storage.Member, now time.Time) (time.Time, error) {
	zone, err := memberZone(tx, m)
	return memberNext(m, now, zone), err
}

// memberNext is once a day, at a moment of the customer's day that is the same
// each time and another for each; sooner when something is about to end. Nobody
// can look at one that wants a code each time, but to forget it.
func memberNext(m storage.Member, now time.Time, zone *time.Location) time.Time {
	if m.TwoStep {
		return memberEnd(m)
	}
	next := resale.NextHour(now, zone, customerHour, "").Add(ownMoment(m, memberSpread))
	pause := memberPause(m.Subs, now)
	if pause == 0 || !now.Add(pause).Before(next) {
		return next
	}
	soon := now.Add(pause)
	if h := soon.In(zone).Hour(); h < customerHour || h >= customerNight {
		return memberMorning(m, now, zone)
	}
	return soon
}

// memberMorning is soon after the customer's next day began.
func memberMorning(m storage.Member, now time.Time, zone *time.Location) time.Time {
	return resale.NextHour(now, zone, customerHour, "").Add(ownMoment(m, morningSpread))
}

// memberPause is how long what is about to end lets one wait, 0 when nothing is.
func memberPause(subs []storage.MemberSub, now time.Time) (pause time.Duration) {
	sooner := func(d time.Duration) {
		if pause == 0 || d < pause {
			pause = d
		}
	}
	for _, s := range subs {
		if !s.Expires.IsZero() && !s.Expires.After(now) {
			continue
		}
		if !s.Expires.IsZero() && s.Expires.Sub(now) < 24*time.Hour {
			sooner(memberEnding)
		}
		switch percent := (resale.Subscription{Traffic: s.Traffic, Used: s.Used}).UsedPercent(); {
		case percent >= 100 && s.TrafficWarned >= 100:
		case percent >= 80:
			sooner(memberNearly)
		case percent >= 60:
			sooner(memberHalf)
		}
	}
	return pause
}

// ownMoment spreads accounts over a time.
func ownMoment(m storage.Member, over time.Duration) time.Duration {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(m.Email + "\x00" + m.Panel)) // never fails
	return time.Duration(hash.Sum64()%uint64(over/time.Second)) * time.Second
}
