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

func (d *demo) page() http.Handler { return http.NotFoundHandler() }
