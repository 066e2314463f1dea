package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// VPNOutcome is what an Outcome says of an act at VPNresellers.
type VPNOutcome struct {
	Account    resale.VPNAccount // as it was last seen
	Password   secret.String     // that was set here
	Until      time.Time         // sales and expiries: the end that was asked for; zero: it renews itself
	ExpiryOpen bool              // sold, its end is not set yet: billed daily until then, being retried
	Customer   resale.VPNCustomer
	Project    resale.VPNProject
}
