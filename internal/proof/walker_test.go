package proof

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"resellerbot/internal/sandbox"
)

// walker is a person who reads the newest screen and answers it, as patiently
// as people do: it waits for what it needs and says nothing before.
type walker struct {
	telegram *sandbox.Telegram
	person   *sandbox.TelegramPerson
	chat     int64
	updates  *atomic.Int64
}

func (w *walker) say(text string) {
	w.updates.Add(1)
	w.person.Say(text)
}

// tap waits for a button whose label contains the words, and taps it.
func (w *walker) tap(ctx context.Context, label string) error {
	msg, err := w.find(ctx, func(m *sandbox.TelegramMessage) bool { return buttonOf(m, label) != "" })
	if err != nil {
		return fmt.Errorf("tap %q in chat %d: %w", label, w.chat, err)
	}
	w.updates.Add(1)
	w.person.Tap(msg, buttonOf(msg, label))
	return nil
}

// tapOrRetry is tap for a world that fails: a screen that says so and offers
// to try again is taken at its word.
func (w *walker) tapOrRetry(ctx context.Context, label string) error {
	for {
		msg, err := w.find(ctx, func(m *sandbox.TelegramMessage) bool {
			return buttonOf(m, label) != "" || buttonOf(m, "Try again") != ""
		})
		if err != nil {
			return fmt.Errorf("tap %q in chat %d: %w", label, w.chat, err)
		}
		w.updates.Add(1)
		if exact := buttonOf(msg, label); exact != "" {
			w.person.Tap(msg, exact)
			return nil
		}
		if err := w.retry(ctx, msg); err != nil {
			return err
		}
	}
}

// retry taps "Try again" and waits a while for the screen to change. One that
// says the same again does not change.
func (w *walker) retry(ctx context.Context, msg *sandbox.TelegramMessage) error {
	w.person.Tap(msg, "Try again")
	patience, cancel := context.WithTimeout(ctx, 15*time.Second) // a second tap too soon would begin anew what goes on by then
	defer cancel()
	err := w.telegram.Wait(patience, func(sandbox.TelegramState) bool {
		all := w.telegram.Messages(w.chat)
		last := all[len(all)-1]
		return last.ID != msg.ID || last.Edits != msg.Edits
	})
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("try again in chat %d: %w", w.chat, err)
	}
	return nil
}

// see waits for a message that contains all of the words.
func (w *walker) see(ctx context.Context, words ...string) (*sandbox.TelegramMessage, error) {
	msg, err := w.find(ctx, func(m *sandbox.TelegramMessage) bool {
		for _, s := range words {
			if !strings.Contains(m.Text, s) {
				return false
			}
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("see %q in chat %d: %w", words, w.chat, err)
	}
	return msg, nil
}

// find waits for a message of the bot that fits, the newest first.
func (w *walker) find(ctx context.Context, fits func(*sandbox.TelegramMessage) bool) (*sandbox.TelegramMessage, error) {
	var found *sandbox.TelegramMessage
	err := w.telegram.Wait(ctx, func(sandbox.TelegramState) bool {
		all := w.telegram.Messages(w.chat)
		for i := len(all) - 1; i >= 0; i-- {
			if all[i].FromBot && fits(&all[i]) {
				found = &all[i]
				return true
			}
		}
		return false
	})
	return found, err
}

// buttonOf gives the whole label of the first button that contains the words.
func buttonOf(m *sandbox.TelegramMessage, words string) string {
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.Contains(b.Label, words) {
				return b.Label
			}
		}
	}
	return ""
}

// screens gives the last messages, for a test that failed.
func (w *walker) screens(n int) string {
	all := w.telegram.Messages(w.chat)
	var b strings.Builder
	for _, m := range all[max(0, len(all)-n):] {
		fmt.Fprintf(&b, "--- %d, from the bot: %v, edited %d times\n%s\n%v\n", m.ID, m.FromBot, m.Edits, m.Text, m.Keyboard)
	}
	return b.String()
}
