package whmdc

import (
	"sync"

	"resellerbot/internal/resale"
)

// manyWays is how many are kept at once.
const manyWays = 4096

// Ways remembers which panels give which kinds of things by their ids: what such
// a panel does not find is not there, and needs no search through its lists.
// Share one among all clients. The zero value is ready, and safe for concurrent
// use.
type Ways struct {
	mu    sync.Mutex
	gives map[way]bool
}

type way struct {
	panel string
	kind  resale.RecordKind
}

func (w *Ways) seen(panel string, kind resale.RecordKind) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gives == nil || len(w.gives) >= manyWays {
		w.gives = map[way]bool{}
	}
	w.gives[way{panel, kind}] = true
}

func (w *Ways) known(panel string, kind resale.RecordKind) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.gives[way{panel, kind}]
}
