package ops

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// intent is what a journal row keeps of an act: enough to make the call, and to
// find out later whether it took effect. It lies sealed.
type intent struct {
	New      resale.NewClient  `json:"new,omitzero"`
	ID       int64             `json:"id,omitempty"`
	Username string            `json:"username"` // of a category: its name
	Days     int               `json:"days,omitempty"`
	Before   resale.Client     `json:"before,omitzero"` // the client before the call
	Want     bool              `json:"want,omitempty"`  // suspended or not
	Yes      bool              `json:"yes,omitempty"`   // the panel said that it did it, but does not show it
	Edit     resale.ClientEdit `json:"edit,omitzero"`

	Reseller *resellerIntent `json:"reseller,omitempty"` // set when it is about a reseller
	Category *categoryIntent `json:"category,omitempty"` // set when it is about a category
	Order    *orderIntent    `json:"order,omitempty"`    // set when it is about orders
	VPN      *vpnIntent      `json:"vpn,omitempty"`      // set when it is at VPNresellers
	XM       *xmIntent       `json:"xm,omitempty"`       // set when it is a customer's, at XMPlus
	Host     *hostIntent     `json:"host,omitempty"`     // set when it is at a hosting panel
}

// result is what a journal row keeps of how an act ended.
type result struct {
	Client   resale.Client   `json:"client,omitzero"`
	Reseller resale.Reseller `json:"reseller,omitzero"`
	Category resale.Category `json:"category,omitzero"`
	Order    *orderResult    `json:"order,omitempty"`
	VPN      *vpnResult      `json:"vpn,omitempty"`
	Bill     *billResult     `json:"bill,omitempty"`
	Host     *hostResult     `json:"host,omitempty"`
	After    time.Time       `json:"after,omitzero"`
	Detail   string          `json:"detail,omitempty"`
	Wait     time.Duration   `json:"wait,omitempty"`
	Adopted  bool            `json:"adopted,omitempty"`
	Yes      bool            `json:"-"` // with Unknown: see intent.Yes
}

// verdict is what a look at the panel says about a call whose answer was lost.
type verdict int

const (
	absent  verdict = iota // it did not take effect, so far
	present                // it did
	unclear                // something else happened
)

// effect is one kind of act.
type effect struct {
	name     string
	provider string
	// prepare reads, before the first call, what a look compares with, and
	// refuses what cannot go well. It runs under the client's lock: read
	// sooner, an earlier act's doing would be taken for this one's.
	prepare func(ctx context.Context, c connection, in *intent) error
	// call makes the change, once.
	call func(ctx context.Context, c connection, in intent) (result, error)
	// look finds out whether it was made. called is when the call was begun.
	look func(ctx context.Context, c connection, in intent, called time.Time) (verdict, result, error)
	// repeatable: a second call does no harm, even while the first one is
	// still at work, so there is no need to wait for it.
	repeatable bool
	// once: it is called at most once. A look that finds nothing done leaves it
	// open for a while, and then it counts as refused.
	once bool
	// within is how long after it was wanted the first call may be made; 0:
	// whenever the panel can be reached.
	within time.Duration
	// already gives the end of an act that needs no call, by what prepare
	// read; "" for none. nil: each needs one.
	already func(in intent) (s storage.State, code resale.Code, r result)
	// until is how long after it was wanted a call whose answer was lost is
	// looked for, and made again, before it counts as refused; 0: always.
	until time.Duration
	// settled does, in the settling transaction, what follows the end; unless
	// nil. It may run more than once. The intent still has its password.
	settled func(tx *storage.Tx, row storage.Entry, in intent, r result, out *Outcome) error
}

func readBefore(ctx context.Context, c connection, in *intent) (err error) {
	in.Before, err = c.FindClient(ctx, in.ID, in.Username)
	return err
}

// refind reads a client as it is now, by the names that it may bear or, when
// it was renamed meanwhile, by its id alone.
func refind(ctx context.Context, c connection, in intent) (resale.Client, error) {
	for _, name := range in.names() {
		found, err := c.FindClient(ctx, in.ID, name)
		if resale.CodeOf(err) != resale.NotFound {
			return found, err
		}
	}
	return c.FindRenamed(ctx, in.ID)
}

// effects lists the acts by the name that journal rows bear.
func (o *Ops) effects() map[string]effect {
	all := map[string]effect{}
	clients := []effect{createClient(), renewClient(), suspendClient(), editClient(), deleteClient()}
	for _, e := range slices.Concat(clients, resellerEffects(), categoryEffects(), o.orderEffects(), o.vpnEffects(), o.xmEffects(), o.hostEffects()) {
		all[e.name] = e
	}
	return all
}

// blind tells that no look can show whether the act took effect.
func (in intent) blind() bool {
	return in.Edit.Password != nil || in.Reseller != nil && in.Reseller.Edit.Password != nil || in.VPN != nil && in.VPN.Thing == vpnPassword
}

// kind is what the act is about: a client and a reseller of the same name are
// two.
func (in intent) kind() string {
	switch {
	case in.Reseller != nil:
		return "reseller"
	case in.Category != nil:
		return "category"
	case in.Order != nil && in.Order.places():
		return "order"
	case in.Order != nil:
		return "placed order"
	case in.VPN != nil:
		return string(in.VPN.Thing)
	case in.XM != nil:
		return string(in.XM.Thing)
	case in.Host != nil:
		return "host record"
	}
	return "client"
}

// lockName is the same wherever the same thing is meant: an id counts at an
// address, whoever asks; a name only among those who share a key.
func (in intent) lockName(provider, base, panel string) string {
	if in.Order != nil { // one at a time, for they share a balance
		return panel + "/" + in.kind()
	}
	if in.Host != nil {
		return in.Host.lockName(provider, base, panel)
	}
	thing := in.kind()
	if in.VPN != nil {
		thing = in.VPN.lockThing()
	}
	if in.ID != 0 {
		return provider + "/" + base + "/" + thing + "/" + strconv.FormatInt(in.ID, 10)
	}
	return panel + "/" + thing + "/" + strings.ToLower(in.Username)
}

// names are those that the client may bear, the likeliest first.
func (in intent) names() []string {
	if in.Edit.Username != nil {
		return []string{*in.Edit.Username, in.Username}
	}
	return []string{in.Username}
}
