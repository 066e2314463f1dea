package proof

import (
	"context"
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/sandbox"
)

// habit is what a person does who sees a screen with the words, and with the
// button when they tap.
type habit struct {
	words string
	tap   string // a part of the label
	say   string
}

// shopper is a customer of a store, who answers whatever is on the screen, the
// newest first, until there is what they came for.
type shopper struct {
	*walker
	habits   []habit
	answered map[string]bool // screens, by number and edits
}

// patience is how long a screen that does not change is let be.
const patience = 12 * time.Second

// until answers screens until one is what the person waits for.
func (s *shopper) until(ctx context.Context, wants func(*sandbox.TelegramMessage) bool) (*sandbox.TelegramMessage, error) {
	for {
		if found := s.newest(wants); found != nil {
			return found, nil
		}
		if s.act() {
			continue
		}
		waiting, cancel := context.WithTimeout(ctx, patience)
		err := s.telegram.Wait(waiting, func(sandbox.TelegramState) bool {
			_, _, ready := s.next()
			return ready || s.newest(wants) != nil
		})
		cancel()
		if ctx.Err() != nil {
			return nil, fmt.Errorf("wait in chat %d: %w; the last screens are:\n%s", s.chat, ctx.Err(), s.screens(4))
		}
		if err != nil {
			clear(s.answered) // nothing came of it: once more
		}
	}
}

// act answers one screen, and tells whether there was one.
func (s *shopper) act() bool {
	m, h, ready := s.next()
	if !ready {
		return false
	}
	s.answered[version(m)] = true
	s.updates.Add(1)
	if h.tap != "" {
		s.person.Tap(m, buttonOf(m, h.tap))
	} else {
		s.person.Say(h.say)
	}
	return true
}

// next finds the newest screen with a habit, unless it was answered.
func (s *shopper) next() (*sandbox.TelegramMessage, habit, bool) {
	all := s.telegram.Messages(s.chat)
	for i := len(all) - 1; i >= 0; i-- {
		m := &all[i]
		if !m.FromBot {
			continue
		}
		for _, h := range s.habits {
			if strings.Contains(m.Text, h.words) && (h.tap == "" || buttonOf(m, h.tap) != "") {
				return m, h, !s.answered[version(m)]
			}
		}
	}
	return nil, habit{}, false
}

func (s *shopper) newest(fits func(*sandbox.TelegramMessage) bool) *sandbox.TelegramMessage {
	all := s.telegram.Messages(s.chat)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].FromBot && fits(&all[i]) {
			return &all[i]
		}
	}
	return nil
}

// version names a message as it stands there.
func version(m *sandbox.TelegramMessage) string { return fmt.Sprint(m.ID, ".", m.Edits) }

// saying fits messages with all of the words.
func saying(words ...string) func(*sandbox.TelegramMessage) bool {
	return func(m *sandbox.TelegramMessage) bool {
		for _, w := range words {
			if !strings.Contains(m.Text, w) {
				return false
			}
		}
		return true
	}
}

// lastID is the number of the newest message.
func (s *shopper) lastID() int {
	all := s.telegram.Messages(s.chat)
	return all[len(all)-1].ID
}
