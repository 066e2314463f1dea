package handlers_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
)

// payWith leads a customer with an open invoice to the message about paying it
// in a way, and gives that message.
func payWith(t *testing.T, name string, change func(*sandbox.XMGateway)) chat.Message {
	t.Helper()
	w := newWorld(t)
	w.happens("xm connected")
	w.as("Bia")
	w.happens("xm logs-in olha@mail.example")
	for _, g := range w.xm.Gateways() {
		if g.Name == name {
			w.xm.SetGateway(g.ID, change)
		}
	}
	for _, line := range []string{"> /invoices", "> [🟡 Starter]", "> [Pay]", "> [Pay with " + name} {
		w.step(line)
	}
	all := w.sent()
	return all[len(all)-1]
}

// TestWhatIsScannedIsPaid: the picture, the text and the button hold what the
// store said, byte for byte, however long it is; what no picture holds is a
// file.
func TestWhatIsScannedIsPaid(t *testing.T) {
	t.Parallel()
	const uri = "bitcoin:TInvented11?amount=0.00012&label=Caf%C3%A9&message=São "
	for _, n := range []int{1, 7, 60, 256, 257, 500, 501, 1800, 1801, 2900, 2953, 2954, 9000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			code := strings.ToValidUTF8(strings.Repeat(uri, n/len(uri)+1)[:n], "x")
			if code = strings.TrimSpace(code); len(code) < n {
				code += strings.Repeat("x", n-len(code))
			}
			m := payWith(t, "USDT TRC20", func(g *sandbox.XMGateway) { g.Data = code })
			switch {
			case m.File != nil && strings.HasSuffix(m.File.Name, ".txt"):
				if string(m.File.Data) != code+"\n" || n <= 2953 {
					t.Errorf("a file of %d bytes", len(m.File.Data))
				}
			case m.File != nil:
				if read := scanned(t, m.File.Data); read != code || n <= 1800 {
					t.Errorf("the picture in the file says %q", read)
				}
			default:
				if read := scanned(t, m.Photo); read != code || n > 1800 {
					t.Errorf("the picture says %q", read)
				}
			}
			if got := buttonCopies(m); got != map[bool]string{true: code}[n <= 256] {
				t.Errorf("the button copies %q", got)
			}
			if written := strings.Contains(plainText(m.HTML), code); written != (n <= 500) {
				t.Errorf("written: %v", written)
			}
		})
	}
}

func buttonCopies(m chat.Message) (text string) {
	for _, row := range m.Keys {
		for _, k := range row {
			text += k.Copy
		}
	}
	return text
}

func plainText(html string) string {
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'").Replace(html)
}

// TestAPictureOfTheStore: as it came, or as a messenger takes it, never lost.
func TestAPictureOfTheStore(t *testing.T) {
	t.Parallel()
	matrix, err := qrcode.NewQRCodeWriter().Encode("alipay invented", gozxing.BarcodeFormat_QR_CODE, 200, 200, nil)
	if err != nil {
		t.Fatal(err)
	}
	drawn := image.NewPaletted(image.Rect(0, 0, 200, 200), color.Palette{color.White, color.Black})
	for y := range 200 {
		for x := range 200 {
			if matrix.Get(x, y) {
				drawn.SetColorIndex(x, y, 1)
			}
		}
	}
	var moving bytes.Buffer
	if err := gif.Encode(&moving, drawn, nil); err != nil {
		t.Fatal(err)
	}
	m := payWith(t, "Alipay", func(g *sandbox.XMGateway) { g.QRCode = dataURI("image/gif", moving.Bytes()) })
	if m.Photo == nil || scanned(t, m.Photo) != "alipay invented" {
		t.Errorf("a GIF is shown as %d bytes of picture and %v", len(m.Photo), m.File)
	}
}

// TestNoButtonThatTelegramRefuses: an address without a name of a host would
// have the whole message refused.
func TestNoButtonThatTelegramRefuses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"https://localhost/pay", "http://pay/now", "https://checkout.example/pay?id=1"} {
		m := payWith(t, "Card", func(g *sandbox.XMGateway) { g.Data = address })
		for _, row := range m.Keys {
			for _, k := range row {
				if k.URL != "" && !strings.Contains(k.URL, ".example/") {
					t.Errorf("a button leads to %s", k.URL)
				}
			}
		}
		if shown := strings.Contains(m.HTML, address) || strings.Contains(fmt.Sprint(m.Keys), address); !shown {
			t.Errorf("%s is lost:\n%s", address, m.HTML)
		}
	}
}

func dataURI(kind string, data []byte) string {
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}
