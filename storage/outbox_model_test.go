package storage_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// outboxModel is the outbox as a list: rows in the order of queueing.
type outboxModel struct {
	path   string
	keys   *secret.Keyring
	store  *storage.Store
	rows   []storage.Outgoing
	flying map[uint64]bool
	slots  map[string]int
	dead   int
	gone   []storage.OutKey // keys that must find nothing
}

func (m *outboxModel) update(t *rapid.T, f func(*storage.Tx) error) {
	if err := m.store.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func (m *outboxModel) drop(seq uint64) {
	i := slices.IndexFunc(m.rows, func(o storage.Outgoing) bool { return o.Key.Seq == seq })
	m.gone = append(m.gone, m.rows[i].Key)
	m.rows = slices.Delete(m.rows, i, i+1)
	delete(m.flying, seq)
}

// pick draws a row, or skips the action when there is none.
func (m *outboxModel) pick(t *rapid.T) storage.Outgoing {
	if len(m.rows) == 0 {
		t.Skip("empty")
	}
	return rapid.SampledFrom(m.rows).Draw(t, "row")
}

func (m *outboxModel) queue(t *rapid.T) {
	o := storage.Outgoing{
		Key: storage.OutKey{
			Chat: rapid.SampledFrom([]int64{-100, 7, 8}).Draw(t, "chat"),
			Lane: rapid.SampledFrom([]storage.Lane{storage.Replies, storage.Alerts}).Draw(t, "lane"),
		},
		Kind:    rapid.SampledFrom([]storage.Kind{storage.Show, storage.Show, storage.Send}).Draw(t, "kind"),
		Slot:    rapid.SampledFrom([]string{"menu", "menu", "card"}).Draw(t, "slot"),
		Message: chat.Message{HTML: fmt.Sprint(rapid.Int().Draw(t, "text"))},
		At:      time.Unix(1, 0).UTC(),
	}
	m.update(t, func(tx *storage.Tx) error { return tx.Queue(&o) })
	if last, found := m.last(o.Key); found && o.Kind == storage.Show && last.Kind == storage.Show && last.Slot == o.Slot &&
		last.Doubt == 0 && !m.flying[last.Key.Seq] {
		m.drop(last.Key.Seq)
	}
	m.rows = append(m.rows, o)
}

func (m *outboxModel) last(k storage.OutKey) (last storage.Outgoing, found bool) {
	for _, o := range m.rows {
		if o.Key.Chat == k.Chat && o.Key.Lane == k.Lane {
			last, found = o, true
		}
	}
	return last, found
}

func (m *outboxModel) depart(t *rapid.T) {
	o := m.pick(t)
	m.update(t, func(tx *storage.Tx) error { return tx.Departing(o.Key) })
	m.flying[o.Key.Seq] = true
}

func (m *outboxModel) deliver(t *rapid.T) {
	o := m.pick(t)
	id := rapid.IntRange(0, 9).Draw(t, "message")
	m.update(t, func(tx *storage.Tx) error { return tx.Delivered(o.Key, id) })
	if id > 0 {
		m.slots[fmt.Sprint(o.Key.Chat, o.Slot)] = id
	}
	m.drop(o.Key.Seq)
}

func (m *outboxModel) delay(t *rapid.T) {
	o, doubt := m.pick(t), rapid.Bool().Draw(t, "doubt")
	m.update(t, func(tx *storage.Tx) error { return tx.Delay(o.Key, time.Time{}, doubt) })
	delete(m.flying, o.Key.Seq)
	if doubt {
		m.doubt(o.Key.Seq)
	}
}

func (m *outboxModel) doubt(seq uint64) {
	for i := range m.rows {
		if m.rows[i].Key.Seq == seq {
			m.rows[i].Doubt++
		}
	}
}

func (m *outboxModel) bury(t *rapid.T) {
	o := m.pick(t)
	m.update(t, func(tx *storage.Tx) error { return tx.DeadLetter(o.Key, "blocked") })
	m.dead++
	m.drop(o.Key.Seq)
}

func (m *outboxModel) replay(t *rapid.T) {
	if m.dead == 0 {
		t.Skip("none dead")
	}
	// Sends only: what a Show does to the row before it is queue's matter.
	var letters []storage.Dead
	m.update(t, func(tx *storage.Tx) (err error) {
		letters, err = tx.DeadLetters(0)
		return err
	})
	d := rapid.SampledFrom(letters).Draw(t, "dead")
	if d.Message.Kind != storage.Send {
		t.Skip("not a Send")
	}
	var keys []storage.OutKey
	m.update(t, func(tx *storage.Tx) (err error) {
		if err := tx.Replay(d.ID); err != nil {
			return err
		}
		keys, err = tx.OutKeys()
		return err
	})
	o := d.Message
	o.Doubt, o.Key = 0, keys[len(keys)-1]
	m.rows = append(m.rows, o)
	m.dead--
}

func (m *outboxModel) reopen(t *rapid.T) {
	if err := m.store.Close(); err != nil {
		t.Fatal(err)
	}
	var err error
	if m.store, err = storage.OpenUnsynced(m.path, m.keys, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	for seq := range m.flying {
		m.doubt(seq)
	}
	clear(m.flying)
}

func (m *outboxModel) check(t *rapid.T) {
	err := m.store.View(t.Context(), func(tx *storage.Tx) error {
		m.checkRows(t, tx)
		for _, k := range m.gone {
			if _, found, err := tx.Outgoing(k); err != nil || found {
				t.Fatalf("%v came back: %v, %v", k, found, err)
			}
		}
		for _, c := range []int64{-100, 7, 8} {
			for _, slot := range []string{"menu", "card"} {
				if got, err := tx.SlotMessage(c, slot); err != nil || got != m.slots[fmt.Sprint(c, slot)] {
					t.Fatalf("slot %d %s holds %d, %v", c, slot, got, err)
				}
			}
		}
		if n, err := tx.DeadCount(); n != m.dead || err != nil {
			t.Fatalf("%d dead letters, %v, want %d", n, err, m.dead)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (m *outboxModel) checkRows(t *rapid.T, tx *storage.Tx) {
	keys, err := tx.OutKeys()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(keys, func(a, b storage.OutKey) int { return cmp.Compare(a.Seq, b.Seq) }) {
		t.Fatalf("not in the order of queueing: %v", keys)
	}
	got := make([]storage.Outgoing, 0, len(keys))
	for _, k := range keys {
		o, found, err := tx.Outgoing(k)
		if err != nil || !found {
			t.Fatalf("Outgoing(%v): %v, %v", k, found, err)
		}
		got = append(got, o)
	}
	ignoreAt := cmpopts.IgnoreFields(storage.Outgoing{}, "At")
	if diff := gocmp.Diff(m.rows, got, cmpopts.EquateEmpty(), ignoreAt); diff != "" {
		t.Fatalf("rows (-want +got):\n%s", diff)
	}
	if stat, err := tx.OutboxStat(); err != nil || stat.Count != len(m.rows) || stat.Oldest.IsZero() != (len(m.rows) == 0) {
		t.Fatalf("OutboxStat = %v, %v, want %d rows", stat, err, len(m.rows))
	}
}

func TestOutboxModel(t *testing.T) {
	dir, keys := t.TempDir(), newKeys(t)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		m := &outboxModel{path: filepath.Join(dir, fmt.Sprint(n)), keys: keys, flying: map[uint64]bool{}, slots: map[string]int{}}
		var err error
		if m.store, err = storage.OpenUnsynced(m.path, keys, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = m.store.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"": m.check, "queue": m.queue, "queue again": m.queue, "depart": m.depart, "deliver": m.deliver,
			"delay": m.delay, "bury": m.bury, "replay": m.replay, "reopen": m.reopen,
		})
	})
}
