package storage

import (
	"bytes"
	"errors"
	"time"
)

const (
	panelLength = 32 // characters of a PanelOf; keys of samples rely on it
	sampleLife  = 7 * 24 * time.Hour
)

// Sample is how many of a panel's clients were online at a moment, and of how
// many that was known.
type Sample struct {
	Panel  string    `json:"-"` // see PanelOf
	At     time.Time `json:"at"`
	Online int       `json:"online"`
	Known  int       `json:"known"`
}

// AddSample keeps a sample, in the place of a former one of the same moment.
func (tx *Tx) AddSample(s Sample) error {
	if len(s.Panel) != panelLength || s.At.IsZero() {
		return errors.New("add sample: no panel or no time")
	}
	s.At = s.At.UTC()
	return save(tx, sampleRows, join([]byte(s.Panel), timeKey(s.At)), s)
}

// Samples gives a panel's samples from a time on, oldest first.
func (tx *Tx) Samples(panel string, since time.Time) ([]Sample, error) {
	keys, err := tx.keysFrom(sampleRows, []byte(panel), join([]byte(panel), timeKey(since)), 0)
	if err != nil {
		return nil, err
	}
	samples, err := loadAll[Sample](tx, sampleRows, keys)
	for i := range samples {
		samples[i].Panel = panel
	}
	return samples, err
}

// TrimSamples deletes samples of before a time, a bounded number of them, and
// gives how many; it is called again until that is none.
func (tx *Tx) TrimSamples(before time.Time) (int, error) {
	return tx.trimPanelRows(sampleRows, before)
}

// trimPanelRows deletes rows of a bucket whose keys are a panel and a time.
func (tx *Tx) trimPanelRows(b bucket, before time.Time) (int, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return 0, err
	}
	var old [][]byte
	end, cursor := timeKey(before), in.Cursor()
	for key, _ := cursor.First(); key != nil && len(old) < trimSize; {
		panel := bytes.Clone(key[:panelLength])
		if bytes.Compare(key[panelLength:], end) < 0 {
			old = append(old, bytes.Clone(key))
			key, _ = cursor.Next()
			continue
		}
		// The rest of this panel's are younger: on to the next panel, past every time.
		key, _ = cursor.Seek(pastAll(panel))
	}
	for _, key := range old {
		if err := tx.drop(b, key); err != nil {
			return 0, err
		}
	}
	return len(old), nil
}
