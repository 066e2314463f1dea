package sandbox

// VPNQuirks are the ways in which the panel may differ from its
// documentation. The zero value answers as documented. Sections are those of
// the notes on providers: 4.3 endpoints, 4.4 billing, 4.5 errors, 4.6 traps.
type VPNQuirks struct {
	// 4.5 and 4.6, every answer.

	NoCode   bool // without "code"; the documented list of servers has none either
	Trailing bool // text after the JSON
	OnlyJSON bool // configurations answer 406 unless Accept is exactly one of the two documented
	Forbids  bool // 403 for what belongs to another reseller; documented texts know only 404

	// 4.3, accounts.

	Balance        VPNScalar // of the profile; documented as a string
	Dates          VPNDates  // of accounts
	Expired        VPNExpired
	UsernameFilter VPNFilter // ?username= of the list of accounts, undocumented
	PageSize       int       // per_page is ignored and pages have that many; 0: 15, or up to 100 when asked
	NewestFirst    bool      // accounts; by id otherwise
	FutureExpiry   bool      // an expiry that is not after today is refused
	Validate       VPNValidate
	BasicNames     bool // all of un/accounts needs Basic authentication, not show alone

	// 4.3, servers and configurations.

	Capacity     VPNScalar // of servers; documented as a number, its meaning is not
	PagedServers bool      // servers and vless-servers come in pages
	PortFlags    bool      // default is true or false; documented as 1 and 0
	VLESS        VPNVLESS
	Profile      VPNProfile
	Branded      bool // 4.6.7: file names and remarks of configurations name the supplier too; hosts always do

	// 4.3, customers and projects.

	Create VPNCreate

	// 4.4.

	Broke         VPNBroke // what is refused when the balance is out
	BillsDisabled bool     // a disabled account costs as before
}

// VPNScalar is how a value is written.
type VPNScalar string

// The ways to write a value; "" is as documented.
const (
	VPNNumber  VPNScalar = "number"
	VPNString  VPNScalar = "string"
	VPNNull    VPNScalar = "null"
	VPNMissing VPNScalar = "missing"
)

// VPNDates is how the dates of accounts are written.
type VPNDates string

// The ways; "" is 2023-04-18T00:00:00.000000Z for expired_at and
// 2017-03-28 17:44:21 for the rest.
const (
	VPNDatesISO    VPNDates = "iso"    // all 2023-04-18T00:00:00.000000Z
	VPNDatesPlain  VPNDates = "plain"  // all 2017-03-28 17:44:21
	VPNDatesDay    VPNDates = "day"    // expired_at is 2023-04-18
	VPNDatesOffset VPNDates = "offset" // all 2023-04-18T00:00:00+00:00
)

// VPNExpired is the status of an account whose expiry has passed.
type VPNExpired string

// The statuses; "" says Active, as before.
const (
	VPNExpiredDisabled VPNExpired = "Disabled"
	VPNExpiredStatus   VPNExpired = "Expired"
)

// VPNFilter is what the list of accounts does with ?username=.
type VPNFilter string

// What it does; "" ignores it.
const (
	VPNFilterExact VPNFilter = "exact"
	VPNFilterPart  VPNFilter = "part"
)

// VPNValidate is where accounts are validated.
type VPNValidate string

// The places; "" is both. The other one answers 404.
const (
	VPNValidateBare    VPNValidate = "bare"    // accounts/validate
	VPNValidateAccount VPNValidate = "account" // accounts/{account}/validate
)

// VPNVLESS is how a VLESS configuration is answered.
type VPNVLESS string

// The ways; "" is {"data":{"content","name"}}.
const (
	VPNVLESSLink   VPNVLESS = "link"   // {"data":"vless://…"}
	VPNVLESSBare   VPNVLESS = "bare"   // vless://… and nothing else
	VPNVLESSAbsent VPNVLESS = "absent" // 404, and for vless-servers too
)

// VPNProfile is how an OpenVPN profile is written.
type VPNProfile string

// The ways; "" has comp-lzo, auth-user-pass, ca ca.crt and an inline <ca>.
const (
	VPNProfileOld     VPNProfile = "old"     // keysize 256 and fragment 0 too, which OpenVPN 2.6 refuses
	VPNProfilePrinted VPNProfile = "printed" // old, and as the documentation prints it: an indented certificate, which OpenVPN cannot read
	VPNProfileCRLF    VPNProfile = "crlf"    // lines end as on Windows
	VPNProfileInline  VPNProfile = "inline"  // no ca ca.crt and no comp-lzo; host, port and protocol in one remote line
	VPNProfileFile    VPNProfile = "file"    // ca ca.crt only: no certificate in it
)

// VPNCreate is where customers and projects are created.
type VPNCreate string

// The places; "" is the collection. The other one answers 405.
const (
	VPNCreateDocumented VPNCreate = "documented" // POST customers/{customer}, projects/{project}, with anything there
	VPNCreateBoth       VPNCreate = "both"
)

// VPNBroke is what a balance below a day's price refuses with 402.
type VPNBroke string

// What it refuses; "" is every operation whose documentation lists 402: all
// of accounts, configurations and servers, reads too.
const (
	VPNBrokeCreate VPNBroke = "create" // new accounts only
	VPNBrokeAll    VPNBroke = "all"    // the profile, ports, customers and projects too
)

// Quirk makes the panel differ in that way from now on. Days until now are
// billed as before.
func (p *VPNPanel) Quirk(q VPNQuirks) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.billDue(p.now())
	p.quirks = q
	for _, a := range p.state.accounts {
		if q.costs(a) {
			p.resume(a)
		}
	}
	p.changed()
}
