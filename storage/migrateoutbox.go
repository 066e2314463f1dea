package storage

func (tx *Tx) migrateOutbox(from, to int64) error {
	rows, err := tx.outgoingOf(from)
	if err != nil {
		return err
	}
	for _, o := range rows {
		if err := tx.migrateOutgoing(o, to); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateOutgoing(o Outgoing, to int64) error {
	switch goes, target, err := tx.deletionOf(o); {
	case err != nil:
		return err
	case goes && target != 0:
		o.Target, o.Slot = target, ""
		return save(tx, outboxRows, o.Key.bytes(), o)
	case o.Kind == Delete && !goes, o.Kind == Strip && o.Target != 0:
		return tx.dropOutgoing(o.Key)
	}
	flying, err := tx.marked(outboxInFlight, o.Key.bytes())
	if err != nil {
		return err
	}
	if err := tx.unlink(o.Key); err != nil {
		return err
	}
	o.Key.Chat = to
	if err := tx.putOutgoing(o); err != nil {
		return err
	}
	if flying {
		return tx.mark(outboxInFlight, o.Key.bytes())
	}
	return nil
}

// deletionOf tells of a row whether it deletes what must not stay in a chat, and
// which message: 0 for one that is not sent yet. Messages of a group that became
// a supergroup keep their ids there.
func (tx *Tx) deletionOf(o Outgoing) (goes bool, target int, err error) {
	if o.Kind != Delete || o.Key.Lane != Cleanups && o.Key.Lane != Later {
		return false, 0, nil
	}
	if target = o.Target; target == 0 && o.Slot != "" {
		target, err = tx.SlotMessage(o.Key.Chat, o.Slot)
	}
	return target != 0 || o.Slot != "", target, err
}

func (tx *Tx) migrateDead(from, to int64) error {
	dead, err := tx.deadOf(from)
	if err != nil {
		return err
	}
	for _, d := range dead {
		if err := tx.drop(outboxDeadChat, join(intKey(from), seqKey(d.ID))); err != nil {
			return err
		}
		d.Message.Key.Chat = to
		if err := tx.putDead(d); err != nil {
			return err
		}
	}
	return nil
}
