package sandbox

import (
	"net/http"
	"strings"
)

func (t *Telegram) send(method string, p *tgParams) (any, *tgError) {
	c, err := t.reach(p)
	if err != nil {
		return nil, err
	}
	m := &TelegramMessage{FromBot: true, From: botID, Thread: int(p.int("message_thread_id")), Protect: p.values["protect_content"] == "true", markup: p.values["reply_markup"]}
	if m.Keyboard, err = keyboard(m.markup); err != nil {
		return nil, err
	}
	if method == "sendmessage" {
		m.HTML, m.Text, err = p.text("text", 4096, "message text is empty")
	} else {
		m.HTML, m.Text, err = p.text("caption", 1024, "")
		if err == nil {
			err = t.attach(m, method, p)
		}
	}
	if err != nil {
		return nil, err
	}
	t.put(c, m)
	t.counts.Sent++
	return t.wire(c, m), nil
}

// attach takes the upload, or the file that an id stands for.
func (t *Telegram) attach(m *TelegramMessage, method string, p *tgParams) *tgError {
	name := strings.TrimPrefix(method, "send")
	f, ok := p.files[name]
	if ref := p.values[name]; !ok && strings.HasPrefix(ref, "attach://") {
		f, ok = p.files[strings.TrimPrefix(ref, "attach://")]
	} else if !ok && ref != "" {
		kept := t.files[ref]
		switch {
		case kept == nil:
			return bad("wrong file identifier/HTTP URL specified")
		case kept.kind != name:
			return bad("can't use file of type " + kept.kind + " as " + name)
		}
		f, ok, m.file = kept.tgFile, true, ref
	}
	if !ok || len(f.Data) == 0 {
		return bad("there is no " + name + " in the request")
	}
	if name == "photo" {
		if len(f.Data) > 10<<20 || http.DetectContentType(f.Data) != "image/png" && http.DetectContentType(f.Data) != "image/jpeg" {
			return bad("IMAGE_PROCESS_FAILED")
		}
		m.Photo = f.Data
		return nil
	}
	m.Document, m.FileName = f.Data, f.Name
	return nil
}

func (t *Telegram) delete(p *tgParams) (any, *tgError) {
	c, err := t.reach(p)
	if err != nil {
		return nil, err
	}
	m := c.byID[int(p.int("message_id"))]
	switch {
	case m == nil:
		return nil, bad("message to delete not found")
	case t.opt.Now().Unix()-m.Date > 48*3600, !m.FromBot && !c.private && c.members[botID] != "administrator":
		return nil, bad("message can't be deleted")
	}
	c.remove(m.ID)
	t.counts.Deleted++
	return true, nil
}
