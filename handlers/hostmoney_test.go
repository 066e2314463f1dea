package handlers

import (
	"bytes"
	"html"
	"image/png"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"resellerbot/internal/chart"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/locales"
	"resellerbot/storage"
)

func hostDeps(t *testing.T) Deps {
	t.Helper()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Deps{Catalog: catalog}
}

func TestShortAmounts(t *testing.T) {
	d := hostDeps(t)
	for cents, want := range map[int]string{
		0: "0", 5: "0.05", 950: "9.50", 1000: "10", 2999: "29.99", 12_049: "120", 48_000: "480", 999_900: "9,999", 1_230_000: "12.3k", 1_000_000: "10k", 100_000_000: "1M", 1_250_000_000: "12.5M",
	} {
		if got := d.shortAmount("en", cents); got != want {
			t.Errorf("%d cents are %q, not %q", cents, got, want)
		}
	}
	if got := d.shortAmount("pt-BR", 1_230_000); got != "12,3k" {
		t.Errorf("in Portuguese: %q", got)
	}
}

func TestCents(t *testing.T) {
	for amount, want := range map[string]int{"0": 0, "12.34": 1234, "12.345": 1234, "1000": 100_000, "99999999999999999": 1<<31*100 - 100} {
		if got := cents(decimal.MustParse(amount)); got != want {
			t.Errorf("%s is %d cents, not %d", amount, got, want)
		}
	}
}

func TestRevenueIsDrawn(t *testing.T) {
	d := hostDeps(t)
	turn := &dialog.Turn{Lang: "en", Zone: time.UTC}
	c := ops.CurrencyRevenue{Unit: "USD"}
	for day := range revenueDays {
		sum := resale.Sum{Amount: decimal.MustNew(int64(day%7)*1999, 2), Unit: "USD", Known: true}
		c.Days = append(c.Days, ops.RevenueDay{Noon: time.Date(2026, 5, 3+day, 12, 0, 0, 0, time.UTC), Amount: sum})
	}
	if best, ok := bestDay(c); !ok || best != 27 {
		t.Errorf("the best day is %d, %v", best, ok)
	}
	if week := lastDays(c, 7).Amount.String(); week != "419.79" {
		t.Errorf("the last week is %s", week)
	}
	c.Unit, c.Payments, c.Total = strings.Repeat("€&<", 8), 1_000_000, resale.Sum{Unit: strings.Repeat("€&<", 8), Amount: decimal.MustParse("123456789012.34"), Known: true}
	for i := range c.Days {
		c.Days[i].Amount.Unit = c.Unit
	}
	for _, lang := range []string{"en", "pt-BR"} {
		turn := &dialog.Turn{Lang: lang, Zone: time.UTC}
		if n := utf8.RuneCountInString(html.UnescapeString(d.Catalog.Render(lang, d.revenueLines(turn, c)))); n > 230 { // three of them, and as much again around them
			t.Errorf("%s: a currency takes %d characters", lang, n)
		}
	}
	panels := d.revenuePicture(turn, []ops.CurrencyRevenue{c, c})
	labels := 0
	for _, b := range panels[0].Bars {
		if b.Label != "" {
			labels++
		}
	}
	if last := panels[0].Bars[revenueDays-1]; len(panels) != 2 || labels != 6 || last.Label != "1 Jun" {
		t.Errorf("%d panels with %d labels, the last %q", len(panels), labels, last.Label)
	}
	for _, some := range [][]ops.CurrencyRevenue{nil, {c}, {c, c, c}} {
		data, err := chart.DrawBars(d.revenuePicture(turn, some)...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%d currencies: %v", len(some), err)
		}
	}
}

// Whatever a panel writes, a message can be sent: nothing is read as markup, and
// each button fits.
func TestOddHostNews(t *testing.T) {
	d := hostDeps(t)
	odd := strings.Repeat("<b>&\u202e\"", 60)
	items := []storage.HostNewsItem{{}, {Kind: resale.HostServices, Event: "service.created", ID: strings.Repeat("7", 200), Label: odd}}
	for _, event := range hostEvents() {
		kind, _, _ := strings.Cut(event, ".")
		items = append(items, storage.HostNewsItem{
			Event: event, Kind: resale.RecordKind(kind + "s"), ID: "123e4567-e89b-12d3-a456-426614174000", Label: odd, Customer: odd, Due: time.Unix(1e9, 0),
			Total: resale.Sum{Amount: decimal.MustParse("9999999999.99"), Unit: odd, Known: true},
		})
	}
	for _, trouble := range []string{"", storage.HostRefused, storage.HostUnseen, storage.HostMoved} {
		n := ops.HostNews{Items: items[1:], More: 7, Batch: 1 << 60, Trouble: trouble, Back: true, Counts: map[string]int{"invoice.paid": 3}, Paid: []resale.Sum{{Known: true, Unit: odd}}}
		for _, lang := range []string{"en", "pt-BR"} {
			checkScreen(t, d, lang, HostNewsNotice(d, n).Screen(lang, time.UTC))
		}
	}
	due := ops.HostDue{Kind: resale.HostInvoices, ID: strings.Repeat("9", 80), Label: odd, Name: odd, Total: resale.Sum{Known: true}, Days: -3, Overdue: true}
	many := ops.HostDigest{SumOverdue: []resale.Sum{{Known: true, Unit: odd}}, More: true}
	for range 30 {
		many.Overdue, many.Soon, many.Services = append(many.Overdue, due), append(many.Soon, due), append(many.Services, due)
	}
	checkScreen(t, d, "en", d.hostDigest(5, many, true, "en", time.UTC))
}

func checkScreen(t *testing.T, d Deps, lang string, s chat.Screen) {
	t.Helper()
	text := d.Catalog.Render(lang, s.Lines)
	if strings.Contains(text, "<b><b>") || strings.Contains(text, "\u202e") || strings.Contains(text, "no value") {
		t.Errorf("%s reads as %q", lang, text)
	}
	for _, row := range s.Rows {
		for _, b := range row {
			if n := utf8.RuneCountInString(d.Catalog.Plain(lang, b.Label)); len(b.Go) > maxTarget || n == 0 || n > 60 {
				t.Errorf("a button %q to %q", d.Catalog.Plain(lang, b.Label), b.Go)
			}
		}
	}
}

func TestWhoIsNamed(t *testing.T) {
	for name, want := range map[string]string{"#12": "", "Ana Lima": "Ana Lima", "ana@mail.example": "a•••@mail.example"} {
		if got := spoken(-5, name); got != want {
			t.Errorf("%q is called %q in a group", name, got)
		}
	}
	if got := spoken(5, "ana@mail.example"); got != "ana@mail.example" {
		t.Errorf("alone with the bot: %q", got)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]bool{"pix": true, " Nu  Bank ": true, "": false, "\n": false, "a\x07b": false, strings.Repeat("é", 40): true, strings.Repeat("é", 41): false} {
		if _, ok := readWord(text, 40); ok != want {
			t.Errorf("%q is taken: %v", text, ok)
		}
	}
}
