package sandbox

import (
	"bytes"
	"image"
	_ "image/jpeg" // people send photos as JPEG
	_ "image/png"
)

// SendPhoto sends a picture to the bot in private.
func (p *TelegramPerson) SendPhoto(data []byte, caption string) (updateID int64) {
	return p.document(p.id, true, 0, &TelegramMessage{Photo: data, Text: caption})
}

// SendPhotoIn sends a picture in a group, in a topic when thread is not 0.
func (p *TelegramPerson) SendPhotoIn(g *TelegramGroup, thread int, data []byte, caption string) (updateID int64) {
	return p.document(g.id, false, thread, &TelegramMessage{Photo: data, Text: caption})
}

// photo is a picture as a message names it: in two sizes, of which the larger
// is the picture. The lock is held.
func (t *Telegram) photo(m *TelegramMessage) []any {
	m.file = t.keep(m.file, "photo", "", m.Photo)
	width, height := 100, 100
	if c, _, err := image.DecodeConfig(bytes.NewReader(m.Photo)); err == nil {
		width, height = c.Width, c.Height
	}
	small := map[string]any{"file_id": m.file + "s", "file_unique_id": m.file + "s", "file_size": 900, "width": max(width/4, 1), "height": max(height/4, 1)}
	large := map[string]any{"file_id": m.file, "file_unique_id": m.file, "file_size": len(m.Photo), "width": width, "height": height}
	return []any{small, large}
}

// ForgetFiles makes every file id wrong, as those of another bot are.
func (t *Telegram) ForgetFiles() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.files)
}
