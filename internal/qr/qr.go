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

// MostBytes is the longest text that is drawn, in bytes. Longer ones fit the
// largest code, but no camera reads its dots off a phone's screen.
const MostBytes = 1800

const (
	quiet   = 4    // modules of white around the code, as ISO/IEC 18004 asks for
	mostDot = 16   // pixels
	mostPNG = 1200 // pixels a side: Telegram shrinks what is over 1280, which blurs
)

// PNG draws a text of 1 to MostBytes bytes as a square picture, at most 1200
// pixels a side. The error is ErrTooLong for a longer one.
func PNG(text string) ([]byte, error) {
	if len(text) > MostBytes {
		return nil, fmt.Errorf("draw QR code of %d bytes: %w", len(text), ErrTooLong)
	}
	code, err := encode(text)
	if err != nil {
		return nil, fmt.Errorf("draw QR code: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, draw(code)); err != nil {
		return nil, fmt.Errorf("draw QR code: %w", err)
	}
	return out.Bytes(), nil
}

// encode takes the stronger correction while the dots stay large: messengers
// turn pictures into JPEG. A long text needs larger dots more.
func encode(text string) (*qr.Code, error) {
	const large = 700
	if len(text) > large {
		return qr.Encode(text, qr.L)
	}
	return qr.Encode(text, qr.M)
}

func draw(code *qr.Code) image.Image {
	modules := code.Size + 2*quiet
	dot := min(mostPNG/modules, mostDot)
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
