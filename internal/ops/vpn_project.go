package ops

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

const (
	createVPNProjectAct = "create vpn project"
	editVPNProjectAct   = "edit vpn project"
	deleteVPNProjectAct = "delete vpn project"
)

// CreateVPNProject creates a project, once. Taken: there is one of that name;
// the panel would take a second one, which nobody could tell from the first.
func (o *Ops) CreateVPNProject(ctx context.Context, a Act, n resale.NewVPNProject) (Outcome, error) {
	return o.perform(ctx, a, createVPNProject(), intent{Username: n.Name, VPN: &vpnIntent{Thing: vpnProject, Group: n}})
}

func createVPNProject() effect {
	return effect{
		name:     createVPNProjectAct,
		provider: VPNResellers,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			_, err := findVPNProject(ctx, c, in.Username)
			return freeOrTaken(createVPNProjectAct, err)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.vpn.CreateProject(ctx, in.VPN.Group)
			return ofProject(made), err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			found, err := findVPNProject(ctx, c, in.Username)
			return seenMade(ofProject(found), err)
		},
	}
}

// EditVPNProject changes a project: both of its texts are set.
func (o *Ops) EditVPNProject(ctx context.Context, a Act, id int64, n resale.NewVPNProject) (Outcome, error) {
	return o.perform(ctx, a, editVPNProject(), intent{ID: id, Username: n.Name, VPN: &vpnIntent{Thing: vpnProject, Group: n}})
}

func editVPNProject() effect {
	return effect{
		name:       editVPNProjectAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPNProject,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			n := in.VPN.Group
			return ofProject(resale.VPNProject{ID: in.ID, Name: n.Name, Description: n.Description}), c.vpn.EditProject(ctx, in.ID, n)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := c.vpn.Project(ctx, in.ID)
			return seenSet(ofProject(now), now.Name == in.VPN.Group.Name && now.Description == in.VPN.Group.Description, err)
		},
	}
}

// DeleteVPNProject removes a project, once. Invalid with the panel's reason:
// there are customers in it.
func (o *Ops) DeleteVPNProject(ctx context.Context, a Act, id int64, name string) (Outcome, error) {
	return o.perform(ctx, a, deleteVPNProject(), intent{ID: id, Username: name, VPN: &vpnIntent{Thing: vpnProject}})
}

func deleteVPNProject() effect {
	return effect{
		name:       deleteVPNProjectAct,
		provider:   VPNResellers,
		repeatable: true,
		prepare:    readVPNProject,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return ofProject(in.VPN.Project), c.vpn.DeleteProject(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			_, err := c.vpn.Project(ctx, in.ID)
			return seenGone(ofProject(in.VPN.Project), err)
		},
	}
}

func readVPNProject(ctx context.Context, c connection, in *intent) (err error) {
	in.VPN.Project, err = c.vpn.Project(ctx, in.ID)
	return err
}

func findVPNProject(ctx context.Context, c connection, name string) (resale.VPNProject, error) {
	return pickVPN(ctx, c.vpn.Projects, func(p resale.VPNProject) bool { return strings.EqualFold(p.Name, name) })
}

func ofProject(p resale.VPNProject) result { return result{VPN: &vpnResult{Project: p}} }
