package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func (w *world) dead() []storage.Dead {
	var dead []storage.Dead
	w.view(func(tx *storage.Tx) (err error) {
		dead, err = tx.DeadLetters(100)
		return err
	})
	return dead
}

// known makes a private chat that the bot may write to.
func (w *world) known(id int64) *sandbox.TelegramPerson {
	p := w.tg.Person(id, "Ana", "en")
	p.Say("/start")
	return p
}

func TestOrderWithinAChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	var want []string
	for id := range int64(5) {
		w.known(id + 1)
	}
	for n := range 20 {
		want = append(want, fmt.Sprint(n))
		for id := range int64(5) {
			w.queue(text(id+1, fmt.Sprint(n)))
		}
	}
	w.send()
	w.quiet()
	for id := range int64(5) {
		if diff := cmp.Diff(want, w.said(id+1)); diff != "" {
			t.Errorf("chat %d: %s", id+1, diff)
		}
	}
}

func TestTheUrgentGoFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	for id := range int64(10) {
		w.known(id + 1)
		for lane := storage.Broadcasts; ; lane-- {
			row := text(id+1, fmt.Sprint(lane))
			row.Key.Lane = lane
			w.queue(row)
			if lane == 0 {
				break
			}
		}
	}
	w.send(func(c *SenderConfig) { c.Workers = 1 })
	w.quiet()
	var lanes []string
	for _, c := range w.tg.Calls() {
		if c.Method == "sendmessage" {
			lanes = append(lanes, c.Params["text"])
		}
	}
	if !slices.IsSorted(lanes) || len(lanes) != 30 {
		t.Errorf("lanes went out as %v", lanes)
	}
}

func TestAReplyOvertakesTheBroadcasts(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	p := newPlan(pace{}, Stats{})
	for id := range int64(50) {
		p.add([]storage.OutKey{{Chat: id + 1, Lane: storage.Broadcasts, Seq: uint64(id + 1)}}, now)
	}
	p.add([]storage.OutKey{{Chat: 50, Lane: storage.Replies, Seq: 100}}, now)
	if j, _ := p.next(now); j == nil || j.key.Seq != 100 {
		t.Errorf("first goes %+v, want the reply", j)
	}
}

func TestFaultsOfASend(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  sandbox.TelegramFault
		copies int
		dead   int
	}{
		"too many":        {sandbox.TelegramFault{Kind: sandbox.FaultTooMany, RetryAfter: 1, Times: 1}, 1, 0},
		"server error":    {sandbox.TelegramFault{Kind: sandbox.FaultServerError, Times: 2}, 1, 0},
		"web page":        {sandbox.TelegramFault{Kind: sandbox.FaultHTML, Times: 2}, 1, 0},
		"cut before":      {sandbox.TelegramFault{Kind: sandbox.FaultCutBefore, Times: 1}, 1, 0},
		"cut after":       {sandbox.TelegramFault{Kind: sandbox.FaultCutAfter, Times: 1}, 2, 0},
		"cut after twice": {sandbox.TelegramFault{Kind: sandbox.FaultCutAfter, Times: 2}, 2, 1},
		"cut after ever":  {sandbox.TelegramFault{Kind: sandbox.FaultCutAfter}, 2, 1},
		"refused":         {sandbox.TelegramFault{Kind: sandbox.FaultOther, Text: "BUTTON_DATA_INVALID", Times: 1}, 0, 1},
		"rights":          {sandbox.TelegramFault{Kind: sandbox.FaultOther, Text: "not enough rights to send text messages to the chat", Times: 1}, 0, 1},
		"markup":          {sandbox.TelegramFault{Kind: sandbox.FaultOther, Text: "can't parse entities: Unsupported start tag", Times: 1}, 1, 0},
		"topic gone":      {sandbox.TelegramFault{Kind: sandbox.FaultOther, Text: "message thread not found", Times: 1}, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.TelegramOptions{})
			w.known(1)
			c.fault.Method = "sendMessage"
			w.tg.Fail(c.fault)
			row := text(1, "<b>hi</b>")
			row.Thread = 7
			w.queue(row)
			w.send()
			w.quiet()
			w.tg.Heal()
			w.queue(text(1, "after"))
			w.quiet()
			if got, want := w.said(1), append(slices.Repeat([]string{"hi"}, c.copies), "after"); !slices.Equal(got, want) {
				t.Errorf("the chat shows %q, want %q", got, want)
			}
			if n := len(w.dead()); n != c.dead {
				t.Errorf("%d dead letters, want %d: %+v", n, c.dead, w.dead())
			}
			w.view(func(tx *storage.Tx) error {
				if ch, _, _ := tx.Chat(1); ch.Unreachable {
					t.Error("the chat counts as unreachable")
				}
				return nil
			})
		})
	}
}

func TestACrashInFlightNeverSendsAThirdTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	row := text(1, "hi")
	w.update(func(tx *storage.Tx) error { return tx.Queue(&row) })
	for crash, want := range []int{1, 2, 2} {
		// What a crash leaves after the call and before Delivered.
		w.update(func(tx *storage.Tx) error {
			err := tx.Departing(row.Key)
			if errors.Is(err, storage.ErrGone) {
				return nil
			}
			return err
		})
		if crash < 2 {
			if _, err := w.api.send(context.Background(), chat.Place{Chat: 1}, row.Message, true); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.store.Close(); err != nil {
			t.Fatal(err)
		}
		w.open()
		if got := len(w.said(1)); got != want {
			t.Fatalf("crash %d: %d copies, want %d", crash+1, got, want)
		}
	}
	w.send()
	w.quiet()
	if n := len(w.said(1)); n != 2 || len(w.dead()) != 1 {
		t.Errorf("%d copies and %d dead letters, want 2 and 1", n, len(w.dead()))
	}
}

func TestWhoBlockedTheBot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.known(1)
	w.update(func(tx *storage.Tx) error {
		if err := tx.SavePerson(storage.Person{ID: 1, First: time.Now().Add(-2 * time.Hour)}); err != nil {
			return err
		}
		return tx.SaveChat(storage.Chat{ID: 1, Private: true})
	})
	ana.Block()
	alert := text(1, "alert")
	alert.Key.Lane = storage.Alerts
	w.queue(text(1, "hi"), alert, alert)
	w.send()
	w.quiet()
	if n := len(w.dead()); n != 3 {
		t.Errorf("%d dead letters, want 3", n)
	}
	reached := 0
	for _, c := range w.tg.Calls() {
		if c.Method == "sendmessage" {
			reached++
		}
	}
	if reached != 1 {
		t.Errorf("%d calls to one who blocked the bot, want 1", reached)
	}
	w.view(func(tx *storage.Tx) error {
		c, _, _ := tx.Chat(1)
		p, _, _ := tx.Person(1)
		if !c.Unreachable || !p.Unreachable {
			t.Errorf("unreachable: chat %v, person %v", c.Unreachable, p.Unreachable)
		}
		return nil
	})
	ana.Say("back")
	w.queue(text(1, "hello again"))
	w.quiet()
	w.queue(alert)
	w.quiet()
	if diff := cmp.Diff([]string{"hello again", "alert"}, w.said(1)); diff != "" {
		t.Error(diff)
	}
}

func TestMigratedGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	g := w.tg.Group(-5, "Sales", w.known(1))
	var want []string
	for n := range 20 {
		want = append(want, fmt.Sprint(n))
		w.queue(text(-5, fmt.Sprint(n)))
	}
	g.Migrate(-1005)
	w.send()
	w.quiet()
	if diff := cmp.Diff(want, w.said(-1005)); diff != "" {
		t.Error(diff)
	}
}

func TestSlots(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	w.send()
	show := func(kind storage.Kind, m chat.Message) []sandbox.TelegramMessage {
		t.Helper()
		row := storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: kind, Slot: "menu", Message: m}
		w.queue(row)
		w.quiet()
		return w.tg.Messages(1)[1:] // after /start
	}
	png := []byte("\x89PNG\r\n\x1a\n invented")
	keys := [][]chat.Key{{{Label: "Go", Data: "go"}}}
	one := show(storage.Show, chat.Message{HTML: "one", Keys: keys})
	two := show(storage.Show, chat.Message{HTML: "two"})
	if len(two) != 1 || two[0].ID != one[0].ID || two[0].Text != "two" || len(two[0].Keyboard) != 0 {
		t.Errorf("a Show did not edit: %+v", two)
	}
	if same := show(storage.Show, chat.Message{HTML: "two"}); len(same) != 1 || len(w.dead()) != 0 {
		t.Errorf("a Show of the same: %+v, %v", same, w.dead())
	}
	fresh := show(storage.Send, chat.Message{HTML: "three"})
	if len(fresh) != 1 || fresh[0].ID == one[0].ID || fresh[0].Text != "three" {
		t.Errorf("a Send did not take the slot: %+v", fresh)
	}
	photo := show(storage.Show, chat.Message{HTML: "four", Photo: png, Keys: keys})
	if len(photo) != 1 || photo[0].Photo == nil || photo[0].Text != "four" {
		t.Errorf("a text did not become a picture: %+v", photo)
	}
	next := show(storage.Show, chat.Message{HTML: "four again", Photo: append(png, '2'), Keys: keys})
	if len(next) != 1 || !bytes.HasSuffix(next[0].Photo, []byte("2")) || next[0].Text != "four again" {
		t.Errorf("a picture did not become another: %+v", next)
	}
	back := show(storage.Show, chat.Message{HTML: "five", Keys: keys})
	if len(back) != 1 || back[0].Photo != nil || back[0].Text != "five" {
		t.Errorf("a picture did not become a text: %+v", back)
	}
	if bare := show(storage.Strip, chat.Message{}); len(bare) != 1 || len(bare[0].Keyboard) != 0 {
		t.Errorf("buttons were not taken off: %+v", bare)
	}
	if both := show(storage.Show, chat.Message{HTML: "after"}); len(both) != 2 {
		t.Errorf("what lost its buttons is still in the slot: %+v", both)
	}
	if bare := show(storage.Delete, chat.Message{}); len(bare) != 1 || bare[0].ID != back[0].ID {
		t.Errorf("not deleted: %+v", bare)
	}
	w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Delete, Target: back[0].ID})
	w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Delete, Target: back[0].ID}) // twice is no failure
	if again := show(storage.Show, chat.Message{HTML: "six"}); len(again) != 1 || again[0].Text != "six" {
		t.Errorf("an empty slot: %+v", again)
	}
	if len(w.dead()) != 0 {
		t.Errorf("dead letters: %+v", w.dead())
	}
}
