package dialog

import (
	"regexp"

	"resellerbot/internal/chat"
)

// codeLike is what apps and letters show to confirm something: 4 to 8 digits,
// often in groups.
var codeLike = regexp.MustCompile(`^\s*[0-9](?:[ -]?[0-9]){3,7}\s*$`)

// noteCode says of a code that nothing asked for it: whoever types one believes
// to be in the middle of something.
func noteCode(in chat.Input) (note chat.Text, ok bool) {
	if !in.Private || in.Kind != chat.Said || !codeLike.MatchString(in.Text) {
		return chat.Text{}, false
	}
	return chat.T("dialog.no_code"), true
}

// noteUnasked says why what was written where nothing is under way leads to the
// menu.
func (d *Driver) noteUnasked(v *visit, expired bool) {
	if lost, _ := d.loses(v); expired && (lost || !d.home(v)) {
		v.Note(chat.T("dialog.ended_idle"))
	} else if note, code := noteCode(v.Input); code {
		v.Note(note)
	}
}
