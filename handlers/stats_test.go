package handlers_test

import (
	"bytes"
	"fmt"
	"image/png"
	"time"
	"unicode/utf8"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// picture says in a transcript that there is one, once it was seen to be one
// whose text fits below it.
func (w *world) picture(m chat.Message) string {
	w.t.Helper()
	if n := utf8.RuneCountInString(m.HTML); n > 1024 {
		w.t.Errorf("%d characters below a picture", n)
	}
	img, err := png.Decode(bytes.NewReader(m.Photo))
	if err != nil {
		w.t.Fatalf("a picture: %v", err)
	}
	return fmt.Sprintf("(picture, %d×%d)", img.Bounds().Dx(), img.Bounds().Dy())
}

// watched is a day in which it was recorded who is online, but for two hours
// of the night.
func (w *world) watched() {
	w.t.Helper()
	stats, err := w.ops.Stats(w.t.Context(), w.place().Chat, time.UTC)
	if err != nil {
		w.t.Fatal(err)
	}
	err = w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		for ago := 24 * time.Hour; ago > 0; ago -= 5 * time.Minute {
			if at := w.clock().Add(-ago); at.Hour() > 3 || at.Hour() < 2 {
				sample := storage.Sample{Panel: stats.Panel, At: at, Online: (at.Hour()-3)*(at.Hour()-3)/4 + at.Minute()/20, Known: 120}
				if err := tx.AddSample(sample); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
