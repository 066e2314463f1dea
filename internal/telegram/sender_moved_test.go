package telegram

import (
	"slices"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// A secret that is to go after a while goes also when the group became a
// supergroup meanwhile: its old message cannot be deleted, but says it no more.
// Where Telegram refuses that too, people are told, once.
func TestASecretOfAGroupThatMoved(t *testing.T) {
	const blank, plea, secret = "it is gone", "delete it yourself", "whk_secret"
	for name, c := range map[string]struct {
		told    bool // that the group moved, before the deletion is due
		refused string
		want    []string // in the old chat
		wantNew []string
	}{
		"told":             {true, "", []string{blank}, nil},
		"found out":        {false, "", []string{blank}, nil},
		"refused":          {true, "message can't be edited", []string{secret}, []string{plea}},
		"refused, unknown": {false, "CHAT_WRITE_FORBIDDEN", []string{secret}, []string{plea}},
		"deleted by hand":  {true, "message to edit not found", []string{secret}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.TelegramOptions{})
			mike := w.tg.Person(1, "Mike", "en")
			g := w.tg.Group(-5, "Sales", mike)
			_, stop := w.send()
			shown := text(-5, secret)
			shown.Slot = "secret:1"
			w.queue(shown)
			w.quiet()
			stop()

			g.Migrate(-1005)
			w.queue(storage.Outgoing{
				Key: storage.OutKey{Chat: -5, Lane: storage.Later}, Kind: storage.Delete, Slot: "secret:1", NotBefore: time.Now().Add(50 * time.Millisecond),
				Message: chat.Message{HTML: blank, Instead: plea},
			})
			if c.told {
				w.update(func(tx *storage.Tx) error { return tx.MigrateChat(-5, -1005) })
			}
			if c.refused != "" {
				w.tg.Fail(sandbox.TelegramFault{Method: "editMessageText", Kind: sandbox.FaultOther, Text: c.refused})
			}
			w.send()
			w.quiet()
			if old, now := w.said(-5), w.said(-1005); !slices.Equal(old, c.want) || !slices.Equal(now, c.wantNew) {
				t.Errorf("the old chat shows %q, the new one %q; want %q and %q", old, now, c.want, c.wantNew)
			}
			if dead := w.dead(); len(dead) != 0 {
				t.Errorf("dead letters: %v", dead)
			}
		})
	}
}

// One that is sent only after the group moved is deleted where it is sent.
func TestASecretThatIsSentAfterTheMove(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	g := w.tg.Group(-5, "Sales", w.tg.Person(1, "Mike", "en"))
	shown := text(-5, "whk_secret")
	shown.Slot = "secret:1"
	w.queue(shown, storage.Outgoing{
		Key: storage.OutKey{Chat: -5, Lane: storage.Later}, Kind: storage.Delete, Slot: "secret:1", NotBefore: time.Now().Add(300 * time.Millisecond),
		Message: chat.Message{HTML: "gone", Instead: "delete it"},
	})
	g.Migrate(-1005)
	w.send()
	w.wait("the secret", func(s sandbox.TelegramState) bool { return s.Sent == 1 })
	w.quiet()
	if s := w.tg.State(); s.Deleted != 1 || len(w.said(-1005)) != 0 {
		t.Errorf("%d messages were deleted, the new chat shows %q", s.Deleted, w.said(-1005))
	}
}
