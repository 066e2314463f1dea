package ops

import (
	"errors"
	"slices"
	"sync"
	"time"

	"resellerbot/internal/resale"
)

// How long a panel rests that did not answer, and one that refuses the key.
const (
	firstRest   = 30 * time.Second
	longestRest = 15 * time.Minute
	firstBan    = 15 * time.Minute
	longestBan  = time.Hour
)

// apartFor is how long a panel that cannot answer about many orders is asked
// about each.
const apartFor = 24 * time.Hour

// tracking is what need not survive a restart: who rests, and who is asked how.
type tracking struct {
	mu    sync.Mutex
	rests map[string]rest      // by panel, and by address
	split map[string]splitting // by panel and what is asked about
	paces map[int64]pace       // by chat
}

type rest struct {
	until time.Time
	last  time.Duration
	cause error
}

type splitting struct {
	once  bool // it may have been an accident: the next turn tries again
	until time.Time
}

func newTracking() tracking {
	return tracking{rests: map[string]rest{}, split: map[string]splitting{}, paces: map[int64]pace{}}
}

// address names the rests of all panels behind one address.
func address(c connection) string { return "at " + c.base }

// awake leaves out the panels that rest.
func (t *tracking) awake(panels []string, now time.Time) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.DeleteFunc(panels, func(p string) bool { return t.rests[p].until.After(now) })
}

// resting gives until when, and why; a nil cause: it does not.
func (t *tracking) resting(name string, now time.Time) (until time.Time, cause error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if r := t.rests[name]; r.until.After(now) {
		return r.until, r.cause
	}
	return time.Time{}, nil
}

func (t *tracking) restUntil(panel string, until time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.rests[panel]
	r.until = until
	t.rests[panel] = r
}

// failed lets a panel rest, longer each time; when nobody can reach the
// address, all panels behind it.
func (t *tracking) failed(panel, address string, cause error, now time.Time) {
	first, longest := firstRest, longestRest
	names := []string{panel}
	var wait time.Duration
	if e, ok := errors.AsType[*resale.Error](cause); ok {
		wait = e.Wait
	}
	switch code := resale.CodeOf(cause); {
	case refuses(code):
		first, longest = firstBan, longestBan
	case code == resale.Unavailable, code == resale.Blocked:
		names = append(names, address)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range names {
		length := min(max(2*t.rests[name].last, first), longest)
		t.rests[name] = rest{until: now.Add(max(length, wait)), last: length, cause: cause}
	}
}

// fine ends the rests of who answers.
func (t *tracking) fine(names ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range names {
		delete(t.rests, name)
	}
}

// refuses tells whether only a person can mend it.
func refuses(code resale.Code) bool { return code == resale.Unauthorized || code == resale.Forbidden }

// alone tells whether a panel is asked about each order by itself.
func (t *tracking) alone(panel, what string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.split[panel+what].until.After(now)
}

// apart notes an answer about many that was of no use. After the second one in
// a row the panel is asked about each for a day.
func (t *tracking) apart(panel, what string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.split[panel+what]
	if s.once {
		s.until = now.Add(apartFor)
	}
	s.once = true
	t.split[panel+what] = s
}

// together notes one that was.
func (t *tracking) together(panel, what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.split, panel+what)
}
