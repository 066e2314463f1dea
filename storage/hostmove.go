package storage

// migrateHost goes before the account, which takes its alerts along when it
// goes. What the new chat has of its own stays.
func (tx *Tx) migrateHost(from, to int64) error {
	w, found, err := tx.HostWatch(from)
	if err != nil || !found {
		return err
	}
	_, there, err := tx.HostWatch(to)
	if err != nil {
		return err
	}
	panel, err := tx.PanelIn(to, hostProvider)
	if err != nil {
		return err
	}
	if there || panel != "" && panel != w.Panel {
		return tx.DropHostWatch(from)
	}
	if err := tx.moveHostRows(from, to); err != nil {
		return err
	}
	if err := tx.DropHostWatch(from); err != nil { // first: its token leads to one chat
		return err
	}
	w.Chat = to
	return tx.SaveHostWatch(w)
}

func (tx *Tx) moveHostRows(from, to int64) error {
	for _, move := range []func() error{
		func() error { return moveRows(tx, hostNames, from, to, func(*string) {}) },
		func() error { return moveRows(tx, hostWaits, from, to, func(*hostWaiting) {}) },
		func() error { return moveRows(tx, hostNews, from, to, func(*[]HostNewsItem) {}) },
		func() error { return moveRows(tx, hostBatches, from, to, func(b *HostBatch) { b.Chat = to }) },
		func() error { return moveRows(tx, hostSights, from, to, func(s *HostSight) { s.Chat = to }) },
		func() error { return moveRows(tx, hostCalls, from, to, func(c *HostCall) { c.Chat = to }) },
		func() error { return tx.moveHostMarks(from, to) },
	} {
		if err := move(); err != nil {
			return err
		}
	}
	return nil
}

// moveRows gives the rows of one chat to another.
func moveRows[T any](tx *Tx, rows bucket, from, to int64, change func(*T)) error {
	keys, err := tx.keysFrom(rows, intKey(from), nil, 0)
	if err != nil {
		return err
	}
	all, err := loadAll[T](tx, rows, keys)
	if err != nil {
		return err
	}
	for i, key := range keys {
		change(&all[i])
		if err := tx.drop(rows, key); err != nil {
			return err
		}
		if err := save(tx, rows, join(intKey(to), key[8:]), all[i]); err != nil {
			return err
		}
	}
	return nil
}

// moveHostMarks keeps the marks for as long as new ones.
func (tx *Tx) moveHostMarks(from, to int64) error {
	keys, err := tx.keysFrom(hostMarks, intKey(from), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		moved := join(intKey(to), key[8:])
		if err := tx.drop(hostMarks, key); err != nil {
			return err
		}
		if err := tx.mark(hostMarks, moved); err != nil {
			return err
		}
		if err := tx.mark(hostMarked, join(timeKey(tx.now()), moved)); err != nil {
			return err
		}
	}
	return nil
}
