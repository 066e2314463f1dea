package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// resellerIntent is what the journal keeps of an act on a reseller.
type resellerIntent struct {
	New    resale.NewReseller  `json:"new,omitzero"`
	Before resale.Reseller     `json:"before,omitzero"` // before the call
	Edit   resale.ResellerEdit `json:"edit,omitzero"`
	Scopes []resale.Scope      `json:"scopes,omitempty"` // where it is looked for
}

func resellerEffects() []effect {
	return []effect{createReseller(), editReseller(), renewReseller(), toggleReseller(), deleteReseller()}
}

// onReseller is an intent about a reseller that exists, looked for wherever
// the chat's key reaches.
func (o *Ops) onReseller(ctx context.Context, act string, chat, id int64, username string) (intent, error) {
	c, err := o.panel(ctx, act, chat)
	if err != nil {
		return intent{}, err
	}
	return intent{ID: id, Username: username, Reseller: &resellerIntent{Scopes: c.scopes()}}, nil
}

// find reads the reseller as it is now, by its login or, when that is not what
// it was, by its id alone.
func (r *resellerIntent) find(ctx context.Context, c connection, in intent) (resale.Reseller, error) {
	found, err := c.FindResellerByID(ctx, in.ID, in.Username, r.Scopes...)
	if resale.CodeOf(err) == resale.NotFound {
		return c.FindResellerByID(ctx, in.ID, "", r.Scopes...)
	}
	return found, err
}

// findRenamed also looks under the new name, if the act gives one.
func (r *resellerIntent) findRenamed(ctx context.Context, c connection, in intent) (resale.Reseller, error) {
	if r.Edit.Username != nil {
		now, err := c.FindResellerByID(ctx, in.ID, *r.Edit.Username, r.Scopes...)
		if resale.CodeOf(err) != resale.NotFound {
			return now, err
		}
	}
	return r.find(ctx, c, in)
}

func readReseller(ctx context.Context, c connection, in *intent) (err error) {
	in.Reseller.Before, err = in.Reseller.find(ctx, c, *in)
	return err
}

// tell fills the outcome with what is known of the reseller.
func (r *resellerIntent) tell(out *Outcome, in intent, end result) {
	out.Reseller, out.Before = end.Reseller, r.Before.Expires
	if out.Reseller.Username == "" {
		out.Reseller = r.Before
		out.Reseller.Username = in.Username
	}
	out.Name = out.Reseller.Username
	switch {
	case r.New.Password != "":
		out.Password = secret.New(r.New.Password)
	case r.Edit.Password != nil:
		out.Password = secret.New(*r.Edit.Password)
	}
}
