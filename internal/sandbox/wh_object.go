package sandbox

import (
	"bytes"
	"encoding/json"
	"html"
	"net/http"
)

// whObject is a JSON object whose fields keep their order.
type whObject []whPair

type whPair struct {
	name  string
	value any
}

func (o whObject) with(name string, value any) whObject { return append(o, whPair{name, value}) }

// MarshalJSON writes the fields in their order.
func (o whObject) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	text.WriteByte('{')
	for i, pair := range o {
		if i > 0 {
			text.WriteByte(',')
		}
		name, err := json.Marshal(pair.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(pair.value)
		if err != nil {
			return nil, err
		}
		text.Write(append(append(name, ':'), value...))
	}
	text.WriteByte('}')
	return text.Bytes(), nil
}

// whReply is an answer before it is written.
type whReply struct {
	status  int
	body    whObject
	text    string // instead of body: a page, or nothing
	applied bool   // the panel changed
	refused string // the English of a refusal
	after   string // Retry-After
}

func (r whReply) encoded() []byte {
	if r.body == nil {
		return []byte(r.text)
	}
	text, _ := json.Marshal(r.body) // made of what can be encoded
	return text
}

func (r whReply) write(w http.ResponseWriter) {
	kind := "application/json"
	if r.body == nil {
		kind = "text/html; charset=UTF-8"
	}
	if r.after != "" {
		w.Header().Set("Retry-After", r.after)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.encoded()) // the client may be gone
}

func whRead(data any, more ...whPair) whReply {
	body := whObject{{"success", true}, {"data", data}}
	return whReply{status: http.StatusOK, body: append(body, more...)}
}

// whDone tells of what changed the panel; data nil is left out.
func whDone(status int, data any, message string) whReply {
	body := whObject{{"success", true}}
	if data != nil {
		body = body.with("data", data)
	}
	return whReply{status: status, body: body.with("message", message), applied: true}
}

// whPage is a page of the web server.
func whPage(status int, title string) whReply {
	title = html.EscapeString(title)
	return whReply{status: status, text: "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>", refused: title}
}
