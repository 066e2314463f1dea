package handlers_test

import (
	"bytes"
	"fmt"
	"image"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

var manyRows = regexp.MustCompile(`\{(\d+) rows of (\d+) × (\d+)\}`)

// massRows writes out "{25 rows of 1 × 100}": so many lines of a service and a
// quantity, each with a link of its own.
func massRows(s string) string {
	return manyRows.ReplaceAllStringFunc(s, func(found string) string {
		m := manyRows.FindStringSubmatch(found)
		count, _ := strconv.Atoi(m[1])
		var rows []string
		for n := range count {
			rows = append(rows, fmt.Sprintf("%s | https://example.com/p/%d | %s", m[2], n+1, m[3]))
		}
		return strings.Join(rows, "\n")
	})
}

// document says in a transcript that there is a file, and shows what is at its
// beginning.
func document(m chat.Message) []string {
	if m.File == nil {
		return nil
	}
	if m.File.ID != "" {
		return []string{"(file " + m.File.ID + ", sent again)"}
	}
	if img, _, err := image.DecodeConfig(bytes.NewReader(m.File.Data)); err == nil {
		return []string{fmt.Sprintf("(file %s, %d×%d)", m.File.Name, img.Width, img.Height)}
	}
	lines := strings.Split(strings.TrimSuffix(string(m.File.Data), "\n"), "\n")
	shown := append([]string{fmt.Sprintf("(file %s, %d lines)", m.File.Name, len(lines))}, lines[:min(len(lines), 8)]...)
	if len(lines) > 8 {
		shown = append(shown, "…")
	}
	return shown
}

// Every reason for which a line can be refused, or a mass order stops, has
// words.
func TestMassOrderSaysWhy(t *testing.T) {
	catalog, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	say := func(key string) {
		if catalog.Plain("en", chat.T(key)) == key {
			t.Errorf("no words for %s", key)
		}
	}
	for _, code := range []resale.Code{
		resale.NotFound, resale.Invalid, resale.SameLink, resale.Changed, resale.Unsupported, resale.Refused, resale.Taken, resale.Busy,
		resale.Overtaken, storage.Twin, resale.PrivateAddress, resale.Blocked, resale.BadAnswer, resale.Unavailable, resale.Internal,
	} {
		say("massorder.why_" + string(code))
	}
	for _, code := range []resale.Code{resale.NoFunds, resale.Unauthorized, resale.Forbidden, resale.NotConnected, resale.Unknown, resale.Unavailable} {
		say("massorder.stopped_" + string(code))
	}
}

// TestMassOrderFitsAMessage, however many lines of it are refused and unknown.
func TestMassOrderFitsAMessage(t *testing.T) {
	catalog, err := loadCatalog()
	if err != nil {
		t.Fatal(err)
	}
	b := storage.Bulk{ID: "abcdefghijkl", Act: storage.BulkOrder, State: storage.BulkStopped, Why: string(resale.NoFunds), Currency: "USD"}
	for n := range 1000 {
		i := storage.BulkItem{ID: int64(3*n + 1), State: storage.Refused, Code: string(resale.Refused), Detail: strings.Repeat("<&", 300) + fmt.Sprint(n%50)}
		if n%3 == 0 {
			i.State = storage.Unknown
		}
		i.Order = &storage.OrderLine{Service: "1", Cost: decimal.MustParse("0.0045")}
		b.Items = append(b.Items, i)
	}
	for _, lang := range []string{"en", "pt-BR"} {
		for _, state := range []storage.BulkState{storage.BulkStopped, storage.BulkRunning} {
			b.State = state
			if n := len([]rune(catalog.Render(lang, handlers.BulkScreen(b, time.Now()).Lines))); n > 4096 {
				t.Errorf("%s, %s: %d characters", lang, state, n)
			}
		}
	}
}

// The bot dies right after each commit that a mass order makes, one commit a
// world, and comes back on what the disk held. No link is ever ordered twice,
// and the person sees an end that is true.
func TestEveryCommitOfAMassOrderMayBeTheLast(t *testing.T) {
	t.Parallel()
	points := 0
	for n := int64(1); dieInMassOrder(t, n); n++ {
		points++
	}
	if points < 15 {
		t.Errorf("%d commits are too few for a mass order", points)
	}
}

// dieInMassOrder dies after the nth commit; false when there are not that many.
func dieInMassOrder(t *testing.T, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close(); _ = w.shop.Close() }()
	w.happens("smm connected")
	w.person("/massorder")
	w.person("{3 rows of 1 × 100}")
	w.killAt = w.commits.Load() + n
	for _, step := range []func(){func() { w.person("[Place 3 orders for 0.27 USD]") }, w.bulks} {
		step()
		if w.dead.Load() {
			died = true
			w.revive()
			w.wait("1m")
			w.bulks()
			w.settle()
		}
	}
	ordered := map[string]int{}
	for _, o := range w.shop.Orders() {
		ordered[o.Link]++
	}
	unclear := strings.Contains(w.screen(), "Not clear: 1")
	for link, times := range ordered {
		if times != 1 {
			t.Errorf("commit %d: %s is ordered %d times", n, link, times)
		}
	}
	if len(ordered) < 2 || len(ordered) == 2 && !unclear {
		t.Errorf("commit %d: %d links are ordered, and the person sees:\n%s", n, len(ordered), w.screen())
	}
	if !strings.Contains(w.screen(), "Finished") {
		t.Errorf("commit %d: the person sees no end, but:\n%s", n, w.screen())
	}
	return died
}

// TestMassOrderFileHasEveryLine, with what became of it by now.
func TestMassOrderFileHasEveryLine(t *testing.T) {
	w := newWorld(t)
	w.happens("smm connected")
	w.person("/massorder")
	w.person("file a.txt: {30 rows of 1 × 50}")
	w.person("[Place 30 orders")
	w.bulks()
	w.person("[Get the list]")
	var got []string
	for _, m := range w.shown {
		if m.File != nil {
			got = strings.Split(strings.TrimSpace(string(m.File.Data)), "\n")[1:]
		}
	}
	var want []string
	for n, o := range w.shop.Orders() {
		want = append(want, fmt.Sprintf("%d | ordered | %d | 1 | %s | 50 | 0.045 USD", n+1, o.ID, o.Link))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 30 {
		t.Error(diff)
	}
}
