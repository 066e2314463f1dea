package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// garbledMost is how many answers in a row may make no sense before the panel
// is left alone for a while.
const garbledMost = 3

// asking is a way to ask about orders or refills: many in one call, and one.
type asking[S any] struct {
	what string
	many func(context.Context, []string) (map[string]S, map[string]error, error)
	one  func(context.Context, string) (S, error)
}

// ask asks a panel about some ids, within the calls that the turn has left. Of
// an id that the panel does not know, or says nothing of, it gives nil; one
// that is missing was not asked for. What was said comes beside an error too.
func ask[S any](ctx context.Context, r *trackRun, a asking[S], ids []string) (map[string]*S, error) {
	said := make(map[string]*S, len(ids))
	if len(ids) > 1 && !r.tracking.alone(r.panel, a.what, r.Now()) {
		r.calls--
		statuses, _, err := a.many(ctx, ids)
		if err == nil {
			r.answered = true
			r.tracking.together(r.panel, a.what)
			for _, id := range ids {
				said[id] = nil
				if s, ok := statuses[id]; ok {
					said[id] = &s
				}
			}
			return said, nil
		}
		if !aboutQuestion(resale.CodeOf(err)) {
			return said, err
		}
		// It cannot answer about many, or not so that one could tell which is which.
		r.tracking.apart(r.panel, a.what, r.Now())
	}
	garbled := 0
	for _, id := range ids {
		if r.calls == 0 {
			break
		}
		r.calls--
		s, err := a.one(ctx, id)
		switch code := resale.CodeOf(err); {
		case err == nil:
			said[id], r.answered, garbled = &s, true, 0
		case code == resale.BadAnswer:
			said[id] = nil
			if garbled++; garbled == garbledMost {
				return said, err
			}
		case aboutQuestion(code):
			said[id], r.answered, garbled = nil, true, 0
		default:
			return said, err
		}
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
