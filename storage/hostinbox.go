package storage

import (
	"crypto/sha256"
	"errors"
	"time"
)

// How many webhooks wait for one chat at most.
const (
	HostCallsMost = 20_000
	hostBytesMost = 64 << 20
)

// hostMarkLife is how long a webhook is recognized when it comes again.
const hostMarkLife = 48 * time.Hour

// HostCall is a webhook that was verified and is to be worked off.
type HostCall struct {
	Chat int64     `json:"chat"`
	Seq  uint64    `json:"seq"` // set by AddHostCall; in the order of their coming
	Body []byte    `json:"body"`
	At   time.Time `json:"at"` // when it came
}

// hostWaiting is how much waits for a chat.
type hostWaiting struct {
	Count int `json:"count"`
	Bytes int `json:"bytes"`
}

// AddHostCall keeps a webhook until FinishHostCall. fresh is false for one whose
// mark came within 48 hours, of which nothing is kept. ErrFull when too much
// waits for the chat.
func (tx *Tx) AddHostCall(c HostCall, mark string) (fresh bool, err error) {
	hash := sha256.Sum256([]byte(mark))
	key := join(intKey(c.Chat), hash[:16])
	if seen, err := tx.marked(hostMarks, key); seen || err != nil {
		return false, err
	}
	waiting, err := tx.hostWaiting(c.Chat)
	if err != nil {
		return false, err
	}
	if waiting.Count >= HostCallsMost || waiting.Bytes+len(c.Body) > hostBytesMost {
		return false, ErrFull
	}
	c.At = c.At.UTC()
	if c.Seq, err = tx.sequence(hostCalls); err != nil {
		return false, err
	}
	for index, row := range map[bucket][]byte{hostMarks: key, hostMarked: join(timeKey(c.At), key)} {
		if err := tx.mark(index, row); err != nil {
			return false, err
		}
	}
	waiting.Count, waiting.Bytes = waiting.Count+1, waiting.Bytes+len(c.Body)
	if err := save(tx, hostWaits, intKey(c.Chat), waiting); err != nil {
		return false, err
	}
	return true, save(tx, hostCalls, join(intKey(c.Chat), seqKey(c.Seq)), c)
}

func (tx *Tx) hostWaiting(chat int64) (hostWaiting, error) {
	w, _, err := load[hostWaiting](tx, hostWaits, intKey(chat))
	return w, err
}

// HostCallers gives the chats that webhooks wait for.
func (tx *Tx) HostCallers() ([]int64, error) {
	keys, err := tx.keysFrom(hostWaits, nil, nil, 0)
	chats := make([]int64, 0, len(keys))
	for _, key := range keys {
		chats = append(chats, keyInt(key))
	}
	return chats, err
}

// HostCalls gives the webhooks that wait for a chat, oldest first.
func (tx *Tx) HostCalls(chat int64, limit int) ([]HostCall, error) {
	keys, err := tx.keysFrom(hostCalls, intKey(chat), nil, limit)
	if err != nil {
		return nil, err
	}
	return loadAll[HostCall](tx, hostCalls, keys)
}

// HostCallCount tells how many wait for a chat.
func (tx *Tx) HostCallCount(chat int64) (int, error) {
	w, err := tx.hostWaiting(chat)
	return w.Count, err
}

// FinishHostCall takes a webhook out, and tells whether it was still there.
func (tx *Tx) FinishHostCall(c HostCall) (bool, error) {
	key := join(intKey(c.Chat), seqKey(c.Seq))
	there, err := tx.marked(hostCalls, key)
	if err != nil || !there {
		return false, err
	}
	waiting, err := tx.hostWaiting(c.Chat)
	if err != nil {
		return false, err
	}
	waiting.Count, waiting.Bytes = waiting.Count-1, waiting.Bytes-len(c.Body)
	if waiting.Count <= 0 {
		err = tx.drop(hostWaits, intKey(c.Chat))
	} else {
		err = save(tx, hostWaits, intKey(c.Chat), waiting)
	}
	return true, errors.Join(err, tx.drop(hostCalls, key))
}

// trimHostMarks forgets which webhooks came long ago.
func (tx *Tx) trimHostMarks() (int, error) {
	keys, err := tx.keysBefore(hostMarked, tx.now().Add(-hostMarkLife), trimSize)
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if err := tx.drop(hostMarks, key); err != nil {
			return 0, err
		}
	}
	return len(keys), tx.dropHostMarked(len(keys))
}

// dropHostMarked drops the oldest rows of the index of marks.
func (tx *Tx) dropHostMarked(n int) error {
	if n == 0 {
		return nil
	}
	keys, err := tx.keysFrom(hostMarked, nil, nil, n)
	for _, key := range keys {
		err = errors.Join(err, tx.drop(hostMarked, key))
	}
	return err
}
