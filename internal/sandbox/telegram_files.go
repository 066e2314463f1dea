package sandbox

import (
	"fmt"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// maxDownload is Telegram's limit for what a bot gets.
const maxDownload = 20 << 20

// SendDocument sends a file to the bot in private.
func (p *TelegramPerson) SendDocument(name string, data []byte, caption string) (updateID int64) {
	return p.document(p.id, true, 0, &TelegramMessage{Document: data, FileName: name, Text: caption})
}

// SendDocumentIn sends a file in a group, in a topic when thread is not 0.
func (p *TelegramPerson) SendDocumentIn(g *TelegramGroup, thread int, name string, data []byte, caption string) (updateID int64) {
	return p.document(g.id, false, thread, &TelegramMessage{Document: data, FileName: name, Text: caption})
}

func (p *TelegramPerson) document(chat int64, private bool, thread int, m *TelegramMessage) int64 {
	t := p.t
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chat(chat, private)
	if private {
		c.blocked = false
	}
	m.From, m.Name, m.Thread = p.id, p.name, thread
	t.put(c, m)
	wire := t.wire(c, m)
	wire["from"] = p.wire()
	return t.add("message", wire)
}

// document is a file as a message names it. The lock is held.
func (t *Telegram) document(m *TelegramMessage) map[string]any {
	m.file = t.keep(m.file, "document", m.FileName, m.Document)
	out := map[string]any{"file_id": m.file, "file_unique_id": "d", "file_name": m.FileName, "file_size": len(m.Document)}
	if kind, _, _ := strings.Cut(mime.TypeByExtension(path.Ext(m.FileName)), ";"); kind != "" {
		out["mime_type"] = kind
	}
	return out
}

// tgKept is a file that Telegram has.
type tgKept struct {
	tgFile
	kind string // "photo", "document"
}

// keep gives a file an id, unless it has one. The lock is held.
func (t *Telegram) keep(id, kind, name string, data []byte) string {
	if id != "" {
		return id
	}
	t.nextFile++
	id = fmt.Sprintf("file%d", t.nextFile)
	t.files[id] = &tgKept{tgFile{Name: name, Data: data}, kind}
	return id
}

func (t *Telegram) file(p *tgParams) (any, *tgError) {
	id := p.values["file_id"]
	f, ok := t.files[id]
	switch {
	case !ok:
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	case len(f.Data) > maxDownload:
		return nil, bad("file is too big")
	}
	return map[string]any{"file_id": id, "file_unique_id": id, "file_size": len(f.Data), "file_path": "documents/" + id + ".txt"}, nil
}

// bend changes what a call gives.
func (f *TelegramFault) bend(result any) any {
	file, ok := result.(map[string]any)
	switch {
	case f == nil || !ok:
	case f.Kind == FaultNoSize:
		delete(file, "file_size")
	case f.Kind == FaultLocal:
		file["file_path"] = "/var/lib/telegram-bot-api/documents/file_0.txt"
	}
	return result
}

// serveFile gives a file that getFile named.
func (t *Telegram) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	p := &tgParams{values: map[string]string{"path": name}}
	fault := t.fault("file", 0)
	if fault != nil && t.failBefore(w, r, fault, p) {
		return
	}
	t.mu.Lock()
	f, ok := t.files[strings.TrimSuffix(strings.TrimPrefix(name, "documents/"), ".txt")]
	t.mu.Unlock()
	var err *tgError
	var data []byte
	if ok {
		data = f.Data
	} else {
		err = refuse(404, "Not Found")
	}
	t.record("file", p, err, r.RemoteAddr)
	switch {
	case err != nil:
		reply(w, nil, err)
	case fault != nil && fault.Kind == FaultCutMidway:
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data[:len(data)/2])
		_ = http.NewResponseController(w).Flush()
		cut(w)
	case fault != nil && fault.Kind == FaultCutAfter:
		cut(w)
	default:
		_, _ = w.Write(data)
	}
}
