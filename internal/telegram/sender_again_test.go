package telegram

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

const instead = "<i>it cannot be shown</i>"

// again is a message with what somebody sent before.
func again(f chat.FileRef, html string) storage.Outgoing {
	var s chat.Screen
	s.Attach(f)
	row := text(1, html)
	row.Message.PhotoID, row.Message.File, row.Message.Instead, row.Message.Protect = s.PhotoID, s.File, instead, true
	row.Message.Keys = [][]chat.Key{{{Label: "Approve", Data: "yes"}}}
	return row
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// given has a person send a picture and a document, and says what the bot knows
// of them then.
func (w *world) given(photo, document []byte) (files []chat.FileRef) {
	w.t.Helper()
	got := make(chan chat.FileRef, 2)
	_, stop := w.receive(func(ctx context.Context, in chat.Input) error {
		if in.File != nil {
			got <- *in.File
		}
		return w.store.Update(ctx, func(tx *storage.Tx) error { return tx.FinishUpdate(in.Update) })
	})
	defer stop()
	ana := w.tg.Person(1, "Ana", "en")
	ana.SendPhoto(photo, "paid")
	ana.SendDocument("receipt.pdf", document, "")
	return []chat.FileRef{<-got, <-got}
}

// What a person sent goes to another chat by its id: the same bytes, and nothing
// is uploaded.
func TestFilesAreSentAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	photo, document := picture(t, 640, 400), []byte("%PDF-1.4 invented")
	files := w.given(photo, document)
	w.queue(again(files[0], "Ana paid"), again(files[1], "Ana paid by bank"))
	w.send()
	w.quiet()
	sent := w.tg.Messages(1)[2:]
	if len(sent) != 2 || !bytes.Equal(sent[0].Photo, photo) || sent[0].Text != "Ana paid" || len(sent[0].Keyboard) != 1 || !sent[0].Protect {
		t.Errorf("the picture: %+v", sent[0])
	}
	if len(sent) != 2 || !bytes.Equal(sent[1].Document, document) || sent[1].FileName != "receipt.pdf" || sent[1].Text != "Ana paid by bank" {
		t.Errorf("the document: %+v", sent[1])
	}
	for _, c := range w.tg.Calls() {
		if c.Method == "sendphoto" && c.Params["photo"] != files[0].ID || c.Method == "senddocument" && c.Params["document"] != files[1].ID {
			t.Errorf("%s: %v", c.Method, c.Params)
		}
	}
}

// A text comes in place of what Telegram will not send again, with all else that
// was to be said, once.
func TestRefusedFileIsReplacedByWords(t *testing.T) {
	t.Parallel()
	const no = "\n\nit cannot be shown"
	for name, change := range map[string]func(*world, *storage.Outgoing){
		"another bot's": func(w *world, _ *storage.Outgoing) { w.tg.ForgetFiles() },
		"a document as a picture": func(_ *world, row *storage.Outgoing) {
			row.Message.PhotoID, row.Message.File = row.Message.File.ID, nil
		},
		"pictures are forbidden": func(w *world, _ *storage.Outgoing) {
			w.tg.Fail(sandbox.TelegramFault{Method: "sendDocument", Kind: sandbox.FaultOther, Text: "not enough rights to send documents to the chat"})
		},
		"and Telegram is busy": func(w *world, _ *storage.Outgoing) {
			w.tg.ForgetFiles()
			w.tg.Fail(sandbox.TelegramFault{Method: "sendMessage", Kind: sandbox.FaultTooMany, RetryAfter: 1, Times: 1})
		},
		"and Telegram is down": func(w *world, _ *storage.Outgoing) {
			w.tg.ForgetFiles()
			w.tg.Fail(sandbox.TelegramFault{Method: "sendMessage", Kind: sandbox.FaultServerError, Times: 1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.TelegramOptions{})
			row := again(w.given(picture(t, 64, 64), []byte("%PDF-1.4"))[1], "<b>Ana</b> paid")
			change(w, &row)
			w.queue(row, text(1, "after"))
			w.send()
			w.quiet()
			sent := w.tg.Messages(1)[2:]
			if len(sent) != 2 || sent[0].Text != "Ana paid"+no || sent[0].Document != nil || len(sent[0].Keyboard) != 1 || !sent[0].Protect || sent[1].Text != "after" {
				t.Errorf("the chat shows %+v", sent)
			}
			if n := len(w.dead()); n != 0 {
				t.Errorf("dead letters: %+v", w.dead())
			}
		})
	}
}

// A send by id is as doubtful as any, and what is not about the file is not
// taken for a refusal of it.
func TestFaultsOfASendByID(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  sandbox.TelegramFault
		copies int
		dead   int
	}{
		"too many":        {sandbox.TelegramFault{Kind: sandbox.FaultTooMany, RetryAfter: 1, Times: 1}, 1, 0},
		"server error":    {sandbox.TelegramFault{Kind: sandbox.FaultServerError, Times: 1}, 1, 0},
		"cut before":      {sandbox.TelegramFault{Kind: sandbox.FaultCutBefore, Times: 1}, 1, 0},
		"cut after":       {sandbox.TelegramFault{Kind: sandbox.FaultCutAfter, Times: 1}, 2, 0},
		"cut after twice": {sandbox.TelegramFault{Kind: sandbox.FaultCutAfter, Times: 2}, 2, 1},
		"markup":          {sandbox.TelegramFault{Kind: sandbox.FaultOther, Text: "can't parse entities: Unsupported start tag", Times: 1}, 1, 0},
		"blocked":         {sandbox.TelegramFault{Kind: sandbox.FaultForbidden, Times: 1}, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.TelegramOptions{})
			row := again(w.given(picture(t, 64, 64), []byte("%PDF-1.4"))[0], "<b>Ana</b> paid")
			c.fault.Method = "sendPhoto"
			w.tg.Fail(c.fault)
			w.queue(row)
			w.send()
			w.quiet()
			if got, want := w.said(1), slices.Repeat([]string{"Ana paid"}, c.copies); !slices.Equal(got, want) || len(w.dead()) != c.dead {
				t.Errorf("the chat shows %q, %d dead letters; want %q and %d", got, len(w.dead()), want, c.dead)
			}
			for _, m := range w.tg.Messages(1)[2:] {
				if m.Photo == nil {
					t.Errorf("without its picture: %+v", m)
				}
			}
		})
	}
}

// A caption that is too long follows its picture, or stands alone when the
// picture is refused.
func TestLongTextOfARefusedPicture(t *testing.T) {
	t.Parallel()
	long := string(bytes.Repeat([]byte("word "), 300))
	row := again(chat.FileRef{ID: "none", Photo: true}, long)
	w := newWorld(t, sandbox.TelegramOptions{})
	w.known(1)
	w.queue(row)
	w.send()
	w.quiet()
	if got := w.said(1); len(got) != 2 || got[0] != "it cannot be shown" || len(got[1]) < 1400 || len(w.dead()) != 0 {
		t.Errorf("the chat shows %q, dead letters %+v", got, w.dead())
	}
}
