package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// garbledMost is how many answers may make no sense before the panel is left
// alone for a while.
const garbledMost = 3

// asking is a way to ask about orders or refills: many in one call, and one.
type asking[S any] struct {
	what string
	many func(context.Context, []string) (map[string]S, map[string]error, error)
	one  func(context.Context, string) (S, error)
}

// sight is what came of asking about one.
type sight[S any] struct {
	status  *S   // nil: the panel does not know it, or says nothing of it
	garbled bool // the answer makes no sense
}

// ask asks a panel about some ids, within the calls that the turn has left; one
// that is missing was not asked for. What was said comes beside an error too.
func ask[S any](ctx context.Context, r *trackRun, a asking[S], ids []string) (map[string]sight[S], error) {
	if len(ids) == 1 || r.tracking.alone(r.panel, a.what, r.Now()) {
		said, _, err := askEach(ctx, r, a, ids)
		return said, err
	}
	r.calls--
	statuses, _, err := a.many(ctx, ids)
	if err != nil && !aboutQuestion(resale.CodeOf(err)) {
		return nil, err
	}
	if err != nil {
		// It cannot answer about many, or not so that one could tell which is which.
		said, sense, err := askEach(ctx, r, a, ids)
		if sense {
			r.tracking.apart(r.panel, a.what, r.Now())
		}
		return said, err
	}
	r.answered = true
	r.tracking.together(r.panel, a.what)
	said := make(map[string]sight[S], len(ids))
	for _, id := range ids {
		said[id] = sight[S]{}
		if s, ok := statuses[id]; ok {
			said[id] = sight[S]{status: &s}
		}
	}
	return said, nil
}

// askEach asks one by one, and tells whether any answer made sense.
func askEach[S any](ctx context.Context, r *trackRun, a asking[S], ids []string) (said map[string]sight[S], sense bool, err error) {
	said = make(map[string]sight[S])
	garbled := 0
	for _, id := range ids {
		if r.calls == 0 {
			break
		}
		r.calls--
		s, failed := a.one(ctx, id)
		switch code := resale.CodeOf(failed); {
		case failed == nil:
			said[id], sense = sight[S]{status: &s}, true
		case code == resale.BadAnswer:
			said[id], err = sight[S]{garbled: true}, failed
			garbled++
		case aboutQuestion(code):
			said[id], sense = sight[S]{}, true
		default:
			return said, sense, failed
		}
		r.answered = r.answered || sense
		if garbled == garbledMost {
			return said, sense, err
		}
	}
	if sense {
		err = nil
	}
	return said, sense, err
}

// aboutQuestion tells whether a failure is about what was asked for, not about
// who asked or the panel as a whole.
func aboutQuestion(code resale.Code) bool {
	switch code {
	case resale.NotFound, resale.Refused, resale.Invalid, resale.Unsupported, resale.BadAnswer:
		return true
	default:
		return false
	}
}
