package ops

import (
	"sync"
	"time"
)

const (
	favouritesEvery = 30 * time.Minute // a panel's favourites are compared so often
	doubtEvery      = 20 * time.Minute // and so often while its list is doubted
	doubtLooks      = 3                // after the first one
)

// favouriteLooks remembers what each panel's list was like, to tell a service
// that is gone from a list that is broken. A restart forgets it: then nothing
// is gone before a second look.
type favouriteLooks struct {
	rota rota
	mu   sync.Mutex
	seen map[string]seenPanel
}

type seenPanel struct {
	known  int       // services of the last list that was believed
	doubts int       // lists in a row that were not
	again  time.Time // when to look again; zero: in the panel's turn
}

// due gives the panels whose turn it is, and those that are doubted.
func (f *favouriteLooks) due(panels []string, now time.Time) []string {
	due := f.rota.due(panels, now)
	f.mu.Lock()
	defer f.mu.Unlock()
	turn := map[string]bool{}
	for _, panel := range due {
		turn[panel] = true
	}
	var all []string
	was := f.seen
	f.seen = make(map[string]seenPanel, len(was))
	for _, panel := range panels {
		s, seen := was[panel]
		if seen {
			f.seen[panel] = s
		}
		if s.again.IsZero() && turn[panel] || !s.again.IsZero() && !now.Before(s.again) {
			all = append(all, panel)
		}
	}
	return all
}

// believe tells whether what is missing in a list of so many services is gone.
// It is not, as long as the list is empty or has less than half of what it had
// before, unless it stays so for an hour.
func (f *favouriteLooks) believe(panel string, services int, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.seen[panel]
	whole := services > 0 && services*2 >= s.known
	switch {
	case whole && s.known > 0, !whole && s.doubts >= doubtLooks:
		f.seen[panel] = seenPanel{known: services}
		return true
	case whole: // the first list since the start: there is nothing to hold it against
		f.seen[panel] = seenPanel{known: services, again: now.Add(doubtEvery)}
		return false
	}
	s.doubts++
	s.again = now.Add(doubtEvery)
	f.seen[panel] = s
	return false
}
