package proof

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"resellerbot/internal/sandbox"
)

// The lengths that are tried, in bytes: one that is copied from below its code,
// the last photo, the first picture that is sent as a file, the longest that a
// code holds, and what none does.
func codeLengths() []int { return []int{257, 1800, 1801, 2953, 2954} }

const longestCode = 2953

// codesSayWhatThePanelSaid: what customers are sent to scan, decoded by a library that has nothing in
// common with the one that draws, is byte for byte what the panel said: links
// of subscriptions and codes to pay with. What is too long for a code comes as
// a file.
func codesSayWhatThePanelSaid(t *testing.T, bot string) {
	t.Helper()
	ctx := within(t, 40*time.Second)
	telegram, p := newShopProgram(t, bot)
	p.start(t)
	s := newShop(t, 0, sandbox.XMOptions{})
	must(t, s.open(ctx, telegram, 6000))
	var all sync.WaitGroup
	for i, n := range codeLengths() {
		all.Go(func() {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				email, name := fmt.Sprintf("c%d@mail.example", i), fmt.Sprintf("Way %d", n)
				link, code := filled("https://xm.example/link/?t=é", n), filled("wxp://f2f0/ ü+", n)
				s.panel.AddAccount(sandbox.XMAccount{Name: "Somebody", Email: email, Password: memberPassword})
				s.panel.AddService(sandbox.XMService{Email: email, Plan: 1, Link: link})
				s.panel.AddGateway(sandbox.XMGateway{Kind: sandbox.XMWallet, Name: name, Data: code})
				c := newShopper(telegram, int64(200_000+i), append([]habit{{tap: "Get the link"}, {tap: "See my subscription"}, {tap: planName}}, entering(email)...))
				c.say("/start x" + s.store)
				scan(ctx, t, c, link)
				c.habits = payingWith(email, name)
				c.say("/start x" + s.store)
				scan(ctx, t, c, code)
			})
		})
	}
	all.Wait()
}

// scan waits for a message with a code, and reads it as a phone does; for one
// that no code holds, for a file.
func scan(ctx context.Context, t *testing.T, c *shopper, want string) {
	t.Helper()
	seen, tooLong := c.lastID(), len(want) > longestCode
	m, err := c.until(ctx, func(m *sandbox.TelegramMessage) bool {
		return m.ID > seen && (m.Photo != nil && !tooLong || m.Document != nil && strings.HasSuffix(m.FileName, ".txt") == tooLong)
	})
	if err != nil {
		t.Fatal(err)
	}
	if tooLong {
		if strings.TrimSuffix(string(m.Document), "\n") != want {
			t.Errorf("the file of %d bytes has something else", len(m.Document))
		}
		return
	}
	picture := m.Photo
	if picture == nil {
		picture = m.Document
	}
	if got, err := readQR(picture); err != nil || got != want {
		t.Errorf("%d bytes are read as %d: %v", len(want), len(got), err)
	}
}

// filled is a text of so many bytes.
func filled(begin string, n int) string {
	return (begin + strings.Repeat("Zx9-", n))[:n]
}

// readQR gives the bytes that a picture of a code holds.
func readQR(picture []byte) (string, error) {
	found, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return "", err
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(found)
	if err != nil {
		return "", err
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1", gozxing.DecodeHintType_PURE_BARCODE: true,
	})
	if err != nil {
		return "", err
	}
	var text []byte
	for _, c := range result.GetText() {
		if c > 0xff {
			return "", errors.New("a character that is no byte")
		}
		text = append(text, byte(c))
	}
	return string(text), nil
}
