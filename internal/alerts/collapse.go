package alerts

import (
	"slices"

	"resellerbot/storage"
)

// Collapse leaves one line for each client, the last, with how often it came
// and went in all. What is not about a client stays, in front.
func Collapse(events []storage.Event) []storage.Event {
	type story struct {
		last  storage.Event
		turns int // times told, and flips within
		order int
	}
	stories := map[string]*story{}
	var general, lines []storage.Event
	for i, e := range events {
		if e.Kind != Online && e.Kind != Offline && e.Kind != Unstable {
			general = append(general, e)
			continue
		}
		s := stories[e.Name]
		if s == nil {
			s = &story{}
			stories[e.Name] = s
		} else {
			s.turns++
		}
		s.turns += 2 * e.Count
		s.order = i
		if e.Kind == Unstable && s.last.Kind != "" {
			continue // how it stands says more
		}
		s.last = e
	}
	for _, s := range stories {
		s.last.Count = s.turns / 2
		lines = append(lines, s.last)
	}
	slices.SortFunc(lines, func(a, b storage.Event) int { return stories[a.Name].order - stories[b.Name].order })
	return append(general, lines...)
}
