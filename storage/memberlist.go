package storage

import (
	"bytes"
	"encoding/base64"
	"errors"
	"time"
)

// MembersOf gives the accounts of a person, at whatever store.
func (tx *Tx) MembersOf(person int64) ([]Member, error) {
	found, err := tx.keysFrom(memberPerson, intKey(person), nil, 0)
	if err != nil {
		return nil, err
	}
	keys := make([][]byte, 0, len(found))
	for _, key := range found {
		keys = append(keys, MemberKey{Chat: keyInt(key[8:]), Person: person}.bytes())
	}
	return loadAll[Member](tx, memberRows, keys)
}

// membersOf gives all accounts at a chat's store.
func (tx *Tx) membersOf(chat int64) ([]Member, error) {
	keys, err := tx.keysFrom(memberRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Member](tx, memberRows, keys)
}

// MembersAt gives at most limit accounts at a store, the newest first. before
// is where the list goes on, "" at its beginning; next is that for the rest, ""
// at its end.
func (tx *Tx) MembersAt(chat int64, before string, limit int) (members []Member, next string, err error) {
	store := intKey(chat)
	end := pastAll(store)
	if before != "" {
		place, err := base64.RawURLEncoding.DecodeString(before)
		if err != nil {
			return nil, "", errors.New("list members: no cursor")
		}
		end = join(store, place)
	}
	var last []byte
	err = tx.eachBack(memberListed, store, end, func(key []byte) (more bool, err error) {
		if len(members) == limit {
			next = base64.RawURLEncoding.EncodeToString(last)
			return false, nil
		}
		last = bytes.Clone(key[8:])
		m, found, err := tx.Member(MemberKey{Chat: chat, Person: keyInt(last[8:])})
		if err == nil && !found {
			err = ErrDamaged
		}
		members = append(members, m)
		return true, err
	})
	return members, next, err
}

// MembersSince counts the accounts at a store that are not older than a time.
func (tx *Tx) MembersSince(chat int64, since time.Time) (n int, err error) {
	store := intKey(chat)
	keys, err := tx.keysBetween(memberListed, join(store, timeKey(since)), pastAll(store), 0)
	return len(keys), err
}

// DueMemberPanels gives the panels that have an account whose Next is not after
// now, and since when.
func (tx *Tx) DueMemberPanels(now time.Time) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	return since, tx.firstDue(memberDue, now, since)
}

// DueMembers gives a panel's accounts whose Next is not after now, the longest
// due first.
func (tx *Tx) DueMembers(panel string, now time.Time, limit int) ([]Member, error) {
	if len(panel) != panelLength {
		return nil, nil
	}
	end := join([]byte(panel), timeKey(now.Add(time.Nanosecond)))
	keys, err := tx.keysBetween(memberDue, []byte(panel), end, limit)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[len(key)-memberKeyLength:]
	}
	return loadAll[Member](tx, memberRows, keys)
}
