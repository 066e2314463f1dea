package handlers_test

import (
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
)

// gotLink shows a customer the link of a subscription, which the panel gives in
// that length, and gives the two messages that bring it; the second has no
// picture of one that fits none.
func (w *world) gotLink(length int) (link string, text, picture chat.Message) {
	w.t.Helper()
	link = "https://xm-panel.example/link/"
	link += strings.Repeat("aZ9-", length)[:length-len(link)]
	w.xm.SetService(1, func(s *sandbox.XMService) { s.Link = link })
	before := len(w.sent())
	for _, step := range []string{"/account", "[Starter]", "[Get the link]"} {
		w.person(step)
	}
	all := w.sent()[before-1:]
	if last := all[len(all)-1]; last.Photo != nil || last.File != nil && strings.HasSuffix(last.File.Name, ".png") {
		return link, all[len(all)-2], last
	}
	return link, all[len(all)-1], chat.Message{}
}

// TestALinkHoweverLong: it can be copied whole, and who scans gets what who
// copies gets, up to the longest text that a code holds.
func TestALinkHoweverLong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.market("connected")
	w.who = 99
	w.market("logs-in ana@mail.example")
	for _, length := range []int{62, 256, 257, 700, 701, 1800, 1801, 2953, 2954, 9000} {
		link, text, picture := w.gotLink(length)
		copied := ""
		for _, row := range text.Keys {
			for _, k := range row {
				copied += k.Copy
			}
		}
		if text.File != nil {
			copied = strings.TrimSuffix(string(text.File.Data), "\n")
		}
		if copied != link || (text.File == nil) != (length <= 256) {
			t.Errorf("%d bytes: copied %d of them, as a file: %v", length, len(copied), text.File != nil)
		}
		drawn := picture.Photo
		if picture.File != nil {
			drawn = picture.File.Data
		}
		if fits := length <= 2953; (drawn != nil) != fits || fits && scanned(t, drawn) != link {
			t.Errorf("%d bytes: the picture does not say it", length)
		}
		if limit := map[bool]int{true: 1024, false: 4096}[text.File != nil]; len(text.HTML) > limit || len(picture.HTML) > 1024 {
			t.Errorf("%d bytes: the text is too long: %d, %d", length, len(text.HTML), len(picture.HTML))
		}
	}
}

// TestAServersPictureIsItsAddress: of every protocol.
func TestAServersPictureIsItsAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.market("connected")
	w.who = 99
	w.market("logs-in ana@mail.example")
	for place, scheme := range map[string]string{"Amsterdam": "vless://", "Frankfurt": "vmess://", "São Paulo": "trojan://", "New York": "ss://"} {
		for _, step := range []string{"/account", "[Starter]", "[See servers]", "[" + place + "]"} {
			w.person(step)
		}
		all := w.sent()
		text, read := all[len(all)-2], scanned(t, all[len(all)-1].Photo)
		if !strings.HasPrefix(read, scheme) || !strings.Contains(strings.ReplaceAll(text.HTML, "&amp;", "&"), "<code>"+read+"</code>") {
			t.Errorf("%s: the picture says\n%s\nbeside\n%s", place, read, text.HTML)
		}
	}
}
