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
	said := make(map[string]sight[S], len(ids))
	useless := false
	if len(ids) > 1 && !r.tracking.alone(r.panel, a.what, r.Now()) {
		r.calls--
		statuses, _, err := a.many(ctx, ids)
		if err == nil {
			r.answered = true
			r.tracking.together(r.panel, a.what)
			for _, id := range ids {
				said[id] = sight[S]{}
				if s, ok := statuses[id]; ok {
					said[id] = sight[S]{status: &s}
				}
			}
			return said, nil
		}
		if !aboutQuestion(resale.CodeOf(err)) {
			return said, err
		}
		useless = true
	}
	garbled := 0
	var failed error // as long as nothing makes sense
	for _, id := range ids {
		if r.calls == 0 {
			break
		}
		r.calls--
		s, err := a.one(ctx, id)
		switch code := resale.CodeOf(err); {
		case err == nil:
			said[id], r.answered = sight[S]{status: &s}, true
		case code == resale.BadAnswer:
			said[id], failed = sight[S]{garbled: true}, err
			if garbled++; garbled == garbledMost {
				return said, err
			}
		case aboutQuestion(code):
			said[id], r.answered = sight[S]{}, true
		default:
			return said, err
		}
	}
	if garbled == len(said) {
		return said, failed
	}
	if useless {
		// It cannot answer about many, or not so that one could tell which is which.
		r.tracking.apart(r.panel, a.what, r.Now())
	}
	return said, nil
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
