package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// offersSwitch has Mike give something away in the group: a test of Servex
// for an hour, and an account of VPNresellers for those who are in the channel.
func (d *demo) offersSwitch() sandbox.WorldSwitch {
	return sandbox.WorldSwitch{Label: "Mike gives trials away", Do: func(ctx context.Context) (string, error) {
		app := d.bot.now.Load()
		if app == nil {
			return "", errors.New("the bot does not run yet")
		}
		text, err := d.giveAway(ctx, app, d.people.mike.ID())
		if err != nil {
			return "", err
		}
		d.people.mike.SayIn(d.people.group, 0, text)
		return "The links are in the group.", nil
	}}
}

func (d *demo) giveAway(ctx context.Context, app *App, seller int64) (text string, err error) {
	err = app.store.Update(ctx, func(tx *storage.Tx) error { return d.supply(tx, app.ops, seller) })
	if err != nil {
		return "", err
	}
	category := d.panel.Categories()[0]
	for _, o := range []storage.Offer{
		{Provider: ops.Servex, Name: "An hour for free", Text: "Our fastest servers, to try out.", Category: category.ID, CategoryName: category.Name, Minutes: 60, PerDay: 100},
		{
			Provider: ops.VPNResellers, Name: "Two days of VPN", Text: "For readers of our channel.", Days: 2,
			Member: d.people.news.ID(), MemberName: "Demo news", MemberURL: "https://t.me/demo_news",
		},
	} {
		o.Chat, o.By, o.Lang, o.PerPerson, o.On = seller, seller, "en", 1, true
		id, err := offered(ctx, app.ops, o)
		if err != nil {
			return "", err
		}
		text += fmt.Sprintf("%s: https://t.me/%s?start=o%s\n", o.Name, demoBot, id)
	}
	return text, nil
}

// supply connects the seller with both panels, unless they are.
func (d *demo) supply(tx *storage.Tx, o *ops.Ops, seller int64) error {
	for provider, key := range map[string]string{ops.Servex: d.reseller, ops.VPNResellers: d.vpnKey} {
		if _, is, err := tx.Account(seller, provider); is || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := o.Connect(tx, storage.Account{Chat: seller, Provider: provider, By: seller}, secret.New(key)); err != nil {
			return err
		}
	}
	return nil
}

// offered gives the id of an offer of that name, which is made when there is none.
func offered(ctx context.Context, o *ops.Ops, f storage.Offer) (id string, err error) {
	all, err := o.Offers(ctx, f.Chat)
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(all, func(was storage.Offer) bool { return was.Name == f.Name }); i >= 0 {
		return all[i].ID, nil
	}
	saved, err := o.SaveOffer(ctx, f)
	return saved.ID, err
}
