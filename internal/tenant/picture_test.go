package tenant

import (
	"bytes"
	"crypto/sha256"
	"image/png"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// picture gives what a QR code says; a chart says nothing.
func (w *watch) picture(data []byte) string {
	w.seen["pictures"]++
	sum := sha256.Sum256(data)
	name := string(sum[:])
	if text, known := w.decoded[name]; known {
		return text
	}
	w.decoded[name] = ""
	img, err := png.Decode(bytes.NewReader(data))
	w.must(err)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	w.must(err)
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"}
	if result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil {
		w.decoded[name] = result.GetText()
		w.seen["QR codes"]++
	}
	return w.decoded[name]
}
