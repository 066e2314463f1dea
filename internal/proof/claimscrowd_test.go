package proof

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"resellerbot/internal/sandbox"
)

// limit bounds the offer, as its reseller does.
func (c *claims) limit() {
	c.t.Helper()
	c.press("Edit", "Limit in all")
	c.read("How many times may it be taken in all")
	c.say(fmt.Sprint(*claimLimit))
	c.read("The offer is changed")
}

// tapAll lets everyone who is shown the offer get it, every fifth twice, until
// everyone did or was refused.
func (c *claims) tapAll() {
	waiting := slices.Clone(c.people)
	c.until(func() bool {
		waiting = slices.DeleteFunc(waiting, c.tapped)
		return len(waiting) == 0
	}, func() string {
		return fmt.Sprintf("%d people were not shown the offer; one of them sees:\n%s", len(waiting), c.screens(waiting))
	})
}

// tapped taps for a person, and tells whether there is nothing more to do.
func (c *claims) tapped(p *person) bool {
	for _, m := range c.telegram.Messages(p.ID()) {
		if label := buttonOf(&m, "Get it"); m.FromBot && label != "" {
			p.Tap(&m, label)
			if p.ID()%5 == 0 {
				p.Tap(&m, label)
			}
			return true
		}
		if m.FromBot && strings.Contains(m.Text, "all of them are taken") {
			return true
		}
	}
	return false
}

// until looks each time that something was sent or edited, until cond holds.
func (c *claims) until(cond func() bool, otherwise func() string) {
	for seen := -1; ; {
		err := c.telegram.Wait(c.ctx, func(s sandbox.TelegramState) bool {
			changed := s.Sent+s.Edited != seen
			seen = s.Sent + s.Edited
			return changed
		})
		switch {
		case cond():
			return
		case err != nil:
			c.t.Errorf("%s\n%s", otherwise(), tail(c.program.said()))
			return
		}
	}
}

// screens gives what the first of some people sees.
func (c *claims) screens(of []*person) string {
	if len(of) == 0 {
		return ""
	}
	w := &walker{telegram: c.telegram, chat: of[0].ID()}
	return w.screens(3)
}

// copies counts the messages that came again: what was on its way at a kill may
// come twice, never a third time.
func (c *claims) copies() (copies int) {
	walkers := make([]*walker, 0, len(c.people))
	for _, p := range c.people {
		walkers = append(walkers, &walker{telegram: c.telegram, chat: p.ID()})
	}
	return checkMessages(c.t, walkers)
}

// talk lets the reseller use the bot while the crowd is served, until done. It
// gives the most messages that others got between a question and its answer.
// Those that a kill fell into are left out.
func (c *claims) talk(done <-chan struct{}, kills *atomic.Int64) (asked, most int) {
	for {
		select {
		case <-done:
			return asked, most
		default:
		}
		before, sent, killed := c.newest(), c.telegram.State().Sent, kills.Load()
		c.say("/help")
		err := c.telegram.Wait(c.ctx, func(sandbox.TelegramState) bool { return c.newest() > before })
		if err != nil {
			c.t.Errorf("the reseller has no answer: %v", err)
			return asked, most
		}
		if kills.Load() == killed {
			asked++
			most = max(most, c.telegram.State().Sent-sent)
		}
	}
}

// newest is the number of the bot's last message to the reseller.
func (c *claims) newest() (id int) {
	for _, m := range c.telegram.Messages(c.chat) {
		if m.FromBot {
			id = max(id, m.ID)
		}
	}
	return id
}
