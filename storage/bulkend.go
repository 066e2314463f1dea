package storage

import "time"

func (tx *Tx) dropBulkHead(id string) error {
	b, found, err := tx.BulkHead(id)
	if err != nil || !found {
		return err
	}
	index, dated := b.dated()
	if err := tx.drop(index, dated); err != nil {
		return err
	}
	if err := tx.drop(bulkPlace, b.placeKey()); err != nil {
		return err
	}
	return tx.drop(bulkRows, []byte(id))
}

func (tx *Tx) dropBulk(id string) error {
	items, err := tx.keysFrom(bulkItems, []byte(id), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range items {
		if err := tx.drop(bulkItems, key); err != nil {
			return err
		}
	}
	return tx.dropBulkHead(id)
}

// bulksOf gives the ids of the bulks in a chat, of one person unless 0.
func (tx *Tx) bulksOf(chat, person int64) ([]string, error) {
	prefix := intKey(chat)
	if person != 0 {
		prefix = join(prefix, intKey(person))
	}
	found, err := tx.keysFrom(bulkPlace, prefix, nil, 0)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(found))
	for _, key := range found {
		ids = append(ids, string(key[16:]))
	}
	return ids, nil
}

// forgetBulks deletes a person's bulks that are ended: of the others there is
// still something to tell.
func (tx *Tx) forgetBulks(chat, person int64) error {
	ids, err := tx.bulksOf(chat, person)
	if err != nil {
		return err
	}
	for _, id := range ids {
		b, _, err := tx.BulkHead(id)
		if err != nil {
			return err
		}
		if !b.State.Ended() {
			continue
		}
		if err := tx.dropBulk(id); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateBulks(from, to int64) error {
	ids, err := tx.bulksOf(from, 0)
	if err != nil {
		return err
	}
	for _, id := range ids {
		b, _, err := tx.BulkHead(id)
		if err != nil {
			return err
		}
		if err := tx.dropBulkHead(id); err != nil {
			return err
		}
		b.Chat = to
		if err := tx.SaveBulkHead(b); err != nil {
			return err
		}
	}
	return nil
}

// trimBulks deletes the ended bulks that were asked for before a time. They
// are large, so only a few go at once.
func (tx *Tx) trimBulks(before time.Time) (int, error) {
	ids, err := tx.keysBefore(bulkEnded, before, trimSize/100)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := tx.dropBulk(string(id)); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
