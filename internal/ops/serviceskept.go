package ops

import (
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"resellerbot/internal/resale"
)

// keptServices bounds the lists of all panels together, in bytes: panels have
// thousands of services, and some describe each of them at length.
const keptServices = 64 << 20

// catalogues keeps what each panel sells: chats that share a key share it, and
// who asks while it is read waits for the same reading.
type catalogues struct {
	flight singleflight.Group
	mu     sync.Mutex
	kept   map[string]catalogue
	failed map[string]failure // panels whose last reading failed
}

type catalogue struct {
	ServiceList
	size int
}

type failure struct {
	err error
	at  time.Time
}

// last gives what is kept of a panel.
func (k *catalogues) last(panel string) (ServiceList, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, ok := k.kept[panel]
	return c.ServiceList, ok
}

// fresh gives a list that is not older than life, or why the panel could not
// be read just now: it is not asked again at once, and for who only looks
// around not for a minute when there is a list to go on with.
func (k *catalogues) fresh(panel string, life time.Duration, now time.Time) (l ServiceList, known bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, kept := k.kept[panel]
	if kept && now.Sub(c.At) < life {
		return c.ServiceList, true, nil
	}
	rest := servicesRetry
	if kept && life > servicesRest {
		rest = servicesPause
	}
	if f, failed := k.failed[panel]; failed && now.Sub(f.at) < rest {
		return ServiceList{}, true, f.err
	}
	return ServiceList{}, false, nil
}

// fail notes a failure until it does not matter any more.
func (k *catalogues) fail(panel string, err error, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for other, f := range k.failed {
		if now.Sub(f.at) >= servicesPause {
			delete(k.failed, other)
		}
	}
	k.failed[panel] = failure{err: err, at: now}
}

// keep makes room first: what nobody asked for in a day goes, then the oldest.
func (k *catalogues) keep(fresh ServiceList) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.failed, fresh.Panel)
	c := catalogue{ServiceList: fresh, size: sizeOf(fresh.Services)}
	total := c.size
	var rest []catalogue
	for panel, old := range k.kept {
		if panel == fresh.Panel || fresh.At.Sub(old.At) >= servicesOldest {
			delete(k.kept, panel)
			continue
		}
		total += old.size
		rest = append(rest, old)
	}
	slices.SortFunc(rest, func(a, b catalogue) int { return a.At.Compare(b.At) })
	for i := 0; total > keptServices && i < len(rest); i++ {
		total -= rest[i].size
		delete(k.kept, rest[i].Panel)
	}
	k.kept[fresh.Panel] = c
}

// sizeOf is about how much memory services take.
func sizeOf(services []resale.Service) int {
	size := 200 * len(services)
	for _, s := range services {
		size += len(s.ID) + len(s.Name) + len(s.Category) + len(s.Word) + len(s.Note)
	}
	return size
}
