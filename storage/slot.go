package storage

import "fmt"

func slotKey(chat int64, slot string) []byte { return join(intKey(chat), []byte(slot)) }

// SlotMessage gives the id of the message that a slot of a chat holds, 0 when
// it is empty.
func (tx *Tx) SlotMessage(chat int64, slot string) (int, error) {
	value, err := tx.get(outboxSlots, slotKey(chat, slot))
	if err != nil || value == nil {
		return 0, err
	}
	if len(value) != 8 {
		return 0, fmt.Errorf("read slot: %w", ErrDamaged)
	}
	return int(keyInt(value)), nil
}

func (tx *Tx) fillSlot(chat int64, slot string, message int) error {
	return tx.put(outboxSlots, slotKey(chat, slot), intKey(int64(message)))
}

// emptySlot follows a Delete or a Strip: the slot is left alone when it holds a
// newer message than the one that was meant.
func (tx *Tx) emptySlot(o Outgoing) error {
	held, err := tx.SlotMessage(o.Key.Chat, o.Slot)
	if err != nil || o.Target != 0 && o.Target != held {
		return err
	}
	return tx.drop(outboxSlots, slotKey(o.Key.Chat, o.Slot))
}

func (tx *Tx) dropSlots(chat int64) error {
	keys, err := tx.keysFrom(outboxSlots, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := tx.drop(outboxSlots, key); err != nil {
			return err
		}
	}
	return nil
}
