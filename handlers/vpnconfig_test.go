package handlers_test

import (
	"bytes"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// tunnelKeys are what is new in each configuration.
var tunnelKeys = regexp.MustCompile(`((?:PrivateKey|PublicKey|PresharedKey) = )\S+|(vless://)[^@]*(@\S*?pbk=)[^&]*`)

// maskedTunnel hides what chance decides at VPNresellers.
func (w *world) maskedTunnel(s string) string {
	for _, a := range w.vpn.Accounts() {
		if len(a.Password) == 10 {
			s = strings.ReplaceAll(s, a.Password, "{password}")
		}
	}
	return tunnelKeys.ReplaceAllString(s, "${1}${2}{secret}${3}")
}

// sent are the messages on the screen, the oldest first.
func (w *world) sent() []chat.Message {
	var ids []int
	for id := range w.shown {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var all []chat.Message
	for _, id := range ids {
		all = append(all, w.shown[id])
	}
	return all
}

// scanned reads a picture as a phone would, with a library that has nothing in
// common with what draws it.
func scanned(t *testing.T, picture []byte) string {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// TestThePictureIsTheFile: who scans gets what who imports gets.
func TestThePictureIsTheFile(t *testing.T) {
	for protocol, has := range map[string]string{"WireGuard": "PrivateKey = ", "VLESS": "vless://"} {
		w := newWorld(t)
		w.tunnel("connected")
		for _, step := range []string{"/accounts ana.06", "[Get configuration]", "[Portugal]"} {
			w.person(step)
		}
		w.person("[" + protocol + "]")
		all := w.sent()
		last := all[len(all)-1]
		read := scanned(t, last.Photo)
		first := all[len(all)-2]
		given := strings.ReplaceAll(first.HTML, "&amp;", "&")
		if first.File != nil {
			given = string(first.File.Data)
		}
		if !strings.Contains(given, read) || !strings.HasPrefix(strings.TrimPrefix(read, "[Interface]\n"), has) {
			t.Errorf("%s: the picture says\n%s\nbeside\n%s", protocol, read, given)
		}
	}
}

// TestNoTextNamesTheSupplier: of whom a reseller buys is in files and links
// only, where it must be; not in their names.
func TestNoTextNamesTheSupplier(t *testing.T) {
	w := newWorld(t)
	w.tunnel("connected")
	w.vpn.Quirk(sandbox.VPNQuirks{Branded: true})
	for _, way := range [][]string{{"[WireGuard]"}, {"[OpenVPN]", "[UDP 1194]"}, {"[VLESS]"}} {
		for _, step := range append([]string{"/accounts ana.06", "[Get configuration]", "[Netherlands]", "[Amsterdam]"}, way...) {
			w.person(step)
			for _, m := range w.sent() {
				text := m.HTML
				if link, _, ok := strings.Cut(text, "#"); ok && strings.Contains(link, "vless://") {
					text = text[len(link):]
				}
				if m.File != nil {
					text += m.File.Name
				}
				for _, row := range m.Keys {
					for _, k := range row {
						text += k.Label
					}
				}
				if strings.Contains(text, sandbox.VPNSupplier) || resale.ShowsSupplier(text) {
					t.Errorf("%s: the person reads:\n%s", step, text)
				}
			}
		}
	}
	if got := w.vpn.Count("GET configuration/wireguard").Asked; got != 1 {
		t.Errorf("%d configurations were got", got)
	}
}
