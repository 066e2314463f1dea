package telegram

import (
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
)

// fileOf gives the document, or the photo in the largest of its sizes, of which
// Telegram keeps several. A GIF bears a document too, but cannot be sent as one
// by its id. See https://core.telegram.org/bots/api#photosize.
func fileOf(m *models.Message) *chat.FileRef {
	if d := m.Document; d != nil && m.Animation == nil {
		return &chat.FileRef{ID: d.FileID, Name: d.FileName, Size: d.FileSize, Type: d.MimeType}
	}
	if len(m.Photo) == 0 {
		return nil
	}
	best := m.Photo[0]
	for _, p := range m.Photo {
		if p.Width*p.Height > best.Width*best.Height {
			best = p
		}
	}
	return &chat.FileRef{ID: best.FileID, Size: int64(best.FileSize), Type: "image/jpeg", Photo: true}
}
