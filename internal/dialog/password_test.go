package dialog_test

import (
	"context"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// entering is a conversation that "/enter" begins and that asks for a password
// of the person's own.
func (w *world) entering(got *[]string) {
	flow := dialog.Flow[struct{}]{Name: "login", As: "enter", Steps: []dialog.Step[struct{}]{{
		Name: "password", Secret: true, Password: true, Ask: says[struct{}]("password?"),
		Take: func(_ context.Context, _ *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
			*got = append(*got, a.Text)
			return dialog.Stay(chat.Text{}), nil
		},
	}}}
	config := w.driver.Config
	config.Conversations = append(config.Conversations, flow)
	w.driver = dialog.New(config)
}

// A password may look like anything, and is deleted whatever it looks like.
func TestPasswordMayLookLikeAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var got []string
	w.entering(&got)
	w.say(ana, "/enter")
	typed := []string{"Secret1!", "/slash1A!", "/slash@other_Bot1 A!", key, "0123456789abcdef0123456789abcdef"}
	for _, text := range typed {
		w.say(ana, text)
	}
	if len(got) != len(typed) || len(w.hidden(ana)) != len(typed) {
		t.Fatalf("taken: %q, hidden: %v", got, w.hidden(ana))
	}
	for i, text := range typed {
		if got[i] != text {
			t.Errorf("%q was taken as %q", text, got[i])
		}
	}
}

// What the bot knows still works there, and the flow's own name is no command.
func TestCommandsAtAPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var got []string
	w.entering(&got)
	w.say(ana, "/login")
	if c, _ := w.conversation(ana); c.Flow != "menu" {
		t.Errorf("/login began %q", c.Flow)
	}
	for command, flow := range map[string]string{"/cancel": "menu", "/job": "job", "/start": "menu"} {
		w.say(ana, "/enter")
		w.say(ana, command)
		if c, _ := w.conversation(ana); c.Flow != flow || len(got) != 0 || len(w.hidden(ana)) != 0 {
			t.Errorf("%s led to %q, taken %q", command, c.Flow, got)
		}
	}
}
