package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// servexReply is an answer before it is written.
type servexReply struct {
	status  int
	body    any
	applied bool // the panel changed
}

func (r servexReply) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(r.status)
	_ = json.NewEncoder(w).Encode(r.body) // the client may be gone
}

type servexObject map[string]any

func servexError(status int, text string) servexReply {
	return servexReply{status: status, body: servexObject{"error": text}}
}

func servexRead(body any) servexReply { return servexReply{status: http.StatusOK, body: body} }

func servexDone(body servexObject) servexReply {
	return servexReply{status: http.StatusOK, body: body, applied: true}
}

func servexCreated(body servexObject) servexReply {
	return servexReply{status: http.StatusCreated, body: body, applied: true}
}

// What the panel says, in its language.
var (
	errServexMissing = servexError(http.StatusBadRequest, "Campos obrigatórios faltando")
	errServexDenied  = servexError(http.StatusForbidden, "Acesso negado")
)

// servexDate writes a time as the panel does, and nothing as null.
func servexDate(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// servexBody is what was sent. Each getter tells whether the field was there
// and of the right type; the panel takes no number for a string.
type servexBody map[string]json.RawMessage

func servexField[T any](b servexBody, name string) (value T, ok bool) {
	raw, ok := b[name]
	if !ok || string(raw) == "null" || json.Unmarshal(raw, &value) != nil {
		return value, false
	}
	return value, true
}

func (b servexBody) has(names ...string) bool {
	for _, name := range names {
		raw, ok := b[name]
		if !ok || string(raw) == "null" || string(raw) == `""` {
			return false
		}
	}
	return true
}

// servexSet changes a field that was sent, and tells whether it was of the
// right type.
func servexSet[T any](b servexBody, name string, field *T) bool {
	if _, sent := b[name]; !sent {
		return true
	}
	value, ok := servexField[T](b, name)
	if ok {
		*field = value
	}
	return ok
}

func servexContains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}
