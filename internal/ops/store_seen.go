package ops

import (
	"slices"
	"sync"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// seenLife is for how long an account that was read is good for the links of its
// subscriptions: one that wants a code each time cannot be read anew for each.
const seenLife = 10 * time.Minute

// seenMembers keeps for a moment the accounts that their customers just looked
// at.
type seenMembers struct {
	mu   sync.Mutex
	kept map[storage.MemberKey]seenMember
}

type seenMember struct {
	resale.Member
	at time.Time
}

func (s *seenMembers) get(key storage.MemberKey, now time.Time) (resale.Member, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.kept[key]
	return m.Member, ok && now.Sub(m.at) < seenLife
}

// put also forgets what is too old.
func (s *seenMembers) put(key storage.MemberKey, m resale.Member, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other, old := range s.kept {
		if now.Sub(old.at) >= seenLife {
			delete(s.kept, other)
		}
	}
	s.kept[key] = seenMember{m, now}
}

// refresh takes in what was seen without a code: subscriptions as they are now,
// whose links stay. What was read before a payment that may have brought more
// goes.
func (s *seenMembers) refresh(key storage.MemberKey, subs []resale.Subscription, paid time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.kept[key]
	switch {
	case !ok:
		return
	case m.at.Before(paid):
		delete(s.kept, key)
		return
	}
	m.Subscriptions = slices.Clone(m.Subscriptions)
	for n, was := range m.Subscriptions {
		for _, now := range subs {
			if now.ID == was.ID {
				now.Link = was.Link
				m.Subscriptions[n] = now
			}
		}
	}
	s.kept[key] = m
}

func (s *seenMembers) drop(key storage.MemberKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, key)
}
