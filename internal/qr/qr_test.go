package qr

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// TestAnotherDecoderReadsIt: byte for byte, up to the longest that a code holds.
func TestAnotherDecoderReadsIt(t *testing.T) {
	conf := "[Interface]\nPrivateKey = aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd28=\nAddress = 10.8.0.2/32\nDNS = 1.1.1.1\n\n" +
		"[Peer]\nPublicKey = d29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGU=\nAllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = 192.0.2.7:51820\n"
	for name, text := range map[string]string{
		"one":        "x",
		"digits":     "0123456789",
		"capitals":   "HELLO WORLD",
		"wireguard":  conf,
		"crlf":       strings.ReplaceAll(conf, "\n", "\r\n"),
		"vless":      "vless://6f1b6a1e-0000-4000-8000-000000000001@host.example:443?type=ws&security=tls&sni=host.example&path=%2Fw#NL%20ana",
		"wechat":     "wxp://f2f0invented5u5iiieettyhhhghjjkkkkjkklklk",
		"wallet":     "TInventedAddressOfNobody1111111111",
		"payment":    "ethereum:0x00000000000000000000000000000000000000aa@1?value=2.014e18&gas=10",
		"link":       "https://panel.example/link/LpYnkaUyEsshJTyYMaOA2b8ll5DYag1U?config=1",
		"unicode":    "São Paulo · Zürich · 🙂",
		"persian":    "پرداخت کنید ۱۲۳",
		"repetitive": strings.Repeat("0000000 ", 60),
		"markup":     "<b>&amp;</b>\x00\x1b\ufeff",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			readBack(t, text)
		})
	}
}

var everyLength = flag.Bool("every-length", false, "try every length that a code holds, not some")

// TestEveryLength: any bytes at all, of lengths on both sides of each change of
// correction, size of dots and code.
func TestEveryLength(t *testing.T) {
	lengths := []int{1, 2, 7, 13, 14, 100, 256, 257, 699, 700, 701, 1024, 1273, 1799, MostPhoto, MostPhoto + 1, 2331, 2920, MostBytes - 1, MostBytes}
	if *everyLength {
		lengths = nil
		for n := range MostBytes {
			lengths = append(lengths, n+1)
		}
	}
	for _, n := range lengths {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(3, uint64(n))) //nolint:gosec // texts of nobody
			anything := make([]byte, n)
			for i := range anything {
				anything[i] = byte(chance.Uint32())
			}
			readBack(t, string(anything))
			if *everyLength {
				return
			}
			readBack(t, strings.Repeat("vmess://eyJhZGQiOiJob3N0LmV4YW1wbGUi+/=", n)[:n])
		})
	}
	readBack(t, strings.Repeat("\xff", MostPhoto))
	readBack(t, strings.Repeat("0987654321", 708)) // nothing but digits is packed closer
	readBack(t, strings.Repeat("BITCOIN:INVENTED", 268))
}

func readBack(t *testing.T, text string) {
	t.Helper()
	picture, err := PNG(text)
	if err != nil {
		t.Fatal(err)
	}
	found, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	if b := found.Bounds(); b.Dx() != b.Dy() || b.Dx() > mostPNG && len(text) <= MostPhoto || b.Dx() < 300 {
		t.Errorf("the picture of %d bytes is %v", len(text), b)
	}
	if got := decoded(t, found, true); got != text {
		t.Errorf("%d bytes are read as %q, want %q", len(text), got, text)
	}
}

// decoded reads a picture with a library that has nothing in common with ours,
// taking each character for one byte. A photograph has to be found in first.
func decoded(t *testing.T, picture image.Image, pure bool) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1"}
	if pure {
		hints[gozxing.DecodeHintType_PURE_BARCODE] = true
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for _, c := range result.GetText() {
		text = append(text, byte(c)) //nolint:gosec // ISO 8859-1 has no others
	}
	return string(text)
}

// TestAfterTheMessenger: a photo comes as JPEG, smaller than it was sent, and a
// camera has to find the code in it.
func TestAfterTheMessenger(t *testing.T) {
	for _, n := range []int{40, 700, 1200, MostPhoto} {
		text := strings.Repeat("vless://6f1b6a1e@host.example:443?sni=Zx9", n)[:n]
		picture, err := PNG(text)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, sent, &jpeg.Options{Quality: 60}); err != nil {
			t.Fatal(err)
		}
		seen, err := jpeg.Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		if got := decoded(t, seen, false); got != text {
			t.Errorf("%d bytes are read as %q", n, got)
		}
	}
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
		readBack(t, text)
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
