package storage

import (
	"errors"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// HostNewsItem is one thing to tell of a hosting panel: an event, and what it is
// about as it was known then. Texts are the panel's own, and untrusted.
type HostNewsItem struct {
	Event    string             `json:"e"` // "invoice.paid"
	Kind     resale.RecordKind  `json:"k"`
	Name     string             `json:"n"` // the first name of its HostSight
	ID       string             `json:"i"` // see HostSight
	Label    string             `json:"l,omitempty"`
	Customer string             `json:"c,omitempty"`
	State    resale.RecordState `json:"s,omitempty"`
	Total    resale.Sum         `json:"a,omitzero"`
	Due      time.Time          `json:"d,omitzero"`
	Owed     resale.Sum         `json:"o,omitzero"`  // what is unpaid of a new service, as far as it is known
	Unseen   bool               `json:"u,omitempty"` // the panel could not be asked about it before it was told
	At       time.Time          `json:"t"`           // when it happened, or was found
	First    bool               `json:"f,omitempty"` // nothing was known of the thing before
}

// hostBatchSize is how many items one row of a batch holds.
const hostBatchSize = 500

// AddHostNews puts news behind those that wait for a chat. They are told at
// due, unless it is to be told at another time already.
func (tx *Tx) AddHostNews(w *HostWatch, due time.Time, items []HostNewsItem) error {
	if len(items) == 0 {
		return nil
	}
	if w.Due.IsZero() {
		w.Due = due
	}
	w.Pending += len(items)
	seq, err := tx.sequence(hostNews)
	if err != nil {
		return err
	}
	return save(tx, hostNews, join(intKey(w.Chat), seqKey(seq)), items)
}

// TakeHostNews takes what waits for a chat, oldest first; the caller saves the
// watch.
func (tx *Tx) TakeHostNews(w *HostWatch) ([]HostNewsItem, error) {
	w.Due, w.Pending = time.Time{}, 0
	return tx.takeHostNews(w.Chat)
}

func (tx *Tx) takeHostNews(chat int64) ([]HostNewsItem, error) {
	items, err := tx.HostNews(chat)
	if err != nil {
		return nil, err
	}
	keys, err := tx.keysFrom(hostNews, intKey(chat), nil, 0)
	for _, key := range keys {
		err = errors.Join(err, tx.drop(hostNews, key))
	}
	return items, err
}

// HostNews gives what waits for a chat, oldest first.
func (tx *Tx) HostNews(chat int64) ([]HostNewsItem, error) {
	keys, err := tx.keysFrom(hostNews, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	chunks, err := loadAll[[]HostNewsItem](tx, hostNews, keys)
	return slices.Concat(chunks...), err
}

// HostBatch is a piece of what one message told, kept a while for who wants to
// see the lines that did not fit.
type HostBatch struct {
	ID    uint64         `json:"id"`
	Chat  int64          `json:"chat"`
	At    time.Time      `json:"at"`
	Count int            `json:"count"` // in all pieces
	Items []HostNewsItem `json:"items"`
}

// KeepHostNews keeps what a message told and gives its number.
func (tx *Tx) KeepHostNews(chat int64, items []HostNewsItem) (uint64, error) {
	id, err := tx.sequence(hostBatches)
	if err != nil {
		return 0, err
	}
	for n := 0; n*hostBatchSize < len(items); n++ {
		b := HostBatch{ID: id, Chat: chat, At: tx.now().UTC(), Count: len(items)}
		b.Items = items[n*hostBatchSize : min((n+1)*hostBatchSize, len(items))]
		if err := save(tx, hostBatches, join(intKey(chat), seqKey(id), seqKey(uint64(n))), b); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// HostBatch gives at most limit items of a batch, from the one with number from
// on, and whether the batch is still there.
func (tx *Tx) HostBatch(chat int64, id uint64, from, limit int) (HostBatch, bool, error) {
	var all HostBatch
	from = max(from, 0)
	for n := from / hostBatchSize; len(all.Items) < limit; n++ {
		b, found, err := load[HostBatch](tx, hostBatches, join(intKey(chat), seqKey(id), seqKey(uint64(n))))
		if err != nil {
			return HostBatch{}, false, err
		}
		if !found {
			break
		}
		skip := max(0, min(from-n*hostBatchSize, len(b.Items)))
		b.Items = append(all.Items, b.Items[skip:]...)
		all = b
	}
	all.Items = all.Items[:min(limit, len(all.Items))]
	return all, all.ID != 0, nil
}

// DropHostBatches deletes a chat's batches but the newest few.
func (tx *Tx) DropHostBatches(chat int64, keep int) error {
	keys, err := tx.keysFrom(hostBatches, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	var last uint64
	for n := len(keys) - 1; n >= 0; n-- {
		if id := keySeq(keys[n][8:]); id != last {
			last, keep = id, keep-1
		}
		if keep >= 0 {
			continue
		}
		if err := tx.drop(hostBatches, keys[n]); err != nil {
			return err
		}
	}
	return nil
}
