package ops

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// signIn takes the password that the member logged in with last: the one in the
// journal may be an old one.
func (o *Ops) signIn(ctx context.Context, in *intent) error {
	return o.Store.View(ctx, func(tx *storage.Tx) error {
		key := in.XM.Bill.Member
		var err error
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		m, found, err := tx.Member(key)
		if err == nil && found && strings.EqualFold(m.Email, in.Username) {
			in.XM.Password = m.Password
		}
		return err
	})
}

// readHad notes what the member has: what is new after the payment is what they
// paid for.
func readHad(ctx context.Context, c connection, in *intent) error {
	_, err := readMarks(ctx, c, in)
	return err
}

// readMarks reads the subscriptions, of which the intent keeps marks. An
// account that wants a code each time shows only one that is named.
func readMarks(ctx context.Context, c connection, in *intent) ([]resale.Subscription, error) {
	b := in.XM.Bill
	subs, blind, err := subscriptions(ctx, c, in, b.Purchase.Subscription)
	if err != nil {
		return nil, err
	}
	b.Before, b.Blind = marksOf(subs), blind && b.Purchase.Subscription == 0
	return subs, nil
}

// subscriptions reads what a member has. Blind: the panel wants a code for
// that; then it is only the one that is named, without its link.
func subscriptions(ctx context.Context, c connection, in *intent, named int64) (subs []resale.Subscription, blind bool, err error) {
	account, err := c.xm.Account(ctx, in.login(), "")
	if err == nil {
		return account.Subscriptions, false, nil
	}
	if resale.CodeOf(err) != resale.CodeNeeded {
		return nil, false, err
	}
	if named == 0 {
		return nil, true, nil
	}
	one, _, err := c.xm.Subscription(ctx, in.login(), named)
	if err != nil {
		return nil, true, err
	}
	return []resale.Subscription{one}, true, nil
}

func marksOf(subs []resale.Subscription) []storage.SubMark {
	marks := make([]storage.SubMark, 0, len(subs))
	for _, s := range subs {
		marks = append(marks, storage.SubMark{ID: s.ID, Expires: s.Expires, Traffic: s.Traffic})
	}
	return marks
}

// readRenewed reads the subscription that is to be renewed: its plan and its
// period are what is bought.
func readRenewed(ctx context.Context, c connection, in *intent) error {
	s, err := readNamed(ctx, c, in)
	if err != nil {
		return err
	}
	p := &in.XM.Bill.Purchase
	p.PlanID, p.Plan, p.Period = s.PlanID, s.Plan, s.Period
	return nil
}

// readToppedUp reads the subscription that is to get more traffic, and how much
// that is, if the panel says so.
func readToppedUp(ctx context.Context, c connection, in *intent) error {
	s, err := readNamed(ctx, c, in)
	if err != nil {
		return err
	}
	plans, err := c.xm.TopUps(ctx)
	if err != nil {
		return err
	}
	b := in.XM.Bill
	i := slices.IndexFunc(plans, func(p resale.Plan) bool { return p.ID == b.Purchase.PlanID })
	if i < 0 {
		return &resale.Error{Act: addTrafficAct, Code: resale.NotFound}
	}
	b.Purchase.Of = s.Plan
	b.Purchase.Plan, b.Adds = plans[i].Name, max(resale.ParseTraffic(plans[i].Traffic), 0)
	return nil
}

func readNamed(ctx context.Context, c connection, in *intent) (resale.Subscription, error) {
	subs, err := readMarks(ctx, c, in)
	if err != nil {
		return resale.Subscription{}, err
	}
	i := slices.IndexFunc(subs, func(s resale.Subscription) bool { return s.ID == in.XM.Bill.Purchase.Subscription })
	if i < 0 {
		return resale.Subscription{}, &resale.Error{Act: "read subscription", Code: resale.NotFound}
	}
	return subs[i], nil
}
