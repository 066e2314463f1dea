package storage

// Departing marks a message in flight: handed to the messenger, no answer
// yet. Found so at the next start, it counts as a Doubt. It gives ErrGone when
// the row was replaced, forgotten or delivered meanwhile: there is nothing to
// send then.
func (tx *Tx) Departing(k OutKey) error {
	o, found, err := tx.Outgoing(k)
	if err != nil {
		return err
	}
	if !found {
		return ErrGone
	}
	return tx.mark(outboxInFlight, o.Key.bytes())
}

// Delivered ends a message: the messenger has it. slotMessage > 0 goes into
// the row's slot, if it has one; a Delete or a Strip empties the slot whose
// message it was for. A row that is gone is no error.
func (tx *Tx) Delivered(k OutKey, slotMessage int) error {
	o, found, err := tx.Outgoing(k)
	if err != nil || !found {
		return err
	}
	if err := tx.dropOutgoing(o.Key); err != nil {
		return err
	}
	if o.Slot == "" {
		return nil
	}
	if o.Kind == Delete || o.Kind == Strip {
		return tx.emptySlot(o)
	}
	if slotMessage <= 0 {
		return nil
	}
	return tx.fillSlot(o.Key.Chat, o.Slot, slotMessage)
}

// landInFlight makes what was in flight when the process ended doubtful.
func (tx *Tx) landInFlight() (changed bool, err error) {
	keys, err := tx.keysFrom(outboxInFlight, nil, nil, 0)
	if err != nil {
		return false, err
	}
	for _, key := range keys {
		o, found, err := load[Outgoing](tx, outboxRows, key)
		if err != nil {
			return false, err
		}
		if found {
			o.Doubt++
			if err := save(tx, outboxRows, key, o); err != nil {
				return false, err
			}
		}
		if err := tx.drop(outboxInFlight, key); err != nil {
			return false, err
		}
	}
	return len(keys) > 0, nil
}
