package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// intent is what a journal row keeps of an act: enough to make the call, and to
// find out later whether it took effect. It lies sealed.
type intent struct {
	New      resale.NewClient  `json:"new,omitzero"`
	ID       int64             `json:"id,omitempty"`
	Username string            `json:"username"` // of a category: its name
	Days     int               `json:"days,omitempty"`
	Before   resale.Client     `json:"before,omitzero"` // the client before the call
	Want     bool              `json:"want,omitempty"`  // suspended or not
	Edit     resale.ClientEdit `json:"edit,omitzero"`

	Reseller *resellerIntent `json:"reseller,omitempty"` // set when it is about a reseller
	Category *categoryIntent `json:"category,omitempty"` // set when it is about a category
}

// result is what a journal row keeps of how an act ended.
type result struct {
	Client   resale.Client   `json:"client,omitzero"`
	Reseller resale.Reseller `json:"reseller,omitzero"`
	Category resale.Category `json:"category,omitzero"`
	After    time.Time       `json:"after,omitzero"`
	Detail   string          `json:"detail,omitempty"`
	Wait     time.Duration   `json:"wait,omitempty"`
	Adopted  bool            `json:"adopted,omitempty"`
}

// verdict is what a look at the panel says about a call whose answer was lost.
type verdict int

const (
	absent  verdict = iota // it did not take effect, so far
	present                // it did
	unclear                // something else happened
)

// effect is one kind of act.
type effect struct {
	name string
	// prepare reads, before the first call, what a look compares with, and
	// refuses what cannot go well. It runs under the client's lock: read
	// sooner, an earlier act's doing would be taken for this one's.
	prepare func(ctx context.Context, c *servex.Client, in *intent) error
	// call makes the change, once.
	call func(ctx context.Context, c *servex.Client, in intent) (result, error)
	// look finds out whether it was made. called is when the call was begun.
	look func(ctx context.Context, c *servex.Client, in intent, called time.Time) (verdict, result, error)
	// repeatable: a second call does no harm, even while the first one is
	// still at work, so there is no need to wait for it.
	repeatable bool
}

func readBefore(ctx context.Context, c *servex.Client, in *intent) (err error) {
	in.Before, err = c.FindClient(ctx, in.ID, in.Username)
	return err
}

// effects lists the acts by the name that journal rows bear.
func effects() map[string]effect {
	all := map[string]effect{}
	clients := []effect{createClient(), renewClient(), suspendClient(), editClient(), deleteClient()}
	for _, e := range slices.Concat(clients, resellerEffects(), categoryEffects()) {
		all[e.name] = e
	}
	return all
}

// blind tells that no look can show whether the act took effect.
func (in intent) blind() bool {
	return in.Edit.Password != nil || in.Reseller != nil && in.Reseller.Edit.Password != nil
}

// object names what the act is about within its panel: a client and a reseller
// of the same name are two.
func (in intent) object() string {
	kind := "client"
	switch {
	case in.Reseller != nil:
		kind = "reseller"
	case in.Category != nil:
		kind = "category"
	}
	return kind + "/" + strings.ToLower(in.Username)
}

// lockName is the same in every chat that works on the same panel.
func (in intent) lockName(panel string) string { return panel + "/" + in.object() }

func outcomeOf(e storage.Entry) (Outcome, error) {
	var in intent
	var r result
	if err := json.Unmarshal(e.Intent, &in); err != nil {
		return Outcome{}, fmt.Errorf("read journal: %w", err)
	}
	if len(e.Result) > 0 {
		if err := json.Unmarshal(e.Result, &r); err != nil {
			return Outcome{}, fmt.Errorf("read journal: %w", err)
		}
	}
	out := Outcome{
		Act: e.Act, State: e.State, Code: resale.Code(e.Code), Detail: r.Detail, Wait: r.Wait, Client: r.Client,
		Before: in.Before.Expires, After: r.After, Days: in.Days, Adopted: r.Adopted, Name: in.Username,
	}
	switch {
	case in.Reseller != nil:
		in.Reseller.tell(&out, in, r)
		return out, nil
	case in.Category != nil:
		in.Category.tell(&out, in, r)
		return out, nil
	}
	if out.Client.Username == "" {
		out.Client = in.Before
		out.Client.Username = in.Username
	}
	out.Name = out.Client.Username
	if in.New.Password != "" {
		out.Password = secret.New(in.New.Password)
	} else if in.Edit.Password != nil {
		out.Password = secret.New(*in.Edit.Password)
	}
	return out, nil
}
