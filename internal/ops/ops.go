// Package ops holds the acts: what the business does at a provider, and the
// journal that makes each of them happen once. It is the only code that uses
// storage and a provider together.
package ops

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// The providers' names in accounts and journal rows.
const (
	Servex       = "servex"
	SMM          = "smm"
	VPNResellers = "vpnresellers"
	XMPlus       = "xmplus"
	WHMDC        = "whmdc"
)

// Act names an effect. The same key is the same effect, however often it is
// asked for.
type Act struct {
	Key    string
	Place  chat.Place
	Person int64
	Lang   string
}

// Outcome is how an act ended, or that it is not known yet.
type Outcome struct {
	Act      string
	State    storage.State // Done, Refused or Unknown
	Code     resale.Code   // of what was refused or unknown
	Detail   string        // the provider's own words; untrusted text
	Wait     time.Duration // with RateLimited
	Name     string        // of what it is about
	Client   resale.Client // as it was last seen
	Reseller resale.Reseller
	Category resale.Category
	Order    *OrderOutcome   // set by acts about orders
	VPN      *VPNOutcome     // set by acts at VPNresellers
	Invoice  *InvoiceOutcome // set by acts about invoices
	Host     *HostOutcome    // set by acts at a hosting panel
	News     *StoreNews      // in the transaction that settles: what a store's reseller is yet to be told
	Password secret.String   // that was set here
	Before   time.Time       // renewals: the old expiry
	After    time.Time       // renewals: the new expiry
	Days     int             // renewals: how many were asked for
	Adopted  bool            // found done after its answer was lost
	Resumed  bool            // of a request's renewal: it was stopped, and can connect again
	Resuming bool            // the same, when that is yet to be done
	Turning  bool            // a test that was renewed, and is yet to be made a paid client
}

// Err gives a refusal as an error, for screens that have a sentence for each code.
func (o Outcome) Err() error {
	if o.State == storage.Done {
		return nil
	}
	return &resale.Error{Act: o.Act, Code: o.Code, Detail: o.Detail, Wait: o.Wait}
}

// Config is what Ops needs.
type Config struct {
	Store        *storage.Store
	Servex       func(baseURL string, key secret.String) *servex.Client
	SMM          func(baseURL string, key secret.String) *smm.Client
	VPNResellers func(baseURL string, key secret.String) *vpnresellers.Client
	XMPlus       func(baseURL string, key secret.String, zone *time.Location) *xmplus.Client // zone: of the panel's times, nil for UTC
	WHMDC        func(baseURL string, key secret.String) *whmdc.Client
	Hooks        string                                          // the public address that hosting panels' webhooks reach the bot at, without a slash at its end; "": none does
	Reachable    func(ctx context.Context, baseURL string) error // an address that a person gave, see CheckSMMAddress; nil: any is
	Open         func(baseURL string) bool                       // an address that a key may be sent to in the clear, see OpenAddress; nil: none is
	Now          func() time.Time                                // default time.Now
	Log          *slog.Logger
	SettleAfter  time.Duration // how long a call whose answer was lost may still be at work; default 30 s
}

// Ops acts for chats. It is safe for concurrent use.
type Ops struct {
	Config
	locks      *locks
	listings   listings
	balances   balances
	catalogues catalogues
	favourites favouriteLooks
	samples    rota
	tracking   tracking
	claiming   *claiming
	invoicing  *claiming
	places     keptLists
	hosts      hostSeen
	choices    choices
	tries      tries
	seen       seenMembers
	members    tracking
	hooked     chan struct{} // has a value when a webhook waits
}

// New makes an Ops.
func New(c Config) *Ops {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.SettleAfter == 0 {
		c.SettleAfter = 30 * time.Second
	}
	return &Ops{
		Config: c, locks: newLocks(),
		listings:   listings{kept: map[string]Listing{}, changes: map[string][]listChange{}},
		balances:   balances{kept: map[string]keptBalance{}},
		catalogues: catalogues{kept: map[string]catalogue{}, failed: map[string]failure{}},
		favourites: favouriteLooks{rota: rota{every: favouritesEvery}, seen: map[string]seenPanel{}},
		samples:    rota{every: samplesEvery},
		tracking:   newTracking(),
		claiming:   newClaiming(),
		invoicing:  newClaiming(),
		places:     keptLists{kept: map[string]keptList{}},
		hosts:      hostSeen{kept: map[string]hostSight{}},
		choices:    choices{kept: map[string]choice{}, acts: map[string]int{}},
		tries:      tries{made: map[string][]time.Time{}},
		seen:       seenMembers{kept: map[storage.MemberKey]seenMember{}},
		members:    newTracking(),
		hooked:     make(chan struct{}, 1),
	}
}

func detailOf(err error) (detail string, wait time.Duration) {
	if e, ok := errors.AsType[*resale.Error](err); ok {
		return e.Detail, e.Wait
	}
	return "", 0
}
