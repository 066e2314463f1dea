package storage

import "time"

// ClearHostWatch forgets what was seen at a chat's panel and what waits to be
// told of it; what the chat wants to hear stays.
func (tx *Tx) ClearHostWatch(w *HostWatch) error {
	w.Sweep, w.Trouble, w.Due, w.Pending = HostSweep{}, HostTrouble{}, time.Time{}, 0
	return tx.clearHost(w.Chat)
}

func (tx *Tx) clearHost(chat int64) error {
	for _, rows := range []bucket{hostSights, hostNames, hostCalls, hostWaits, hostMarks, hostNews} {
		keys, err := tx.keysFrom(rows, intKey(chat), nil, 0)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if err := tx.drop(rows, key); err != nil {
				return err
			}
		}
	}
	return nil // what is left in the index of marks goes with its time
}

// DropHostWatch forgets all about a chat's hosting panel; none is no error.
func (tx *Tx) DropHostWatch(chat int64) error {
	was, found, err := tx.HostWatch(chat)
	if err != nil || !found {
		return err
	}
	if err := tx.clearHost(chat); err != nil {
		return err
	}
	if err := tx.DropHostBatches(chat, 0); err != nil {
		return err
	}
	if err := tx.changeIndexes(was.indexes(), nil); err != nil {
		return err
	}
	return tx.drop(hostWatches, intKey(chat))
}

// leaveHost comes with another account: a new key of the same address goes on,
// at another address the alerts are off, and the chat is told so.
func (tx *Tx) leaveHost(a Account) error {
	w, found, err := tx.HostWatch(a.Chat)
	if err != nil || !found || a.Provider != hostProvider || w.Panel == a.Panel {
		return err
	}
	now := tx.now()
	if w.BaseURL == a.BaseURL {
		w.Panel = a.Panel
		if w.On {
			w.Sweep.Next, w.Hook.Next = now, now
		}
		return tx.SaveHostWatch(w)
	}
	on := w.On
	if err := tx.ClearHostWatch(&w); err != nil {
		return err
	}
	w.Panel, w.BaseURL, w.On, w.Hook = a.Panel, a.BaseURL, false, HostHook{}
	if on {
		w.Trouble, w.Due = HostTrouble{Kind: HostMoved, Since: now}, now
	}
	return tx.SaveHostWatch(w)
}

// forgetHostWatcher takes a person's name off a group's alerts.
func (tx *Tx) forgetHostWatcher(chat, person int64) error {
	w, found, err := tx.HostWatch(chat)
	if err != nil || !found || w.By != person {
		return err
	}
	w.By = 0
	return tx.SaveHostWatch(w)
}
