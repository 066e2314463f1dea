package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// StoreNewsKind is what is told unasked about a store's accounts.
type StoreNewsKind string

// The news.
const (
	NewMember      StoreNewsKind = "new_member"      // the reseller: somebody registered or logged in for the first time
	StoreSummary   StoreNewsKind = "summary"         // the reseller
	StoreRefused   StoreNewsKind = "store_refused"   // the reseller: the panel refuses the key, or speaks another API by now
	StoreUnseen    StoreNewsKind = "store_unseen"    // the reseller: the panel has not answered for long
	StoreBack      StoreNewsKind = "store_back"      // the reseller, who was told one of those: the panel answers again
	MemberExpiring StoreNewsKind = "member_expiring" // the customer: a subscription ends
	MemberTraffic  StoreNewsKind = "member_traffic"  // the customer: a subscription's traffic runs out
	MemberRefused  StoreNewsKind = "member_refused"  // the customer: the panel takes the password no more
)

// ForReseller tells whether the news are for the store's chat; all others are
// for the customer's private one.
func (k StoreNewsKind) ForReseller() bool {
	return k == NewMember || k == StoreSummary || k == StoreRefused || k == StoreUnseen || k == StoreBack
}

// StoreNews is something to tell about a store's accounts.
type StoreNews struct {
	Kind         StoreNewsKind
	Store        storage.Storefront
	Member       storage.Member      // of news about an account
	Called       string              // NewMember: the customer's name in Telegram; untrusted text
	Registered   bool                // NewMember: the account was made here
	Subscription resale.Subscription // MemberExpiring, MemberTraffic: as it was just read
	Days         int                 // MemberExpiring: calendar days left, negative when it is past
	Percent      int                 // MemberTraffic: of the traffic that was reached: 80, 95 or 100
	Summary      Summary             // StoreSummary
	Since        time.Time           // StoreRefused, StoreUnseen, StoreBack: since when the invoices could not be seen
}

// TellStore puts news into the outbox. It runs in the transaction that makes
// them true, and may run more than once.
type TellStore func(*storage.Tx, StoreNews) error

// Summary is what became of a store since the last one.
type Summary struct {
	Day     string       // of the chat, "2006-01-02"
	Members int          // all of them
	New     int          // of them
	Made    int          // invoices
	Paid    int          // invoices
	Sums    []resale.Sum // paid, by unit
	Unpaid  int          // open now
	Stuck   int          // paid and not delivered, now
}
