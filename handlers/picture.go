package handlers

import (
	"bytes"
	"image"
	_ "image/gif" // stores draw codes as GIF, too
	_ "image/jpeg"
	"image/png"
	"net/http"

	"resellerbot/internal/chat"
)

// photo gives a picture as messengers take one; what is none that can be read
// is sent as a file, as it is.
func photo(data []byte) ([]byte, *chat.File) {
	switch http.DetectContentType(data) {
	case "image/png", "image/jpeg":
		if _, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
			return data, nil
		}
	default:
		if drawn, ok := redrawn(data); ok {
			return drawn, nil
		}
	}
	return nil, &chat.File{Name: "code", Data: data}
}

// redrawn turns a picture of another kind into a PNG.
func redrawn(data []byte) ([]byte, bool) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width*c.Height > 4<<20 { // nobody draws a code so large
		return nil, false
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err == nil
}
