package telegram

import (
	"sync"

	"resellerbot/storage"
)

// mailbox is how the dispatcher is told of things. It never blocks.
type mailbox struct {
	news   chan struct{}
	mu     sync.Mutex
	queued []storage.OutKey
	done   []outcome
}

func (m *mailbox) queue(keys []storage.OutKey) {
	m.mu.Lock()
	m.queued = append(m.queued, keys...)
	m.mu.Unlock()
	m.ring()
}

func (m *mailbox) report(o outcome) {
	m.mu.Lock()
	m.done = append(m.done, o)
	m.mu.Unlock()
	m.ring()
}

func (m *mailbox) ring() {
	select {
	case m.news <- struct{}{}:
	default:
	}
}

func (m *mailbox) collect() (queued []storage.OutKey, done []outcome) {
	m.mu.Lock()
	defer m.mu.Unlock()
	queued, done, m.queued, m.done = m.queued, m.done, nil, nil
	return queued, done
}
