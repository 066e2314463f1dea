package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// CreateVPNCustomer creates a customer, once. Taken: somebody has that address.
func (o *Ops) CreateVPNCustomer(ctx context.Context, a Act, n resale.NewVPNCustomer) (Outcome, error) {
	return Outcome{}, errNotReady
}

// EditVPNCustomer changes a customer; name is for people.
func (o *Ops) EditVPNCustomer(ctx context.Context, a Act, id int64, name string, e resale.VPNCustomerEdit) (Outcome, error) {
	return Outcome{}, errNotReady
}

// DeleteVPNCustomer removes a customer, once. Invalid with the panel's reason:
// there are accounts of theirs.
func (o *Ops) DeleteVPNCustomer(ctx context.Context, a Act, id int64, name string) (Outcome, error) {
	return Outcome{}, errNotReady
}
