package storage

import (
	"maps"

	"github.com/govalues/decimal"
)

// LowAlert is when a chat hears that the balance of an account is low.
type LowAlert struct {
	Below *decimal.Decimal `json:"below,omitempty"` // in the account's currency; nil: no alert
	Told  bool             `json:"told,omitempty"`  // the present low was told
}

// Alert gives the alert of a chat's account with a provider.
func (s Shop) Alert(provider string) LowAlert {
	if provider == shopProvider {
		return LowAlert{Below: s.LowBalance, Told: s.LowTold}
	}
	return s.Alerts[provider]
}

// SetAlert puts an alert in the place of the provider's former one.
func (s *Shop) SetAlert(provider string, a LowAlert) {
	if provider == shopProvider {
		s.LowBalance, s.LowTold = a.Below, a.Told
		return
	}
	all := maps.Clone(s.Alerts) // other copies of the row keep theirs
	if all == nil {
		all = map[string]LowAlert{}
	}
	all[provider] = a
	s.Alerts = all
}
