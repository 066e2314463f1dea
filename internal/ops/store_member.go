package ops

import (
	"context"
	"fmt"
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// StoreOf is a customer's account at a store, as the customer sees it.
type StoreOf struct {
	storage.Member
	Store storage.Storefront
	Moved bool // the store has another panel now, where the account is not
}

// StoresOf gives the stores that a person has an account at.
func (o *Ops) StoresOf(ctx context.Context, person int64) (all []StoreOf, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		members, err := tx.MembersOf(person)
		if err != nil {
			return err
		}
		for _, m := range members {
			s, found, err := tx.Storefront(m.Chat)
			if err != nil {
				return err
			}
			if found {
				all = append(all, StoreOf{Member: m, Store: s, Moved: s.Panel != "" && s.Panel != m.Panel})
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list stores: %w", err)
	}
	return all, nil
}

// member gives a customer's account at a store and the way to its panel:
// LoggedOut, OtherPanel and StoreClosed say why there is none.
func (o *Ops) member(ctx context.Context, act string, key storage.MemberKey) (c connection, m storage.Member, err error) {
	found := false
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		m, found, err = tx.Member(key)
		return err
	})
	switch {
	case err != nil:
		return c, m, fmt.Errorf("%s: %w", act, err)
	case !found:
		return c, m, &resale.Error{Act: act, Code: resale.LoggedOut}
	}
	c, err = o.connection(ctx, act, XMPlus, key.Chat)
	switch {
	case resale.CodeOf(err) == resale.NotConnected:
		return c, m, &resale.Error{Act: act, Code: resale.StoreClosed}
	case err == nil && c.panel != m.Panel:
		return c, m, &resale.Error{Act: act, Code: resale.OtherPanel}
	}
	return c, m, err
}

func loginOf(m storage.Member) xmplus.Login {
	return xmplus.Login{Email: m.Email, Password: secret.New(m.Password)}
}

// Member reads a customer's account from its panel: the balance and all
// subscriptions with their links. Code is that of the second step, see
// CodeNeeded; an account that wants one each time is read once in seenLife.
// WrongLogin: the panel takes the password no more; it is kept, for panels err.
// What a code shows settles the invoices that wait for it, and is told.
func (o *Ops) Member(ctx context.Context, key storage.MemberKey, code string, tell TellInvoice) (resale.Member, error) {
	const act = "read account"
	c, m, err := o.member(ctx, act, key)
	if err != nil {
		return resale.Member{}, err
	}
	if seen, known := o.seen.get(m.Key(), o.Now()); known && m.TwoStep && code == "" {
		return seen, nil // nobody is to type a code for every screen
	}
	seen, err := c.xm.Account(ctx, loginOf(m), code)
	if noted := o.note(ctx, m, code, seen, err); noted != nil && err == nil {
		return seen, fmt.Errorf("%s: %w", act, noted)
	}
	if err != nil {
		return resale.Member{}, err
	}
	o.seen.put(m.Key(), seen, o.Now())
	if code != "" {
		o.sawWithCode(ctx, c, m, seen, tell)
	}
	return seen, nil
}

// note keeps what a reading that a person asked for showed.
func (o *Ops) note(ctx context.Context, was storage.Member, code string, seen resale.Member, failed error) error {
	now := o.Now().UTC()
	return o.Store.Update(ctx, func(tx *storage.Tx) error {
		m, found, err := tx.Member(was.Key())
		if err != nil || !found || m.Email != was.Email || m.Password != was.Password {
			return err
		}
		switch resale.CodeOf(failed) {
		case "":
			m = withReading(m, seen, now)
			m.TwoStep = code != ""
			if err := wakeHidden(tx, m, now); err != nil {
				return err
			}
			if m.Next, err = nextMemberLook(tx, m, now); err != nil {
				return err
			}
		case resale.WrongLogin: // the person sees it now
			m.Refused = true
		case resale.CodeNeeded:
			m.TwoStep, m.Next = true, memberEnd(m)
		default:
			return nil
		}
		return tx.SaveMember(m)
	})
}

// Subscription reads one of a customer's subscriptions with its servers, and its
// link, which the panel tells with the whole account. CodeNeeded: that one wants
// a code, see Member.
func (o *Ops) Subscription(ctx context.Context, key storage.MemberKey, id int64) (resale.Subscription, []resale.Node, error) {
	const act = "read subscription"
	c, m, err := o.member(ctx, act, key)
	if err != nil {
		return resale.Subscription{}, nil, err
	}
	account, err := o.Member(ctx, key, "", nil)
	if err != nil {
		return resale.Subscription{}, nil, err
	}
	i := slices.IndexFunc(account.Subscriptions, func(s resale.Subscription) bool { return s.ID == id })
	if i < 0 {
		return resale.Subscription{}, nil, &resale.Error{Act: act, Code: resale.NotFound}
	}
	now, nodes, err := c.xm.Subscription(ctx, loginOf(m), id)
	if err != nil {
		return account.Subscriptions[i], nil, err
	}
	now.Link = account.Subscriptions[i].Link
	return now, nodes, nil
}
