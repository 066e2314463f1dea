package dialog_test

import (
	"context"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// A customer reads of what went wrong in a customer's words, wherever it does.
func TestTroubleInOwnWords(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"begin", "ask", "take", "do"} {
		w := newWorld(t)
		broken := func(step string) error {
			if step == where {
				return &resale.Error{Act: "look", Code: resale.Unavailable, Detail: "<down>"}
			}
			return nil
		}
		flow := dialog.Flow[struct{}]{
			Name: "visit", Command: true, Trouble: "trouble",
			Begin: func(context.Context, *dialog.Turn, *struct{}, string) (dialog.Next, error) {
				return dialog.To("ask"), broken("begin")
			},
			Steps: []dialog.Step[struct{}]{
				{
					Name: "ask", Ask: func(ctx context.Context, t *dialog.Turn, s *struct{}) (chat.Screen, error) {
						if err := broken("ask"); err != nil {
							return chat.Screen{}, err
						}
						return says[struct{}]("sure?")(ctx, t, s)
					},
					Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
						return dialog.To("do"), broken("take")
					},
				},
				{Name: "do", Do: func(context.Context, *dialog.Turn, *struct{}) (dialog.Next, error) {
					return dialog.Next{}, broken("do")
				}},
			},
		}
		config := w.driver.Config
		config.Conversations = append(config.Conversations, flow)
		w.driver = dialog.New(config)
		w.say(ana, "/visit")
		if where == "take" || where == "do" {
			w.must(w.driver.Handle(t.Context(), w.yes(ana)))
		}
		if said := w.said(); !strings.Contains(said, "The store does not answer") || !strings.Contains(said, "They said: <i>&lt;down&gt;</i>") || strings.Contains(said, "panel") {
			t.Errorf("%s: said %s", where, said)
		}
	}
}
