package dialog

import "resellerbot/internal/chat"

// outcome keeps in the chat what became of an act that the person waited for:
// by the time it is known they may have gone on, and their next screen takes the
// place of this one before anybody reads it. told: they were told that it takes
// long.
func (d *Driver) outcome(v *visit, r result, told bool) result {
	if !v.acted || r.message == nil || r.kept {
		return r
	}
	gone := d.Waits != nil && d.Waits(v.Input)
	switch {
	case r.drop && (gone || told):
		r.kept = true
	case !r.drop && gone && len(v.said) > 0: // its question has no answer any more
		said := v.said
		v.notes = nil
		m := d.render(v, chat.Screen{Lines: said})
		r.before = &m
	}
	return r
}
