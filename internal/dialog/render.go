package dialog

import (
	"resellerbot/internal/chat"
)

// shown turns a screen into the message and the conversation that waits for
// its answer.
func (d *Driver) shown(v *visit, screen chat.Screen, home bool) result {
	d.insist(v)
	v.conv.Serial++
	v.conv.Answers, v.conv.Leaving = nil, ""
	var last []chat.Button
	if len(v.conv.Past) > 0 {
		last = append(last, chat.Button{Label: chat.T("button.back"), Answer: answerBack})
	}
	if !home {
		last = append(last, chat.Button{Label: chat.T("button.cancel"), Answer: answerCancel})
	}
	var rows [][]chat.Button
	if v.again != "" {
		rows = append(rows, []chat.Button{{Label: chat.T("button.retry"), Answer: answerAgain + v.again}})
	}
	if v.rekey != "" {
		rows = append(rows, []chat.Button{{Label: chat.T("button.connect_other"), Go: v.rekey}})
	}
	rows = append(rows, screen.Rows...)
	if len(last) > 0 {
		rows = append(rows, last)
	}
	screen.Rows = rows
	m := d.render(v, screen)
	return result{conv: v.conv, message: &m}
}

// ended shows a last screen.
func (d *Driver) ended(v *visit, next Next) result {
	v.conv.Answers = nil
	m := d.render(v, next.screen)
	return result{conv: v.conv, drop: true, message: &m, kept: next.keep, slot: next.slot}
}

// deaf answers a tap and changes nothing: it stands in the person's way.
func (d *Driver) deaf(v *visit, why chat.Text) result {
	v.toast, v.alert = why, true
	return d.nothing(v)
}

// late answers a tap on what is over, mostly the second of a double tap, in
// passing.
func (d *Driver) late(v *visit) result {
	v.toast = chat.T("dialog.old_screen")
	return d.nothing(v)
}

// nothing leaves everything as it was.
func (d *Driver) nothing(v *visit) result { return result{conv: v.conv} }

func (d *Driver) render(v *visit, screen chat.Screen) chat.Message {
	lines := screen.Lines
	if len(v.notes) > 0 {
		lines = append(append(append([]chat.Text{}, v.notes...), chat.Text{}), lines...)
		v.said, v.notes = v.notes, nil
	}
	m := chat.Message{HTML: d.Catalog.Render(v.Lang, lines), Photo: screen.Photo, PhotoID: screen.PhotoID, File: screen.File, Protect: screen.Protect}
	switch { // a file id may be refused when nobody is there to be asked
	case m.PhotoID != "":
		m.Instead = d.Catalog.Render(v.Lang, []chat.Text{chat.T("dialog.picture_refused")})
	case m.File != nil && m.File.ID != "":
		m.Instead = d.Catalog.Render(v.Lang, []chat.Text{chat.T("dialog.file_refused")})
	}
	for _, row := range screen.Rows {
		var keys []chat.Key
		for _, b := range row {
			keys = append(keys, d.key(v, b))
		}
		if len(keys) > 0 {
			m.Keys = append(m.Keys, keys)
		}
	}
	return m
}

func (d *Driver) key(v *visit, b chat.Button) chat.Key {
	k := chat.Key{Label: d.Catalog.Plain(v.Lang, b.Label), Copy: b.Copy, URL: b.URL, Style: b.Style}
	switch {
	case b.Go != "":
		k.Data = goData(v.Input.Person.ID, b.Go)
		if len(k.Data) > maxData {
			d.Log.Error("render button: target too long", "flow", v.conv.Flow, "bytes", len(k.Data))
			k.Data = goData(v.Input.Person.ID, menu)
		}
	case b.Answer != "":
		k.Data = answerData(v.Input.Person.ID, v.conv.Run, v.conv.Serial, len(v.conv.Answers))
		v.conv.Answers = append(v.conv.Answers, b.Answer)
	}
	return k
}

// Message renders a screen that no conversation waits for: an alert, or the
// end of an act that was unknown. Its Go buttons are for one person, or for
// anyone when person is 0.
func (d *Driver) Message(lang string, person int64, screen chat.Screen) chat.Message {
	v := &visit{Turn: &Turn{Lang: lang, Input: chat.Input{Person: chat.Person{ID: person}}}}
	return d.render(v, screen)
}
