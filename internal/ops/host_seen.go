package ops

import (
	"context"
	"sync"
	"time"

	"resellerbot/internal/resale"
)

// hostSeenMost is how many records are remembered, of all panels.
const hostSeenMost = 2000

// hostSeen remembers what was read lately of hosting panels: a key may call so
// seldom that a question after a card would wait for what was just on it.
type hostSeen struct {
	mu   sync.Mutex
	kept map[string]hostSight
}

type hostSight struct {
	record resale.Record
	at     time.Time
}

func hostSightOf(panel string, kind resale.RecordKind, id string) string {
	return panel + " " + string(kind) + " " + id
}

func (s *hostSeen) get(name string) (hostSight, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen, ok := s.kept[name]
	return seen, ok
}

// put remembers a record, unless it is so large that many of them were too much.
func (s *hostSeen) put(name string, r resale.Record, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(slim(r).Fields) < len(r.Fields) {
		delete(s.kept, name)
		return
	}
	if len(s.kept) >= hostSeenMost {
		clear(s.kept)
	}
	s.kept[name] = hostSight{record: r, at: now}
}

func (s *hostSeen) forget(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, name)
}

// HostSeen gives one record of the chat's hosting panel as it was read within
// that time, without asking the panel, or else as it is now. For questions and
// names: what is done is judged by the panel itself.
func (o *Ops) HostSeen(ctx context.Context, chat int64, kind resale.RecordKind, id string, within time.Duration) (resale.Record, error) {
	c, err := o.connection(ctx, "read host record", WHMDC, chat)
	if err != nil {
		return resale.Record{}, err
	}
	if seen, ok := o.hosts.get(hostSightOf(c.panel, kind, id)); ok && o.Now().Sub(seen.at) < within {
		return seen.record, nil
	}
	return o.hostGet(ctx, c, kind, id)
}

// hostGet reads a record and remembers it.
func (o *Ops) hostGet(ctx context.Context, c connection, kind resale.RecordKind, id string) (resale.Record, error) {
	r, err := c.wh.Get(ctx, kind, id)
	switch resale.CodeOf(err) {
	case "":
		o.hosts.put(hostSightOf(c.panel, kind, id), r, o.Now())
	case resale.NotFound:
		o.hosts.forget(hostSightOf(c.panel, kind, id))
	}
	return r, err
}

// hostUnseen forgets what is being changed.
func (o *Ops) hostUnseen(ctx context.Context, chat int64, kind resale.RecordKind, id string) {
	if c, err := o.connection(ctx, "forget host record", WHMDC, chat); err == nil && id != "" {
		o.hosts.forget(hostSightOf(c.panel, kind, id))
	}
}
