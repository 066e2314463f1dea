package ops

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

const (
	createVPNCustomerAct = "create vpn customer"
	editVPNCustomerAct   = "edit vpn customer"
	deleteVPNCustomerAct = "delete vpn customer"
)

// CreateVPNCustomer creates a customer, once. Taken: a customer of ours has
// that address; Invalid with the panel's reason: somebody else's has.
func (o *Ops) CreateVPNCustomer(ctx context.Context, a Act, n resale.NewVPNCustomer) (Outcome, error) {
	return o.perform(ctx, a, createVPNCustomer(), intent{Username: n.Email, VPN: &vpnIntent{Thing: vpnCustomer, Person: n}})
}

func createVPNCustomer() effect {
	return effect{
		name:     createVPNCustomerAct,
		provider: VPNResellers,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			_, err := findVPNCustomer(ctx, c, in.Username)
			return freeOrTaken(createVPNCustomerAct, err)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.vpn.CreateCustomer(ctx, in.VPN.Person)
			return ofCustomer(made), err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			found, err := findVPNCustomer(ctx, c, in.Username)
			return seenMade(ofCustomer(found), err)
		},
	}
}

// EditVPNCustomer changes a customer; name is for people. The values are
// absolute, so setting them twice does no harm.
func (o *Ops) EditVPNCustomer(ctx context.Context, a Act, id int64, name string, e resale.VPNCustomerEdit) (Outcome, error) {
	return o.perform(ctx, a, editVPNCustomer(), intent{ID: id, Username: name, VPN: &vpnIntent{Thing: vpnCustomer, Edit: e}})
}

func editVPNCustomer() effect {
	return effect{
		name:       editVPNCustomerAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPNCustomer,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return ofCustomer(in.VPN.edited()), c.vpn.EditCustomer(ctx, in.ID, in.VPN.Edit)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.vpn.Customer(ctx, in.ID)
			e := in.VPN.Edit
			same := same(e.FirstName, now.FirstName) && same(e.LastName, now.LastName) && (e.Email == nil || strings.EqualFold(*e.Email, now.Email))
			return seenSet(ofCustomer(now), same, err)
		},
	}
}

// edited is the customer as it is after the edit.
func (in *vpnIntent) edited() resale.VPNCustomer {
	c := in.Customer
	for _, field := range []struct{ to, from *string }{{&c.FirstName, in.Edit.FirstName}, {&c.LastName, in.Edit.LastName}, {&c.Email, in.Edit.Email}} {
		if field.from != nil {
			*field.to = *field.from
		}
	}
	return c
}

// DeleteVPNCustomer removes a customer, once. Invalid with the panel's reason:
// there are accounts of theirs.
func (o *Ops) DeleteVPNCustomer(ctx context.Context, a Act, id int64, name string) (Outcome, error) {
	return o.perform(ctx, a, deleteVPNCustomer(), intent{ID: id, Username: name, VPN: &vpnIntent{Thing: vpnCustomer}})
}

func deleteVPNCustomer() effect {
	return effect{
		name:       deleteVPNCustomerAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPNCustomer,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return ofCustomer(in.VPN.Customer), c.vpn.DeleteCustomer(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			_, err := c.vpn.Customer(ctx, in.ID)
			return seenGone(ofCustomer(in.VPN.Customer), err)
		},
	}
}

func readVPNCustomer(ctx context.Context, c connection, in *intent) (err error) {
	in.VPN.Customer, err = c.vpn.Customer(ctx, in.ID)
	return err
}

func findVPNCustomer(ctx context.Context, c connection, email string) (resale.VPNCustomer, error) {
	return pickVPN(ctx, c.vpn.Customers, func(p resale.VPNCustomer) bool { return strings.EqualFold(p.Email, email) })
}

func ofCustomer(c resale.VPNCustomer) result { return result{VPN: &vpnResult{Customer: c}} }
