package resale

import "time"

// Subscription is what a member has bought: XMPlus calls it a service. Texts
// are the panel's own, and untrusted.
type Subscription struct {
	ID, PlanID    int64
	Plan          string
	Paid, Expires time.Time // UTC; zero: there is none, or it cannot be read
	Period        Period
	Amount        Sum // of the last bill
	Online        int // devices at this moment; -1 when not known
	Devices       int // how many may be; -1 when not known, 0 when there is no limit
	Speed, Group  string
	Traffic       int64  // bytes; -1: no limit, or not known
	Used, Today   int64  // bytes; -1: not known
	ResetDays     int    // until the traffic comes back; -1 when not known
	ResetText     string // the panel's sentence about it
	Word          string // its state in the panel's word, translated: see State
	Link          string // secret: who has it uses the subscription
}

// SubscriptionState says whether a subscription can be used.
type SubscriptionState string

// The states.
const (
	SubOn      SubscriptionState = "on"
	SubExpired SubscriptionState = "expired"
	SubUsedUp  SubscriptionState = "used_up"
	SubUnclear SubscriptionState = "unclear" // the panel gave no date
)

// State is told by the dates and the traffic: the panel's word is translated
// into the panel's language.
func (s Subscription) State(now time.Time) SubscriptionState {
	switch {
	case !s.Expires.IsZero() && !now.Before(s.Expires):
		return SubExpired
	case s.Traffic > 0 && s.Used >= s.Traffic:
		return SubUsedUp
	case s.Expires.IsZero():
		return SubUnclear
	default:
		return SubOn
	}
}

// Left is how many bytes are left, -1 when there is no limit or nobody knows.
func (s Subscription) Left() int64 {
	if s.Traffic < 0 || s.Used < 0 {
		return -1
	}
	return max(s.Traffic-s.Used, 0)
}

// UsedPercent is how much of the traffic is used, 0 to 100, rounded down; -1
// when there is no limit or nobody knows.
func (s Subscription) UsedPercent() int {
	switch {
	case s.Traffic <= 0 || s.Used < 0:
		return -1
	case s.Used >= s.Traffic:
		return 100
	default:
		return int(100 * (float64(s.Used) / float64(s.Traffic)))
	}
}

// Node is one server of a subscription. URI is what apps take; it is secret.
type Node struct {
	Type string // "vless", "vmess", "trojan", "shadowsocks", perhaps others
	Name string // untrusted
	Host string
	Port int
	URI  string
}
