package storage

// OrderNewsChats gives the chats that are to be told something about their
// orders, by id.
func (tx *Tx) OrderNewsChats() ([]int64, error) {
	in, err := tx.bucket(orderNews)
	if err != nil {
		return nil, err
	}
	var chats []int64
	cursor := in.Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Seek(pastAll(key[:8])) {
		chats = append(chats, keyInt(key))
	}
	return chats, nil
}

// OrderNews gives at most limit orders of a chat with something to be told.
func (tx *Tx) OrderNews(chat int64, limit int) ([]Order, error) {
	keys, err := tx.keysFrom(orderNews, intKey(chat), nil, limit)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[8:]
	}
	return loadAll[Order](tx, orderRows, keys)
}
