package tenant

import (
	"cmp"
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// deliver empties the outbox, in one transaction.
func (w *world) deliver() {
	w.hear()
	var rows []storage.Outgoing
	w.look(func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		for _, k := range keys {
			row, found, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if found && !row.NotBefore.After(w.clock()) {
				rows = append(rows, row)
			}
		}
		return err
	})
	if len(rows) == 0 {
		return
	}
	w.watch.learn()
	slices.SortFunc(rows, func(a, b storage.Outgoing) int { return cmp.Compare(a.Key.Seq, b.Key.Seq) })
	first := w.nextID
	var arrived []shown
	w.change(func(tx *storage.Tx) error {
		w.nextID, arrived = first, nil // it may run more than once
		for _, row := range rows {
			one, err := w.deliverOne(tx, row)
			if err != nil {
				return err
			}
			arrived = append(arrived, one)
		}
		return nil
	})
	for _, one := range arrived {
		w.put(one)
	}
}

// deliverOne gives what people see of it: the message with the id is replaced,
// and gone when it is empty.
func (w *world) deliverOne(tx *storage.Tx, row storage.Outgoing) (shown, error) {
	k := row.Key
	slot, err := tx.SlotMessage(k.Chat, row.Slot)
	if err != nil {
		return shown{}, err
	}
	one := shown{chat: k.Chat, id: slot, m: row.Message}
	switch row.Kind {
	case storage.Delete:
		one.id, one.m = cmp.Or(row.Target, slot), chat.Message{}
		return one, tx.Delivered(k, 0)
	case storage.Show, storage.Send:
		if slot == 0 || row.Kind == storage.Send {
			w.nextID++
			one.id, one.former = w.nextID, slot
		}
	default:
		return shown{chat: k.Chat}, tx.Delivered(k, 0)
	}
	if row.Slot == "" {
		return one, tx.Delivered(k, 0)
	}
	return one, tx.Delivered(k, one.id)
}

func (w *world) put(one shown) {
	w.alive[one.chat] = slices.DeleteFunc(w.alive[one.chat], func(i int) bool { return w.past[i].id == one.id || w.past[i].id == one.former })
	if one.m.HTML == "" && one.m.File == nil && one.m.Photo == nil {
		return
	}
	w.alive[one.chat] = append(w.alive[one.chat], len(w.past))
	w.past = append(w.past, one)
	w.seen["messages"]++
	w.watch.message(one.chat, one.m)
}
