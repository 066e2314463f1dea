package storage

import "time"

const (
	hostTidyEvery  = 30 * 24 * time.Hour  // between two times that a chat's sights are gone through
	hostUnseenLife = 180 * 24 * time.Hour // of a sight that no list and no webhook showed
)

// trimHosts forgets what is too old of hosting panels.
func (tx *Tx) trimHosts() (int, error) {
	marks, err := tx.trimHostMarks()
	if err != nil {
		return 0, err
	}
	sights, err := tx.trimHostSights()
	return marks + sights, err
}

// trimHostSights goes through some of what was seen at a panel, a chat at a
// time, and forgets what half a year's lists did not show any more. It tells how
// much it went through.
func (tx *Tx) trimHostSights() (int, error) {
	watches, err := tx.HostWatches()
	if err != nil {
		return 0, err
	}
	for _, w := range watches {
		if w.Tidy != nil || tx.now().Sub(w.Tidied) >= hostTidyEvery {
			return tx.tidyHost(w)
		}
	}
	return 0, nil
}

func (tx *Tx) tidyHost(w HostWatch) (int, error) {
	chat := intKey(w.Chat)
	keys, err := tx.keysFrom(hostSights, chat, join(chat, w.Tidy), trimSize)
	if err != nil {
		return 0, err
	}
	sights, err := loadAll[HostSight](tx, hostSights, keys)
	if err != nil {
		return 0, err
	}
	for _, s := range sights {
		if err := tx.tidySight(w, s); err != nil {
			return 0, err
		}
	}
	w.Tidied, w.Tidy = tx.now(), nil
	if len(keys) == trimSize {
		w.Tidy = keys[len(keys)-1][len(chat):]
	}
	return max(len(keys), 1), tx.SaveHostWatch(w)
}

// tidySight forgets a sight only after its panel's lists were read long after
// it was known of last: while a panel is down, nothing can be said.
func (tx *Tx) tidySight(w HostWatch, s HostSight) error {
	last := s.Seen
	if s.Heard.After(last) {
		last = s.Heard
	}
	switch {
	case last.IsZero(): // of an older version
		s.Seen = tx.now()
		return tx.SaveHostSight(s)
	case w.Sweep.Ended.Sub(last) >= hostUnseenLife:
		return tx.DropHostSight(s)
	}
	return nil
}
