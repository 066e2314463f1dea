package ops

import (
	"cmp"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// ClaimNewsKind is what there is to tell of a claim.
type ClaimNewsKind string

// The news.
const (
	ClaimGranted ClaimNewsKind = "granted" // to the customer: here it is
	ClaimRefused ClaimNewsKind = "refused" // to the customer: it cannot be had; their place was given back
	OfferStuck   ClaimNewsKind = "stuck"   // to the reseller, once a day: claims wait or are refused, Claim.Code says why
	OfferTaken   ClaimNewsKind = "taken"   // to the reseller, once until Total is raised: all places are given, and nobody waits who could give one back
	ClaimEndless ClaimNewsKind = "endless" // to the reseller: it was granted, but its end could not be set for a while, and the panel bills it daily
)

// ClaimNews is something to tell of a claim. The password that the access has
// is Claim.Password.
type ClaimNews struct {
	Kind    ClaimNewsKind
	Claim   storage.Claim
	Offer   storage.Offer     // as it is now; zero when it was deleted
	Client  resale.Client     // ClaimGranted at Servex, with its links
	Account resale.VPNAccount // ClaimGranted at VPNresellers; its Expires may still be being set, Claim.Ends says what it will be
}

// TellClaim puts news into the outbox. It runs in the transaction that makes
// them true, and may run more than once.
type TellClaim func(*storage.Tx, ClaimNews) error

// claimFate is what a refusal means for a claim.
type claimFate int

const (
	claimOver    claimFate = iota
	claimRenamed           // another name may do
	claimWaits             // it may go well later
)

// claimNames is how many names are tried.
const claimNames = 5

func fateOf(code resale.Code) claimFate {
	switch code {
	case resale.Taken, resale.Busy:
		return claimRenamed
	case resale.NoFunds, resale.Unauthorized, resale.NotConnected, resale.Unavailable, resale.RateLimited, resale.Blocked, resale.Internal:
		return claimWaits
	}
	return claimOver
}

// EndClaim brings a claim to the end that its act came to: granted, with its
// link made and its delivery queued; or refused, and its place given back; or
// to be tried once more. Any other act, one that is not settled, and a claim
// that is at its end leave everything as it is.
func (o *Ops) EndClaim(tx *storage.Tx, key string, out Outcome, tell TellClaim) error {
	k, try, ok := claimOf(key)
	if !ok || !out.State.Settled() {
		return nil
	}
	c, found, err := tx.Claim(k)
	if err != nil || !found || c.State != storage.ClaimOpen || c.Try != try {
		return err
	}
	f, _, err := tx.Offer(c.Offer)
	if err != nil {
		return err
	}
	switch {
	case out.State == storage.Done && madeID(out) == 0: // by a person's word: its number is to be found
		c.Next = o.Now().UTC()
		return tx.SaveClaim(c)
	case out.State == storage.Done:
		err = o.granted(tx, c, f, out, tell)
	default:
		err = o.refused(tx, c, f, out, tell)
	}
	if err != nil {
		return err
	}
	return allGiven(tx, c, tell)
}

func (o *Ops) granted(tx *storage.Tx, c storage.Claim, f storage.Offer, out Outcome, tell TellClaim) error {
	row, _, err := tx.Entry(claimAct(c))
	if err != nil {
		return err
	}
	now, news := o.Now().UTC(), ClaimNews{Kind: ClaimGranted, Client: out.Client}
	l := ClientLink(out.Client)
	if out.VPN != nil {
		news.Account = out.VPN.Account
		l = AccountLink(out.VPN.Account)
	}
	c.State, c.Code, c.Granted, c.Next, c.Ends = storage.ClaimGranted, "", now, o.endOwed(out), madeEnd(out)
	if c.Ends.IsZero() && c.Provider == Servex {
		c.Ends = now.Add(time.Duration(c.Minutes) * time.Minute)
	}
	c.ClientID, c.Username, c.Panel = l.ClientID, l.Username, cmp.Or(row.Panel, c.Panel)
	if err := tx.SaveClaim(c); err != nil {
		return err
	}
	l.Chat, l.Thread, l.Person, l.By, l.Panel, l.Offer, l.At, l.Expires = c.Chat, c.Thread, c.Person, f.By, c.Panel, c.Offer, now, c.Ends
	if err := startLink(tx, l); err != nil {
		return err
	}
	if f.ID != "" && f.Stuck != "" {
		f.Stuck = ""
		if err := tx.SaveOffer(f); err != nil {
			return err
		}
	}
	news.Claim, news.Offer = c, f
	return tell(tx, news)
}
