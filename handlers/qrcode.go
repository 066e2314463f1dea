package handlers

import (
	"errors"

	"resellerbot/internal/chat"
	"resellerbot/internal/qr"
)

// draw puts the QR code of a text on a screen: as a picture, or as a file of
// that name, without .png, where a picture would blur. It gives false for a
// text that no code holds.
func draw(s *chat.Screen, text, name string) (bool, error) {
	picture, err := qr.PNG(text)
	switch {
	case errors.Is(err, qr.ErrTooLong):
		return false, nil
	case err != nil:
		return false, err
	case len(text) > qr.MostPhoto:
		s.File = &chat.File{Name: name + ".png", Data: picture}
	default:
		s.Photo = picture
	}
	return true, nil
}
