package qr

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// TestAnotherDecoderReadsIt: byte for byte, up to the longest that is drawn.
func TestAnotherDecoderReadsIt(t *testing.T) {
	conf := "[Interface]\nPrivateKey = aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd28=\nAddress = 10.8.0.2/32\nDNS = 1.1.1.1\n\n" +
		"[Peer]\nPublicKey = d29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGU=\nAllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = 192.0.2.7:51820\n"
	texts := map[string]string{
		"one":        "x",
		"digits":     "0123456789",
		"capitals":   "HELLO WORLD",
		"wireguard":  conf,
		"crlf":       strings.ReplaceAll(conf, "\n", "\r\n"),
		"vless":      "vless://6f1b6a1e-0000-4000-8000-000000000001@host.example:443?type=ws&security=tls&sni=host.example&path=%2Fw#NL%20ana",
		"unicode":    "São Paulo · Zürich · 🙂",
		"repetitive": strings.Repeat("0000000 ", 60),
	}
	for _, n := range []int{100, 699, 700, 701, 1200, MostBytes} {
		texts["long"+strings.Repeat("x", n%7)] = strings.Repeat("Key = a1+/", n)[:n]
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			picture, err := PNG(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := decoded(t, picture); got != text {
				t.Errorf("%d bytes are read as %q, want %q", len(text), got, text)
			}
		})
	}
}

// decoded reads a picture with a library that has nothing in common with ours.
func decoded(t *testing.T, picture []byte) string {
	t.Helper()
	found, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	if b := found.Bounds(); b.Dx() != b.Dy() || b.Dx() > mostPNG || b.Dx() < 300 {
		t.Errorf("the picture is %v", b)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(found)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_CHARACTER_SET: "UTF-8", gozxing.DecodeHintType_PURE_BARCODE: true, // it is no photograph
	})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// TestEveryKeyIsRead: whatever keys a configuration happens to have.
func TestEveryKeyIsRead(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // keys of nobody
	for range 25 {
		key := make([]byte, 64)
		for i := range key {
			key[i] = byte(chance.Uint32())
		}
		text := "[Interface]\nPrivateKey = " + base64.StdEncoding.EncodeToString(key[:32]) + "\nAddress = 10.250.0.8\nDNS = 172.16.0.1\n\n" +
			"[Peer]\nPublicKey = " + base64.StdEncoding.EncodeToString(key[32:]) + "\nAllowedIPs = 0.0.0.0/0,::/0\nEndpoint = nl-001.host.example:51820\n"
		picture, err := PNG(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := decoded(t, picture); got != text {
			t.Errorf("it is read as %q, want %q", got, text)
		}
	}
}

func TestTooLong(t *testing.T) {
	if picture, err := PNG(strings.Repeat("x", MostBytes+1)); !errors.Is(err, ErrTooLong) || picture != nil {
		t.Errorf("%d bytes of picture, %v", len(picture), err)
	}
}

// TestEveryPictureIsQuiet: without the white around it no phone finds it.
func TestEveryPictureIsQuiet(t *testing.T) {
	picture, err := PNG("vless://x")
	if err != nil {
		t.Fatal(err)
	}
	found, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	side := found.Bounds().Dx()
	for i := range side {
		for _, at := range [][2]int{{i, quiet*mostDot - 1}, {quiet*mostDot - 1, i}, {i, side - quiet*mostDot}, {side - quiet*mostDot, i}} {
			if r, _, _, _ := found.At(at[0], at[1]).RGBA(); r == 0 {
				t.Fatalf("black at %v", at)
			}
		}
	}
}
