package storage

import "time"

// newcomerFor is how long people are newcomers.
const newcomerFor = time.Hour

// laneFor gives the lane of what goes to a chat: replies to newcomers have one
// of their own. So thousands who follow a link at once wait for each other,
// and nobody who was there before waits for them.
func (tx *Tx) laneFor(k OutKey) (Lane, error) {
	if k.Lane != Replies || k.Chat < 0 {
		return k.Lane, nil
	}
	p, known, err := tx.Person(k.Chat)
	if err != nil || !known || tx.now().Sub(p.First) >= newcomerFor {
		return Replies, err
	}
	accounts, err := tx.keysFrom(accountRows, intKey(k.Chat), nil, 1)
	if err != nil || len(accounts) > 0 {
		return Replies, err
	}
	return Newcomers, nil
}

// sameTalk gives the lanes whose messages are of one conversation with k's: a
// newcomer is none any more after a while.
func sameTalk(k OutKey) []OutKey {
	if k.Lane != Replies && k.Lane != Newcomers {
		return []OutKey{k}
	}
	other := k
	other.Lane = Replies + Newcomers - k.Lane
	return []OutKey{k, other}
}
