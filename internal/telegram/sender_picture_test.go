package telegram

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"resellerbot/internal/chat"
	"resellerbot/internal/qr"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// scannable tells whether a camera pointed at the chat finds a code, and how
// many there are.
func (w *world) scannable(id int64) (codes []string) {
	w.t.Helper()
	for _, m := range w.tg.Messages(id) {
		data := m.Photo
		if data == nil {
			data = m.Document
		}
		if data == nil {
			continue
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			w.t.Fatal(err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			w.t.Fatal(err)
		}
		if found, err := qrcode.NewQRCodeReader().Decode(bitmap, nil); err == nil {
			codes = append(codes, found.GetText())
		}
	}
	return codes
}

func code(t *testing.T, text string) []byte {
	t.Helper()
	picture, err := qr.PNG(text)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// TestACodeThatIsOver: whatever takes the place of a code, as an edit or as a
// new message, leaves nothing behind that can be scanned and paid.
func TestACodeThatIsOver(t *testing.T) {
	t.Parallel()
	keys := [][]chat.Key{{{Label: "Check", Data: "check"}}}
	for name, c := range map[string]struct {
		kind  storage.Kind
		file  bool   // the code was sent as a document
		next  string // what the new message's code says, "" for a text
		days  int    // that passed
		fault string // what Telegram says no to, see spoil
		left  int    // messages of the bot
	}{
		"a Show of a text":                 {kind: storage.Show, left: 1},
		"a Show of another code":           {kind: storage.Show, next: "new", left: 1},
		"a Send of a text":                 {kind: storage.Send, left: 1},
		"a Send of another code":           {kind: storage.Send, next: "new", left: 1},
		"a document":                       {kind: storage.Show, file: true, left: 1},
		"too old, a Show of a text":        {kind: storage.Show, days: 3, left: 2},
		"too old, a Send of a text":        {kind: storage.Send, days: 3, left: 2},
		"too old, another code":            {kind: storage.Send, next: "new", days: 3, left: 2},
		"too old, a document":              {kind: storage.Send, file: true, days: 3, left: 2},
		"a deletion refused for a while":   {kind: storage.Show, fault: "Internal Server Error", left: 1},
		"an edit of the caption refused":   {kind: storage.Send, days: 3, fault: "caption", left: 2},
		"the markup of the caption is not": {kind: storage.Send, days: 3, fault: "markup", left: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var later atomic.Int64
			w := newWorld(t, sandbox.TelegramOptions{Now: func() time.Time { return time.Now().Add(time.Duration(later.Load())) }})
			w.known(1)
			w.send()
			first := chat.Message{HTML: "pay this", Photo: code(t, "old"), Keys: keys}
			if c.file {
				first.File, first.Photo = &chat.File{Name: "code.png", Data: first.Photo}, nil
			}
			w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Send, Slot: "pay:1", Message: first})
			w.quiet()
			if codes := w.scannable(1); !slices.Equal(codes, []string{"old"}) {
				t.Fatalf("the chat shows the codes %q", codes)
			}
			later.Store(int64(c.days) * int64(24*time.Hour))
			w.spoil(c.fault)
			next := chat.Message{HTML: "<b>over</b> " + strings.Repeat("and out ", 200), Keys: keys}
			if c.next != "" {
				next = chat.Message{HTML: "<b>over</b>", Keys: keys, Photo: code(t, c.next)}
			}
			w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: c.kind, Slot: "pay:1", Message: next})
			w.quiet()
			var want []string
			if c.next != "" {
				want = []string{c.next}
			}
			if codes := w.scannable(1); !slices.Equal(codes, want) {
				t.Errorf("the chat shows the codes %q, want %q", codes, want)
			}
			left := w.tg.Messages(1)[1:]
			if len(left) != c.left || len(w.dead()) != 0 {
				t.Fatalf("%d messages, want %d; dead: %+v", len(left), c.left, w.dead())
			}
			if old := left[0]; c.left == 2 && c.fault != "caption" && (!strings.HasPrefix(old.Text, "over") || len(old.Keyboard) != 0) {
				t.Errorf("what could not be deleted still says %q, with %v", old.Text, old.Keyboard)
			}
			if last := left[len(left)-1]; !strings.HasPrefix(last.Text, "over") || len(last.Keyboard) != 1 {
				t.Errorf("the new message says %q, with %v", last.Text, last.Keyboard)
			}
		})
	}
}

// spoil has Telegram say no, in words of its own, to what empties a message.
func (w *world) spoil(fault string) {
	switch fault {
	case "Internal Server Error":
		w.tg.Fail(sandbox.TelegramFault{Method: "deleteMessage", Kind: sandbox.FaultServerError, Times: 2})
	case "caption":
		w.tg.Fail(sandbox.TelegramFault{Method: "editMessageCaption", Kind: sandbox.FaultServerError, Times: 1})
	case "markup":
		w.tg.Fail(sandbox.TelegramFault{Method: "editMessageCaption", Kind: sandbox.FaultOther, Text: "can't parse entities: Unsupported start tag", Times: 1})
	}
}

// TestATextThatIsTooOldToDelete loses its buttons, and never becomes a picture.
func TestATextThatIsTooOldToDelete(t *testing.T) {
	t.Parallel()
	var later atomic.Int64
	w := newWorld(t, sandbox.TelegramOptions{Now: func() time.Time { return time.Now().Add(time.Duration(later.Load())) }})
	w.known(1)
	w.send()
	for n, m := range []chat.Message{{HTML: "one", Keys: [][]chat.Key{{{Label: "Go", Data: "go"}}}}, {HTML: "two", Photo: code(t, "new")}} {
		later.Store(int64(n) * int64(72*time.Hour))
		w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Send, Slot: "pay:1", Message: m})
		w.quiet()
	}
	left := w.tg.Messages(1)[1:]
	if len(left) != 2 || left[0].Photo != nil || left[0].Text != "one" || len(left[0].Keyboard) != 0 || len(w.dead()) != 0 {
		t.Errorf("the chat shows %+v; dead: %+v", left, w.dead())
	}
}

// TestAPictureThatTelegramRefuses is sent as a file, with all that stands below
// it: what somebody is to pay with is not lost for a strange picture.
func TestAPictureThatTelegramRefuses(t *testing.T) {
	t.Parallel()
	for _, refusal := range []string{"IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS"} {
		w := newWorld(t, sandbox.TelegramOptions{})
		w.known(1)
		w.send()
		w.tg.Fail(sandbox.TelegramFault{Method: "sendPhoto", Kind: sandbox.FaultOther, Text: refusal})
		keys := [][]chat.Key{{{Label: "Check", Data: "check"}}}
		w.queue(storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Send, Slot: "pay:1", Message: chat.Message{HTML: "pay this", Photo: code(t, "old"), Keys: keys}})
		w.quiet()
		left := w.tg.Messages(1)[1:]
		if len(left) != 1 || left[0].Document == nil || left[0].Text != "pay this" || len(left[0].Keyboard) != 1 || len(w.dead()) != 0 {
			t.Errorf("%s: the chat shows %+v; dead: %+v", refusal, left, w.dead())
		}
	}
}
