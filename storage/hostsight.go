package storage

import (
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// HostSight is what is known of an invoice or service of a panel, and what its
// chat was told of it: whoever tells first, a webhook or a reading, tells alone.
type HostSight struct {
	Chat     int64                `json:"chat"`
	Kind     resale.RecordKind    `json:"kind"`
	Names    []string             `json:"names"` // what it is known by, in the caller's own spelling; the first never changes
	ID       string               `json:"id"`    // what the panel takes in paths, or the best that is known
	Label    string               `json:"label,omitempty"`
	Customer string               `json:"customer,omitempty"` // who it is for; untrusted text
	State    resale.RecordState   `json:"state,omitempty"`    // as it was last seen
	Total    resale.Sum           `json:"total,omitzero"`
	Due      time.Time            `json:"due,omitzero"`
	Told     []string             `json:"told,omitempty"`     // events that were told, or that nobody wanted told
	Known    []string             `json:"known,omitempty"`    // events that a reading need not tell: they were before it began
	Held     bool                 `json:"held,omitempty"`     // its suspension was told, and it was not seen working since
	Until    time.Time            `json:"suspended,omitzero"` // a suspension that is told of by then is the one that was told
	Own      map[string]time.Time `json:"own,omitempty"`      // events that the chat brought about itself, and when that was known
	Changed  time.Time            `json:"changed,omitzero"`   // when it was news last, or came to stand as it does
	Seen     time.Time            `json:"seen,omitzero"`      // about when a list showed it last, to a month; zero: none did
	Heard    time.Time            `json:"heard,omitzero"`     // when the last webhook about it came, or the chat changed it itself: lists from before say nothing
}

// hostName is of a fixed length, whatever a panel calls its things.
func hostName(chat int64, kind resale.RecordKind, name string) []byte {
	hash := sha256.Sum256([]byte(string(kind) + "\x00" + name))
	return join(intKey(chat), hash[:16])
}

// HostSight gives what is known of a thing that has any of these names, and
// whether anything is. Two that turn out to be one thing become one row.
func (tx *Tx) HostSight(chat int64, kind resale.RecordKind, names ...string) (HostSight, bool, error) {
	var first HostSight
	found := false
	for _, name := range names {
		at, there, err := load[string](tx, hostNames, hostName(chat, kind, name))
		if err != nil {
			return HostSight{}, false, err
		}
		if !there || found && at == first.Names[0] {
			continue
		}
		s, there, err := load[HostSight](tx, hostSights, hostName(chat, kind, at))
		switch {
		case err != nil:
			return HostSight{}, false, err
		case !there:
			return HostSight{}, false, errors.Join(errors.New("read sight: a name leads nowhere"), ErrDamaged)
		case !found:
			first, found = s, true
			continue
		}
		first.add(s)
	}
	return first, found, nil
}

// add takes over what is known of the same thing by another name.
func (s *HostSight) add(other HostSight) {
	s.Names = union(s.Names, other.Names)
	s.Told, s.Known = union(s.Told, other.Told), union(s.Known, other.Known)
	s.Held = s.Held || other.Held
	if other.Until.After(s.Until) {
		s.Until = other.Until
	}
	for event, at := range other.Own {
		if at.After(s.Own[event]) {
			s.Own = maps.Clone(s.Own)
			if s.Own == nil {
				s.Own = map[string]time.Time{}
			}
			s.Own[event] = at
		}
	}
	for to, at := range map[*time.Time]time.Time{&s.Heard: other.Heard, &s.Changed: other.Changed, &s.Seen: other.Seen} {
		if at.After(*to) {
			*to = at
		}
	}
}

func union(a, b []string) []string {
	for _, one := range b {
		if !slices.Contains(a, one) {
			a = append(a, one)
		}
	}
	return a
}

// SaveHostSight keeps what is known of a thing, under all of its names. The row
// of another sight that one of them led to goes.
func (tx *Tx) SaveHostSight(s HostSight) error {
	if len(s.Names) == 0 {
		return errors.New("save sight: no name")
	}
	s.Due, s.Until, s.Heard, s.Changed, s.Seen = s.Due.UTC(), s.Until.UTC(), s.Heard.UTC(), s.Changed.UTC(), s.Seen.UTC()
	for _, name := range s.Names {
		key := hostName(s.Chat, s.Kind, name)
		at, there, err := load[string](tx, hostNames, key)
		if err != nil {
			return err
		}
		if there && at == s.Names[0] {
			continue
		}
		if there {
			if err := tx.drop(hostSights, hostName(s.Chat, s.Kind, at)); err != nil {
				return err
			}
		}
		if err := save(tx, hostNames, key, s.Names[0]); err != nil {
			return err
		}
	}
	return save(tx, hostSights, hostName(s.Chat, s.Kind, s.Names[0]), s)
}

// DropHostSight forgets a thing, and all of its names.
func (tx *Tx) DropHostSight(s HostSight) error {
	for _, name := range s.Names {
		key := hostName(s.Chat, s.Kind, name)
		at, there, err := load[string](tx, hostNames, key)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		if err := errors.Join(tx.drop(hostNames, key), tx.drop(hostSights, hostName(s.Chat, s.Kind, at))); err != nil {
			return err
		}
	}
	return nil
}

// HostSights counts the things that are known of a chat's panel.
func (tx *Tx) HostSights(chat int64) (int, error) { return tx.countFrom(hostSights, intKey(chat)) }
