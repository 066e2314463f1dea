package storage

// adoptMost is how many of the newest orders that ended follow a new key: for
// their refills.
const adoptMost = 1000

// adoptOrders gives a chat's orders at one panel to another one: a key that was
// changed opens the same orders. Those that run come all, and the newest of the
// others. An order whose number somebody else has there stays. It gives how
// many came.
func (tx *Tx) adoptOrders(chat int64, from, panel string) (n int, err error) {
	if err := checkNumber(panel, "any"); err != nil {
		return 0, err
	}
	var keys [][]byte
	for index, most := range map[bucket]int{orderOpen: 0, orderAttention: 0, orderListed: adoptMost} {
		err := tx.eachBack(index, intKey(chat), pastAll(intKey(chat)), func(key []byte) (bool, error) {
			keys = append(keys, join(key[16:]))
			most--
			return most != 0, nil
		})
		if err != nil {
			return 0, err
		}
	}
	for _, key := range keys { // one is in several indexes, and moves once
		o, found, err := load[Order](tx, orderRows, key)
		if err != nil {
			return n, err
		}
		if !found || o.Panel != from {
			continue
		}
		if _, taken, err := tx.Order(panel, o.ID); err != nil {
			return n, err
		} else if taken {
			continue
		}
		if err := tx.DropOrder(o.Panel, o.ID); err != nil {
			return n, err
		}
		o.Panel, o.Missing = panel, 0
		if err := tx.putOrder(Order{}, o); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
