package handlers_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

// What is asked before something is done to a service was just on its card: the
// panel need not be asked again, for a key may call so seldom that a question
// would take long. Only of one that is to be set up it is read whether it is
// paid.
func TestAQuestionAboutAServiceAsksThePanelLittle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, button, question string
		most                      int // calls of the panel
	}{
		{"2", "[Suspend]", "Suspend <b>acme.example</b>?", 0},
		{"3", "[Unsuspend]", "Unsuspend <b>vps1.acme.example</b>?", 0},
		{"4", "[Set up]", "Set up <b>bondar.example</b>", 1},
		{"2", "[Terminate]", "Terminate <b>acme.example</b>?", 0},
	} {
		for _, quirk := range []string{"wh ok", "wh speaks 2", "wh speaks 3"} {
			w := newWorld(t)
			w.happens("wh connected")
			w.happens(quirk)
			asked := func(step string) (calls int) {
				t.Helper()
				before := len(w.wh.Calls())
				w.step(step)
				if !strings.Contains(w.screen(), c.question) {
					t.Errorf("%s, %s: no question:\n%s", step, quirk, w.screen())
				}
				return len(w.wh.Calls()) - before
			}
			w.step("! forged host s " + c.service)
			if n := asked(c.button); n > c.most {
				t.Errorf("%s, %s: %d calls before the question, at most %d are needed", c.button, quirk, n, c.most)
			}
			if c.button == "[Terminate]" {
				if n := asked("something else"); n != 0 {
					t.Errorf("%s: %d calls for a wrong name", quirk, n)
				}
			}
		}
	}
}

// With a key that may not call again for an hour the question is there all the
// same.
func TestAQuestionAboutAServiceDoesNotWait(t *testing.T) {
	t.Parallel()
	for service, verb := range map[string]string{"2": "[Suspend]", "3": "[Unsuspend]", "4": "[Set up]", "1": "[Terminate]"} {
		w := newWorld(t)
		w.happens("wh connected")
		w.step("! forged host s " + service)
		w.whPace = rate.NewLimiter(rate.Every(time.Hour), 1)
		w.whPace.Allow()
		before := len(w.wh.Calls())
		w.step(verb)
		if shown := w.screen(); !strings.Contains(shown, strings.Trim(verb, "[]")+" <b>") || len(w.wh.Calls()) != before {
			t.Errorf("%s: %d calls, and the chat shows:\n%s", verb, len(w.wh.Calls())-before, shown)
		}
	}
}

// By a button of an alert, which read nothing before, it takes the one call that
// shows the service; what else would make it wait is left out.
func TestAQuestionByAnAlertTakesOneCall(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"s 2": "Suspend <b>acme.example</b>?", "u 3": "Unsuspend <b>vps1.acme.example</b>?", "p 4": "Set up <b>bondar.example</b>", "t 1": "Terminate <b>lima.example</b>?",
	} {
		w := newWorld(t)
		w.happens("wh connected")
		w.whPace = rate.NewLimiter(rate.Every(time.Hour), 1)
		w.step("! forged hostdo " + target)
		if shown := w.screen(); !strings.Contains(shown, want) || len(w.wh.Calls()) != 1 {
			t.Errorf("%s: %d calls, and the chat shows:\n%s", target, len(w.wh.Calls()), shown)
		}
	}
}
