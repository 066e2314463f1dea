package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// longOver is how long after an end nobody is told of it any more, who was not
// told in time.
const longOver = 3 * 24 * time.Hour

// memberLook is what a look at one account goes by.
type memberLook struct {
	now     time.Time
	zone    *time.Location // the customer's
	blocked bool           // the customer cannot be written to
	store   storage.Storefront
	tell    TellStore
}

func newMemberLook(tx *storage.Tx, m storage.Member, now time.Time, tell TellStore) (k memberLook, err error) {
	k = memberLook{now: now, tell: tell}
	if k.store, _, err = tx.Storefront(m.Chat); err != nil {
		return k, err
	}
	private, _, err := tx.Chat(m.Person)
	k.blocked = private.Unreachable
	if err != nil {
		return k, err
	}
	k.zone, err = memberZone(tx, m)
	return k, err
}

// memberZone is the zone of a customer's day; that of their store when they
// chose none.
func memberZone(tx *storage.Tx, m storage.Member) (*time.Location, error) {
	place, _, err := tx.Chat(m.Person)
	if err != nil || place.Zone != "" {
		return zoneOf(place), err
	}
	place, _, err = tx.Chat(m.Chat)
	return zoneOf(place), err
}

func (k memberLook) awake() bool {
	h := k.now.In(k.zone).Hour()
	return !k.blocked && h >= customerHour && h < customerNight
}

// found keeps what was read, and tells what there is to tell.
func (k memberLook) found(tx *storage.Tx, m storage.Member, seen resale.Member) error {
	m = withReading(m, seen, k.now)
	for _, s := range seen.Subscriptions {
		for i := range m.Subs {
			if m.Subs[i].ID != s.ID {
				continue
			}
			if err := k.warn(tx, m, &m.Subs[i], s); err != nil {
				return err
			}
		}
	}
	m.Next = memberNext(m, k.now, k.zone)
	return tx.SaveMember(m)
}

// warn tells the customer, if it is time, that a subscription ends or that its
// traffic runs out.
func (k memberLook) warn(tx *storage.Tx, m storage.Member, kept *storage.MemberSub, s resale.Subscription) error {
	if !k.awake() {
		return nil
	}
	news := StoreNews{Store: k.store, Member: m, Subscription: s}
	over := !s.Expires.IsZero() && !s.Expires.After(k.now)
	if threshold, due := resale.DefaultThresholds().Due(s.Expires, k.now, k.zone, kept.Warned); due {
		kept.Warned = threshold
		news.Kind, news.Days = MemberExpiring, resale.DaysLeft(s.Expires, k.now, k.zone)
		if over {
			news.Days = min(news.Days, -1)
		}
		if k.now.Sub(s.Expires) < longOver {
			if err := k.tell(tx, news); err != nil {
				return err
			}
		}
	}
	level := trafficLevel(s.UsedPercent())
	if over || level <= kept.TrafficWarned {
		return nil
	}
	kept.TrafficWarned = level
	news.Kind, news.Percent = MemberTraffic, level
	return k.tell(tx, news)
}

// missed keeps an account that was not seen, by the reason why.
func (k memberLook) missed(tx *storage.Tx, m storage.Member, code resale.Code) error {
	switch code {
	case resale.CodeNeeded: // its customer can look, nobody else
		m.TwoStep, m.Next = true, memberEnd(m)
	case resale.WrongLogin:
		return k.refused(tx, m)
	case resale.StoreClosed, resale.OtherPanel, resale.NotConnected, resale.Refused, resale.NotFound, resale.Invalid:
		m.Next = k.now.Add(memberApart)
	case resale.NoAccount:
		m.Next = k.now.Add(memberRefused)
	default:
		m.Next = k.now.Add(memberAgain)
		return tx.SaveMember(m)
	}
	return k.keep(tx, m)
}

// refused tells the customer once that the panel takes the password no more,
// which stays: panels err.
func (k memberLook) refused(tx *storage.Tx, m storage.Member) error {
	if m.Refused {
		m.Next = k.now.Add(memberRefused)
		return k.keep(tx, m)
	}
	if !k.awake() {
		m.Next = memberMorning(m, k.now, k.zone)
		return k.keep(tx, m)
	}
	m.Refused, m.Next = true, k.now.Add(memberRefused)
	if err := tx.SaveMember(m); err != nil {
		return err
	}
	return k.tell(tx, StoreNews{Kind: MemberRefused, Store: k.store, Member: m})
}

// keep saves an account, unless nobody has seen it for so long that its password
// should lie here no more.
func (k memberLook) keep(tx *storage.Tx, m storage.Member) error {
	if k.now.Before(memberEnd(m)) {
		return tx.SaveMember(m)
	}
	return tx.DropMember(m.Key())
}

// memberEnd is when an account is forgotten that nobody sees until then.
func memberEnd(m storage.Member) time.Time { return laterOf(m.Read, m.At).Add(memberLife) }
