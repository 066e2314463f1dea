package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type checkCommand struct{}

// errCheck makes the exit code non-zero; the lines have said the rest.
var errCheck = errors.New("check: something is wrong, see above")

// checkTimeout bounds each line of the check.
const checkTimeout = 15 * time.Second

// Run prints a line for everything that must be right: ok, or what to do.
func (checkCommand) Run(s *surroundings) error {
	c, err := s.load()
	if err != nil {
		s.say("settings: %s", redact(err.Error()))
		return errCheck
	}
	good := true
	for _, v := range examine(s.ctx, checks(c)) {
		if v.err != nil {
			good = false
			s.say("%s: WRONG: %s", v.name, redact(v.err.Error()))
			continue
		}
		s.say("%s: ok%s", v.name, v.note)
	}
	if !good {
		return errCheck
	}
	return nil
}

// check is one line; its note, if any, goes behind the ok.
type check struct {
	name string
	ask  func(context.Context) (note string, err error)
}

type finding struct {
	name, note string
	err        error
}

func checks(c Config) []check {
	web := newWeb(c)
	all := []check{
		{"settings", func(context.Context) (string, error) { return "", nil }},
		{"master key", func(context.Context) (string, error) { return checkKeys(c) }},
		{"database", func(ctx context.Context) (string, error) { return checkDatabase(ctx, c) }},
		{"token", func(ctx context.Context) (string, error) { return web.token(ctx, c.Telegram) }},
		{"clock", func(ctx context.Context) (string, error) { return web.clock(ctx, c.Telegram) }},
	}
	if c.Telegram.Mode == "webhook" {
		all = append(all, check{"webhook", func(ctx context.Context) (string, error) { return web.webhook(ctx, c.Telegram) }})
	}
	for _, panel := range []struct{ name, address string }{
		{"servex", c.Providers.Servex.BaseURL},
		{"vpnresellers", c.Providers.VPNResellers.BaseURL},
		{"smm", c.Providers.SMM.BaseURL},
		{"xmplus", c.Providers.XMPlus.BaseURL},
		{"whmdc", c.Providers.WHMDC.BaseURL},
	} {
		if panel.address == "" { // each has an own
			continue
		}
		all = append(all, check{panel.name, func(ctx context.Context) (string, error) { return web.panel(ctx, panel.address) }})
	}
	return all
}

// examine asks everything at once and keeps the order.
func examine(ctx context.Context, all []check) []finding {
	found := make([]finding, len(all))
	var asked sync.WaitGroup
	for i, c := range all {
		asked.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, checkTimeout)
			defer cancel()
			note, err := c.ask(ctx)
			if note != "" {
				note = fmt.Sprintf(" (%s)", note)
			}
			found[i] = finding{c.name, note, err}
		})
	}
	asked.Wait()
	return found
}
