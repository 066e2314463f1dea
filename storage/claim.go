package storage

import (
	"errors"
	"time"
)

// ClaimState is how far a claim came.
type ClaimState string

// The states of a claim.
const (
	ClaimOpen      ClaimState = "open"      // its place is taken; it is being made, or it is not known whether it was
	ClaimGranted   ClaimState = "granted"   // it was made
	ClaimRefused   ClaimState = "refused"   // the panel surely said no: its place was given back
	ClaimStopped   ClaimState = "stopped"   // by the reseller
	ClaimForgotten ClaimState = "forgotten" // its person asked to be forgotten: a bare mark that they had it
)

// Claim is one person's taking of an offer.
type Claim struct {
	Offer  string `json:"offer"`
	Person int64  `json:"person"`
	N      int    `json:"n"`             // the person's Nth of this offer, from 1
	Act    string `json:"act,omitempty"` // the key of the act that claimed it

	Chat     int64      `json:"chat"` // the reseller's
	Thread   int        `json:"thread,omitempty"`
	Name     string     `json:"name,omitempty"` // the customer's
	Lang     string     `json:"lang,omitempty"` // the customer's
	Provider string     `json:"provider"`
	Panel    string     `json:"panel,omitempty"` // see PanelOf; needed while Next is set
	Category int64      `json:"category,omitempty"`
	Minutes  int        `json:"minutes,omitempty"`
	Devices  int        `json:"devices,omitempty"`
	Days     int        `json:"days,omitempty"`
	State    ClaimState `json:"state"`
	Code     string     `json:"code,omitempty"` // a resale.Code: why it was refused, or waits

	Try      int       `json:"try,omitempty"`   // how many acts for it were refused: each has a key of its own
	Named    int       `json:"named,omitempty"` // how many of them because the name was taken
	Username string    `json:"username,omitempty"`
	Password string    `json:"password,omitempty"`
	ClientID int64     `json:"client_id,omitempty"` // of the client or account, once granted
	Until    time.Time `json:"until,omitzero"`      // the end of a VPNresellers account that is asked for
	Ends     time.Time `json:"ends,omitzero"`       // as it was last read

	At      time.Time `json:"at"` // filled in when zero
	Granted time.Time `json:"granted,omitzero"`
	Next    time.Time `json:"next,omitzero"` // when it is taken up; zero when it came to its end
}

// ClaimKey says which claim it is.
type ClaimKey struct {
	Offer  string
	Person int64
	N      int
}

const claimKeyLength = offerIDLength + 8 + 8

// Key names the claim.
func (c Claim) Key() ClaimKey { return ClaimKey{Offer: c.Offer, Person: c.Person, N: c.N} }

func (k ClaimKey) bytes() []byte { return join([]byte(k.Offer), intKey(k.Person), intKey(int64(k.N))) }

// HasPlace tells whether the claim takes one of its offer's places.
func (c Claim) HasPlace() bool { return c.State != ClaimRefused }

// indexes are the rows that lead to a claim; none to the zero Claim.
func (c Claim) indexes() map[bucket][]byte {
	if c.Offer == "" {
		return nil
	}
	row := c.Key().bytes()
	all := map[bucket][]byte{
		claimChat:   join(intKey(c.Chat), row),
		claimPerson: join(intKey(c.Person), row),
		claimListed: join([]byte(c.Offer), timeKey(c.At), row[offerIDLength:]),
	}
	if c.ClientID != 0 {
		all[claimClient] = join(linkPrefix(c.Chat, c.Provider, c.ClientID), row)
	}
	if !c.Next.IsZero() {
		all[claimDue] = join([]byte(c.Panel), timeKey(c.Next), row)
	}
	return all
}

// Claim gives a person's nth claim of an offer, and whether there is one.
func (tx *Tx) Claim(key ClaimKey) (Claim, bool, error) {
	if len(key.Offer) != offerIDLength {
		return Claim{}, false, nil
	}
	return load[Claim](tx, claimRows, key.bytes())
}

// SaveClaim puts a claim in the place of its key's former row.
func (tx *Tx) SaveClaim(c Claim) error {
	if len(c.Offer) != offerIDLength || c.N < 1 || !c.Next.IsZero() && len(c.Panel) != panelLength {
		return errors.New("save claim: no offer, number or panel")
	}
	was, _, err := tx.Claim(c.Key())
	if err != nil {
		return err
	}
	if c.At.IsZero() {
		c.At = tx.now()
	}
	c.Until, c.Ends, c.At, c.Granted, c.Next = c.Until.UTC(), c.Ends.UTC(), c.At.UTC(), c.Granted.UTC(), c.Next.UTC()
	if err := tx.changeIndexes(was.indexes(), c.indexes()); err != nil {
		return err
	}
	return save(tx, claimRows, c.Key().bytes(), c)
}

func (tx *Tx) dropClaim(key []byte) error {
	was, found, err := load[Claim](tx, claimRows, key)
	if err != nil || !found {
		return err
	}
	if err := tx.changeIndexes(was.indexes(), nil); err != nil {
		return err
	}
	return tx.drop(claimRows, key)
}
