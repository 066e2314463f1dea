package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// demoPays is how long the demo's people take to pay what they were shown,
// and demoCode how long they may.
const (
	demoPays = 25 * time.Second
	demoCode = 3 * time.Minute
)

func newDemoXM(key string) *sandbox.XMPanel {
	p := sandbox.NewXM(sandbox.XMOptions{Code: demoCode, Salt: rand.Text()}) // a database that was kept knows other invoices
	p.AddKey(key)
	p.Seed()
	return p
}

// xmSwitches are what can happen at the XMPlus panel.
func (d *demo) xmSwitches() []sandbox.WorldSwitch {
	write := []string{"register", "invoice/create", "service/renew", "service/addtraffic", "invoice/pay"}
	var lost []sandbox.XMFault
	for _, path := range write {
		lost = append(lost, sandbox.XMFault{Path: path, Kind: sandbox.XMCutAfter})
	}
	none := sandbox.XMQuirks{}
	return []sandbox.WorldSwitch{
		d.storeSwitch(),
		d.xmSwitch("XM panel: works", "The XMPlus panel works again. Whether people pay is as it was.", none),
		d.xmSwitch("XM panel: down", "Nobody answers at the XMPlus panel.", none, sandbox.XMFault{Kind: sandbox.XMCutBefore}),
		d.xmSwitch("XM panel: slow", "The XMPlus panel takes 8 seconds.", none, sandbox.XMFault{Kind: sandbox.XMSlow, Delay: 8 * time.Second}),
		d.xmSwitch("XM panel: web page", "The XMPlus panel answers with a web page instead of data.", none, sandbox.XMFault{Kind: sandbox.XMHTML}),
		d.xmSwitch("XM panel: loses answers", "The XMPlus panel does what it is told and then hangs up.", none, lost...),
		d.xmSwitch("XM panel: paid without service", "The next payment at the XMPlus panel brings nothing, whoever pays.", sandbox.XMQuirks{PaidWithoutService: 1}),
		d.xmSwitch("XM panel: mails codes", "Who registers at the XMPlus panel needs the code that it mails.", sandbox.XMQuirks{VerifyEmail: true}),
		{Label: "XM panel: read the mail", Do: func(context.Context) (string, error) { return d.xmMail(), nil }},
		{Label: "XM panel: nobody pays", Do: func(context.Context) (string, error) {
			d.xm.Live(0)
			return fmt.Sprintf("Nobody pays by himself any more: codes end after %s.", demoCode), nil
		}},
		{Label: "XM panel: people pay", Do: func(context.Context) (string, error) {
			d.xm.Live(demoPays)
			return fmt.Sprintf("People pay by themselves, %s after they were shown how.", demoPays), nil
		}},
		{Label: "XM panel: somebody pays now", Do: func(context.Context) (string, error) {
			return fmt.Sprintf("%d invoices were paid.", d.xm.PayShown()), nil
		}},
		{Label: "XM panel: delivers what is paid", Do: func(context.Context) (string, error) {
			n := 0
			for _, i := range d.xm.Invoices("") {
				if d.xm.Deliver(i.ID) {
					n++
				}
			}
			return fmt.Sprintf("%d invoices were delivered.", n), nil
		}},
	}
}

// xmSwitch puts the XMPlus panel into one state, whatever it was in.
func (d *demo) xmSwitch(label, told string, quirks sandbox.XMQuirks, faults ...sandbox.XMFault) sandbox.WorldSwitch {
	return stateSwitch(label, told, d.xm, func() { d.xm.Quirk(quirks) }, faults)
}

// xmMail is what the panel mailed last.
func (d *demo) xmMail() string {
	mails := d.xm.Mails()
	var lines []string
	for _, m := range mails[max(len(mails)-3, 0):] {
		lines = append(lines, fmt.Sprintf("To %s: %s", m.To, m.Text))
	}
	if len(lines) == 0 {
		return "The XMPlus panel has mailed nothing yet."
	}
	return strings.Join(lines, "\n")
}

// storeSwitch has Mike connect the XMPlus panel and put the link of his store
// into the group.
func (d *demo) storeSwitch() sandbox.WorldSwitch {
	return sandbox.WorldSwitch{Label: "Mike opens a store", Do: func(ctx context.Context) (string, error) {
		app := d.bot.now.Load()
		if app == nil {
			return "", errors.New("the bot does not run yet")
		}
		text, err := d.openStore(ctx, app, d.people.mike.ID())
		if err != nil {
			return "", err
		}
		d.people.mike.SayIn(d.people.group, 0, text)
		return "The link is in the group.", nil
	}}
}

func (d *demo) openStore(ctx context.Context, app *App, seller int64) (text string, err error) {
	err = app.store.Update(ctx, func(tx *storage.Tx) error {
		if _, is, err := tx.Account(seller, ops.XMPlus); is || err != nil {
			return err
		}
		return app.ops.Connect(tx, storage.Account{Chat: seller, Provider: ops.XMPlus, By: seller}, secret.New(d.xmKey))
	})
	if err != nil {
		return "", err
	}
	store, _, err := app.ops.Storefront(ctx, seller)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("My store: https://t.me/%s?start=x%s", demoBot, store.ID), nil
}
