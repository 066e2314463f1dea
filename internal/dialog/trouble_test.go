package dialog_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// troubled is a conversation in which something goes wrong at one place.
func troubled(where string, code resale.Code) dialog.Conversation {
	at := func(step string) error {
		if step == where {
			return &resale.Error{Act: "look", Code: code, Detail: "<wrong key>", Whose: "whmdc"}
		}
		return nil
	}
	return dialog.Flow[struct{}]{
		Name: "visit", Command: true, Trouble: "trouble",
		Begin: func(context.Context, *dialog.Turn, *struct{}, string) (dialog.Next, error) {
			return dialog.To("ask"), at("begin")
		},
		Steps: []dialog.Step[struct{}]{
			{
				Name: "ask", Ask: func(ctx context.Context, t *dialog.Turn, s *struct{}) (chat.Screen, error) {
					if err := at("ask"); err != nil {
						return chat.Screen{}, err
					}
					return says[struct{}]("sure?")(ctx, t, s)
				},
				Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
					return dialog.To("do"), at("take")
				},
			},
			{Name: "do", Do: func(context.Context, *dialog.Turn, *struct{}) (dialog.Next, error) { return dialog.Next{}, at("do") }},
		},
	}
}

// A customer reads of what went wrong in a customer's words, wherever it does;
// what the panel said only where it is about what they entered.
func TestTroubleInOwnWords(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"begin", "ask", "take", "do"} {
		for code, want := range map[resale.Code]string{
			resale.Unavailable: "The store does not answer", resale.Unauthorized: "The store can&#39;t be reached", resale.Refused: "<i>&lt;wrong key&gt;</i>",
		} {
			w := newWorld(t)
			config := w.driver.Config
			config.Conversations = append(config.Conversations, troubled(where, code))
			w.driver = dialog.New(config)
			w.say(ana, "/visit")
			if where == "take" || where == "do" {
				w.must(w.driver.Handle(t.Context(), w.yes(ana)))
			}
			said := strings.ReplaceAll(w.said(), "can't", "can&#39;t")
			if !strings.Contains(said, want) || strings.Contains(said, "panel") || (code != resale.Refused) == strings.Contains(said, "wrong key") {
				t.Errorf("%s, %s: said %s", where, code, said)
			}
		}
	}
}

// A step that takes nothing is shown again: a button on it must not end the bot.
func TestNothingTakesTheAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(ana, "/start")
	w.must(w.driver.Handle(t.Context(), w.yes(ana)))
	if !strings.Contains(w.said(), "menu") {
		t.Errorf("said %s", w.said())
	}
}

// Where a panel refuses the key, a button leads to connecting another one, for the
// panel that refused. Customers, who have no key, get none.
func TestARefusedKeyCanBeReplaced(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"begin", "ask", "take", "do"} {
		for _, section := range []string{"", "trouble"} {
			w := newWorld(t)
			config := w.driver.Config
			flow := troubled(where, resale.Unauthorized).(dialog.Flow[struct{}])
			flow.Trouble = section
			config.Conversations = append(config.Conversations, flow)
			w.driver = dialog.New(config)
			w.say(ana, "/visit")
			if where == "take" || where == "do" {
				w.must(w.driver.Handle(t.Context(), w.yes(ana)))
			}
			var to string
			for _, key := range slices.Concat(w.outbox()[len(w.outbox())-1].Message.Keys...) {
				if key.Label == "Connect another key" {
					to = key.Data
				}
			}
			if want := section == ""; want != strings.HasSuffix(to, ".connect whmdc") {
				t.Errorf("%s, %q: the button leads to %q", where, section, to)
			}
		}
	}
}
