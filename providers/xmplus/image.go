package xmplus

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"strings"
	"unicode"
)

// How large a ready picture may be: a QR code is a few kilobytes.
const (
	imageBytes = 512 << 10
	imageSide  = 4096 // pixels
)

// imageIn gives the picture of a "data:image/…;base64," text, or of its base64
// alone; nil when it is none that a messenger shows.
func imageIn(text string) []byte {
	kind, data, ok := strings.Cut(text, ",")
	switch {
	case !ok:
		data = text // measured below: no code of a payment begins as a picture does
	case !strings.HasPrefix(kind, "data:image/") || !strings.HasSuffix(kind, ";base64"):
		return nil
	}
	if len(data) > 2*imageBytes {
		return nil
	}
	data = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, data)
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(data, "="))
	if err != nil || len(raw) > imageBytes {
		return nil
	}
	size, err := measure(raw)
	if err != nil || size.Width < 1 || size.Height < 1 || size.Width > imageSide || size.Height > imageSide {
		return nil
	}
	return raw
}

// measure reads a picture by what it is, not by what it is called.
func measure(raw []byte) (image.Config, error) {
	switch http.DetectContentType(raw) {
	case "image/png":
		return png.DecodeConfig(bytes.NewReader(raw))
	case "image/jpeg":
		return jpeg.DecodeConfig(bytes.NewReader(raw))
	case "image/gif":
		return gif.DecodeConfig(bytes.NewReader(raw))
	default:
		return image.Config{}, image.ErrFormat
	}
}
