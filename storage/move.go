package storage

// mostMoves bounds how often a chat is followed to what it became.
const mostMoves = 10

// moveChat writes down what a chat became, for whoever still holds its id.
func (tx *Tx) moveChat(from, to int64) error {
	// What a chat becomes is alive: nothing leads away from it.
	if err := tx.drop(chatMoves, intKey(to)); err != nil {
		return err
	}
	return save(tx, chatMoves, intKey(from), to)
}

// NowChat gives what a chat is now: itself, unless it became another one, see
// MigrateChat. An id that was kept in a button or in a conversation goes
// through it.
func (tx *Tx) NowChat(id int64) (int64, error) {
	for range mostMoves {
		next, moved, err := load[int64](tx, chatMoves, intKey(id))
		if err != nil || !moved {
			return id, err
		}
		id = next
	}
	return id, nil
}
