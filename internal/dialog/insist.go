package dialog

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"resellerbot/internal/chat"
)

// insist numbers what is wrong with an answer that was typed, once it is the same
// as with the one before: the screen takes the former one's place, and would
// look as if nothing had been read.
func (d *Driver) insist(v *visit) {
	answered := v.Input.Kind != chat.Tapped && v.Input.Command == "" && !v.spilled && v.conv.Flow != menu
	if !answered || len(v.notes) == 0 {
		v.conv.Wrong, v.conv.Tries = "", 0
		return
	}
	said := sha256.Sum256([]byte(strings.Join([]string{v.conv.Run, v.conv.Step, d.Catalog.Render(v.Lang, v.notes)}, "\n")))
	wrong := hex.EncodeToString(said[:8])
	if wrong != v.conv.Wrong {
		v.conv.Wrong, v.conv.Tries = wrong, 1
		return
	}
	v.conv.Tries++
	v.notes = append([]chat.Text{chat.T("dialog.again", chat.Args{"N": v.conv.Tries})}, v.notes...)
}
