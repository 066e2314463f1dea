package ops

import (
	"hash/fnv"
	"sync"
	"time"
)

// rota spreads the panels over a period: each has its own moment in it, the
// same after a restart, so that nothing comes in one burst.
type rota struct {
	every time.Duration

	mu   sync.Mutex
	last map[string]int64 // the period in which a panel was last begun
}

// due gives the panels whose moment came since they were last given. A panel
// that is new waits for its first moment. What is not asked for any more is
// forgotten.
func (r *rota) due(panels []string, now time.Time) (due []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.last
	r.last = make(map[string]int64, len(panels))
	for _, panel := range panels {
		period := r.period(panel, now)
		if last, known := was[panel]; known && last < period {
			due = append(due, panel)
		}
		r.last[panel] = period
	}
	return due
}

func (r *rota) period(panel string, now time.Time) int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(panel))
	moment := time.Duration(hash.Sum64() % uint64(r.every))
	return int64(now.Add(-moment).UnixNano() / int64(r.every))
}
