package ops

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// A panel that shows more than anybody has is not remembered without end: what
// is known stays so, and webhooks are told.
func TestAPanelThatIsFull(t *testing.T) {
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	s, err := storage.OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	w := storage.HostWatch{Chat: 2, On: true, Kinds: HostEvents(), Since: now, Sweep: storage.HostSweep{Based: true}}
	row := func(id string, state resale.RecordState) hostFacts {
		return hostFacts{kind: resale.HostInvoices, id: id, names: []string{byID + id}, state: state, created: now}
	}
	err = s.Update(t.Context(), func(tx *storage.Tx) error {
		told := func(n int, news []storage.HostNewsItem, err error) {
			t.Helper()
			known, wrong := tx.HostSights(2)
			if err != nil || wrong != nil || len(news) != n || known != 1 {
				t.Errorf("told %v, %d known (%v, %v)", news, known, err, wrong)
			}
		}
		news, err := seeHostRow(tx, w, row("1", resale.RecordUnpaid), now, false)
		told(1, news, err)
		news, err = seeHostRow(tx, w, row("2", resale.RecordUnpaid), now, true)
		told(0, news, err)
		news, err = seeHostRow(tx, w, row("1", resale.RecordPaid), now, true)
		told(1, news, err)
		call := heardCall{event: resale.HostEvent{Name: invoicePaid, Kind: resale.HostInvoices, Object: "3", At: now, Zoned: true}, facts: row("3", resale.RecordPaid)}
		call.call.At = now
		news, err = hearHostCall(tx, w, call, true)
		told(1, news, err)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// What a panel calls a thing may be of any length; what is kept is not.
func TestLongNamesAreCut(t *testing.T) {
	long := strings.Repeat("é", 10_000)
	r, _ := resale.ReadRecord(resale.HostInvoices, []byte(`{"id":1,"number":"`+long+`1","client":{"id":2,"name":"`+long+`"}}`))
	f := hostFactsOf(resale.HostInvoices, r, "1")
	if n, m := len([]rune(f.label)), len([]rune(f.customer)); n != hostText || m != hostText || len(f.names) != 1 {
		t.Errorf("%d and %d characters, %d names", n, m, len(f.names))
	}
}

// A number may change, but not for ever.
func TestAThingHasFewNames(t *testing.T) {
	s := &hostLook{sight: storage.HostSight{Kind: resale.HostInvoices, Names: []string{byID + "1"}}}
	for n := range 100 {
		s.describe(hostFacts{id: "1", names: []string{byID + "1", byNumber + strconv.Itoa(n)}})
	}
	if n := len(s.sight.Names); n != namesMost {
		t.Errorf("%d names", n)
	}
}
