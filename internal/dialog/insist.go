package dialog

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"resellerbot/internal/chat"
)

// mostReadBack is how much of an answer is said again, in characters.
const mostReadBack = 40

// insist says what was read before what is wrong with it, once the same is wrong as
// with the answer before: the screen takes the former one's place, and would look
// as if nothing had been read.
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
	v.notes = append([]chat.Text{chat.T("dialog.again", chat.Args{"N": v.conv.Tries, "Text": d.readBack(v)})}, v.notes...)
}

// readBack is what was typed, "" where others could read it or it is a secret.
func (d *Driver) readBack(v *visit) string {
	in := v.Input
	f, ok := d.flows[v.conv.Flow]
	if !ok || !in.Private || in.Kind != chat.Said {
		return ""
	}
	info, ok := f.step(v.conv.Step)
	if !ok || info.secret || info.password || info.hide != nil && info.hide(in.Text) {
		return ""
	}
	text := []rune(strings.Join(strings.Fields(in.Text), " "))
	if len(text) > mostReadBack {
		text = append(text[:mostReadBack], '…')
	}
	return string(text)
}
