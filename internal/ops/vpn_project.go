package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// CreateVPNProject creates a project, once. Taken: there is one of that name;
// the panel would take a second one, which nobody could tell from the first.
func (o *Ops) CreateVPNProject(ctx context.Context, a Act, n resale.NewVPNProject) (Outcome, error) {
	return Outcome{}, errNotReady
}

// EditVPNProject changes a project: both of its texts are set.
func (o *Ops) EditVPNProject(ctx context.Context, a Act, id int64, n resale.NewVPNProject) (Outcome, error) {
	return Outcome{}, errNotReady
}

// DeleteVPNProject removes a project, once. Invalid with the panel's reason:
// there are customers in it.
func (o *Ops) DeleteVPNProject(ctx context.Context, a Act, id int64, name string) (Outcome, error) {
	return Outcome{}, errNotReady
}
