// Package qr draws QR codes that a phone scans off another screen. It is given
// text, and knows nothing of what it means.
package qr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"rsc.io/qr"
)

// ErrTooLong is for a text that fits no QR code: send it as a file.
var ErrTooLong = errors.New("the text is too long for a QR code")

const (
	// MostBytes is the longest text that is drawn, in bytes, whatever is in it:
	// what version 40 holds at level L. Digits and capitals alone may be longer.
	MostBytes = 2953
	// MostPhoto is the longest text whose code may be sent as a photo. Beyond it
	// the dots are so small that the messenger's JPEG and its preview cost too
	// much of them: send the picture as a file.
	MostPhoto = 1800
)

const (
	quiet   = 4    // modules of white around the code, as ISO/IEC 18004 asks for
	mostDot = 16   // pixels
	mostPNG = 1200 // pixels a side of a photo: Telegram shrinks what is over 1280, which blurs
	fileDot = 8    // pixels in a picture that is no photo
)

// PNG draws a text as a square picture: of at most 1200 pixels a side up to
// MostPhoto bytes, larger beyond. The error is ErrTooLong for a text that no
// code holds. The same text gives the same picture.
func PNG(text string) ([]byte, error) {
	code, err := encode(text)
	if err != nil {
		return nil, fmt.Errorf("draw QR code of %d bytes: %w", len(text), err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, draw(code, len(text) <= MostPhoto)); err != nil {
		return nil, fmt.Errorf("draw QR code: %w", err)
	}
	return out.Bytes(), nil
}

// encode takes the stronger correction while the dots stay large: messengers
// turn pictures into JPEG. A long text needs larger dots more.
func encode(text string) (*qr.Code, error) {
	const large = 700
	level := qr.M
	if len(text) > large {
		level = qr.L
	}
	code, err := qr.Encode(text, level)
	if err != nil { // it has no other complaint
		return nil, ErrTooLong
	}
	return code, nil
}

func draw(code *qr.Code, photo bool) image.Image {
	modules := code.Size + 2*quiet
	dot := fileDot
	if photo {
		dot = min(mostPNG/modules, mostDot)
	}
	side := modules * dot
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if code.Black(x/dot-quiet, y/dot-quiet) {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	return picture
}
