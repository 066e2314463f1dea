package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// FoundSMM is what a key of an SMM panel opens.
type FoundSMM struct {
	Balance  resale.Balance
	Services int
}

// CheckSMMAddress looks at the address of a panel before its key is asked for.
// PrivateAddress, NotFound and Invalid say why nothing can be connected there.
func (o *Ops) CheckSMMAddress(ctx context.Context, baseURL string) error {
	if o.Reachable == nil {
		return nil
	}
	return o.Reachable(ctx, baseURL)
}

// OpenAddress tells that a panel's address is a number in the operator's own
// network, where a key may travel in the clear.
func (o *Ops) OpenAddress(baseURL string) bool { return o.Open != nil && o.Open(baseURL) }

// CheckSMM tries a key against the SMM panel at an address, "" for the default
// one. It changes nothing and stores nothing.
func (o *Ops) CheckSMM(ctx context.Context, baseURL string, key secret.String) (f FoundSMM, err error) {
	c := o.SMM(baseURL, key)
	if f.Balance, err = c.Balance(ctx); err != nil {
		return FoundSMM{}, err
	}
	services, err := c.Services(ctx)
	f.Services = len(services)
	return f, err
}
