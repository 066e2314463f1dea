package storage

import "time"

// DueHostWatches gives the watches whose panel is to be read by now, the
// longest due first.
func (tx *Tx) DueHostWatches(now time.Time, limit int) ([]HostWatch, error) {
	return tx.hostWatchesBy(hostSweeps, now, limit)
}

// DueHostHooks gives the watches whose webhook is to be put right by now.
func (tx *Tx) DueHostHooks(now time.Time, limit int) ([]HostWatch, error) {
	return tx.hostWatchesBy(hostHooks, now, limit)
}

// DueHostNews gives the watches that have something to tell by now.
func (tx *Tx) DueHostNews(now time.Time, limit int) ([]HostWatch, error) {
	return tx.hostWatchesBy(hostDue, now, limit)
}

func (tx *Tx) hostWatchesBy(index bucket, now time.Time, limit int) ([]HostWatch, error) {
	keys, err := tx.keysBefore(index, now.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	return loadAll[HostWatch](tx, hostWatches, keys)
}
