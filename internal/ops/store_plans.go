package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// plansLife is how long the plans of a store are good for whoever looks at
// them. Who buys has them read anew.
const plansLife = time.Minute

// Plans gives what a chat's store sells for a period, at most a minute old.
func (o *Ops) Plans(ctx context.Context, chat int64) ([]resale.Plan, error) {
	c, err := o.connection(ctx, "list plans", XMPlus, chat)
	if err != nil {
		return nil, err
	}
	return keptFor(ctx, o, c.panel+" plans", plansLife, c.xm.Plans)
}

// TopUps gives the traffic that can be added to subscriptions of a chat's store,
// at most a minute old.
func (o *Ops) TopUps(ctx context.Context, chat int64) ([]resale.Plan, error) {
	c, err := o.connection(ctx, "list top-ups", XMPlus, chat)
	if err != nil {
		return nil, err
	}
	return keptFor(ctx, o, c.panel+" topups", plansLife, c.xm.TopUps)
}

// Plan gives one of a chat's store as it is now.
func (o *Ops) Plan(ctx context.Context, chat, id int64) (resale.Plan, error) {
	c, err := o.connection(ctx, "read plan", XMPlus, chat)
	if err != nil {
		return resale.Plan{}, err
	}
	return c.xm.Plan(ctx, id)
}
