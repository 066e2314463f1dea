package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
)

// FoundXMPlus is what an address and a key open.
type FoundXMPlus struct {
	Generation xmplus.Generation
	Plans      int
	Reseller   bool // the panel has the resellers' own functions too
}

// Served tells whether the panel has the generation that is spoken here.
func (f FoundXMPlus) Served() bool { return f.Generation == xmplus.GenClient }

// CheckXMPlus finds out which generation of its API a panel speaks, and tries
// the key against the one that is served: OtherAPI when it is another, with
// Generation saying which, Unauthorized when the panel refuses the key. It
// changes nothing and stores nothing. See CheckSMMAddress for the address.
func (o *Ops) CheckXMPlus(ctx context.Context, baseURL string, key secret.String) (FoundXMPlus, error) {
	c := o.XMPlus(baseURL, key, nil)
	seen, err := c.Probe(ctx)
	f := FoundXMPlus{Generation: seen.Generation, Reseller: seen.Reseller}
	if err != nil {
		return f, err
	}
	if !f.Served() {
		return f, &resale.Error{Act: "check XMPlus panel", Code: resale.OtherAPI}
	}
	plans, err := c.Plans(ctx)
	f.Plans = len(plans)
	return f, err
}
