package main

import (
	"context"
	"net/http"
	"time"

	"resellerbot/internal/sandbox"
)

// worldSwitch is something that can happen to the bot, at the push of a button.
type worldSwitch struct {
	name string
	do   func(context.Context) error
}

func (d *demo) switches() []worldSwitch {
	panel := func(name string, faults ...sandbox.ServexFault) worldSwitch {
		return worldSwitch{name, func(context.Context) error {
			d.panel.Heal()
			for _, f := range faults {
				d.panel.Fail(f)
			}
			return nil
		}}
	}
	return []worldSwitch{
		{"Restart the bot", d.bot.restart},
		panel("Panel: well"),
		panel("Panel: down", sandbox.ServexFault{Kind: sandbox.ServexCutBefore}),
		panel("Panel: slow", sandbox.ServexFault{Kind: sandbox.ServexSlow, Delay: 8 * time.Second}),
		panel("Panel: web page instead of data", sandbox.ServexFault{Kind: sandbox.ServexHTML}),
		panel("Panel: answers get lost", sandbox.ServexFault{Kind: sandbox.ServexCutAfter}),
		{"Telegram: well", func(context.Context) error {
			d.telegram.Heal()
			return nil
		}},
		{"Telegram: too many requests", func(context.Context) error {
			d.telegram.Fail(sandbox.TelegramFault{Kind: sandbox.FaultTooMany, RetryAfter: 5, Times: 1})
			return nil
		}},
	}
}

// page is the chat: three people who speak different languages, and a group.
func (d *demo) page() http.Handler {
	ana := d.telegram.Person(1001, "Ana", "pt-br")
	mike := d.telegram.Person(1002, "Mike", "en")
	olha := d.telegram.Person(1003, "Olha", "uk")
	group := d.telegram.Group(-2001, "Resellers", ana, mike, olha)
	group.Promote(ana)
	group.Promote(mike)
	options := sandbox.WebOptions{
		Title: "Demo bot",
		Hints: []string{
			"Everything here is invented and stays on this machine.",
			"When the bot asks for an API key, paste one of these:",
			"admin key: " + d.admin,
			"reseller key: " + d.reseller,
			"In the group, Ana and Mike are admins and Olha is not.",
		},
		Group: group,
	}
	for _, s := range d.switches() {
		options.World = append(options.World, sandbox.WorldSwitch{Label: s.name, Do: func(ctx context.Context) (string, error) {
			return s.name + ": done", s.do(ctx)
		}})
	}
	return sandbox.NewWeb(d.telegram, options, mike, ana, olha)
}
