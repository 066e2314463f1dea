package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// vpnThing is what an act at VPNresellers is about. Those on one account that
// have nothing to do with each other do not wait for each other.
type vpnThing string

const (
	vpnAccount  vpnThing = "vpn account"
	vpnExpiry   vpnThing = "vpn expiry"
	vpnState    vpnThing = "vpn state"
	vpnPassword vpnThing = "vpn password"
	vpnRemoval  vpnThing = "vpn removal"
	vpnCustomer vpnThing = "vpn customer"
	vpnProject  vpnThing = "vpn project"
)

// vpnIntent is what the journal keeps of an act at VPNresellers.
type vpnIntent struct {
	Thing    vpnThing             `json:"thing"`
	New      resale.NewVPNAccount `json:"new,omitzero"`
	Until    time.Time            `json:"until,omitzero"`
	Owed     bool                 `json:"owed,omitempty"` // the end of a sold account: billed daily until it is set
	Password string               `json:"password,omitempty"`
	Before   resale.VPNAccount    `json:"before,omitzero"` // the account before the call

	Customer resale.VPNCustomer     `json:"customer,omitzero"` // before the call
	Person   resale.NewVPNCustomer  `json:"person,omitzero"`   // a customer to create
	Edit     resale.VPNCustomerEdit `json:"edit,omitzero"`
	Project  resale.VPNProject      `json:"project,omitzero"` // before the call
	Group    resale.NewVPNProject   `json:"group,omitzero"`   // a project to create, or its new texts
}

// vpnResult is what the journal keeps of how an act at VPNresellers ended.
type vpnResult struct {
	Account  resale.VPNAccount  `json:"account,omitzero"`
	Customer resale.VPNCustomer `json:"customer,omitzero"`
	Project  resale.VPNProject  `json:"project,omitzero"`
	Why      resale.Code        `json:"why,omitempty"` // of what is owed: why the last call failed
}

// VPNOutcome is what an Outcome says of an act at VPNresellers.
type VPNOutcome struct {
	Account    resale.VPNAccount // as it was last seen
	Password   secret.String     // that was set here
	Until      time.Time         // sales and expiries: the end that was asked for; zero: it renews itself
	ExpiryOpen bool              // sold, its end is not set yet: billed daily until then, being retried
	Why        resale.Code       // with ExpiryOpen: what the panel said to the last try, NoFunds for example
	Customer   resale.VPNCustomer
	Project    resale.VPNProject
}

// owed tells that the act must be done whatever the panel says today.
func (in intent) owed() bool { return in.VPN != nil && in.VPN.Owed }

// newest tells of acts that set one thing anew and leave nothing to tell of the
// ones before: the newest counts. A renewal builds on the one before.
func (in intent) newest() bool {
	if in.extends() {
		return false
	}
	if in.VPN != nil {
		return in.VPN.Thing == vpnExpiry || in.VPN.Thing == vpnState || in.VPN.Thing == vpnPassword
	}
	return in.blind()
}

// lockThing is the same for all that is done to one account.
func (in *vpnIntent) lockThing() string {
	switch in.Thing {
	case vpnCustomer, vpnProject:
		return string(in.Thing)
	default:
		return string(vpnAccount)
	}
}

// tell fills the outcome with what is known.
func (in *vpnIntent) tell(out *Outcome, all intent, end result) {
	r := vpnResult{}
	if end.VPN != nil {
		r = *end.VPN
	}
	v := &VPNOutcome{Account: r.Account, Until: in.Until, Customer: r.Customer, Project: r.Project, Why: r.Why}
	if v.Account.ID == 0 {
		v.Account = in.Before
	}
	if v.Account.Username == "" && in.lockThing() == string(vpnAccount) {
		v.Account.ID, v.Account.Username = all.ID, all.Username
	}
	if v.Customer.ID == 0 {
		v.Customer = in.Customer
	}
	if v.Project.ID == 0 {
		v.Project = in.Project
	}
	if in.New.Password != "" {
		v.Password = secret.New(in.New.Password)
	} else if in.Password != "" {
		v.Password = secret.New(in.Password)
	}
	out.VPN, out.Name = v, all.Username
	out.Before, out.After, out.Days = in.Before.Expires, v.Account.Expires, all.Days
}
