package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// smmReply is an answer before it is written.
type smmReply struct {
	status  int
	body    any // nil: no body at all
	applied bool
}

type smmObject map[string]any

func (r smmReply) encoded() []byte {
	if r.body == nil {
		return nil
	}
	var text bytes.Buffer
	_ = json.NewEncoder(&text).Encode(r.body) // made of what can be encoded
	return text.Bytes()
}

func (r smmReply) write(w http.ResponseWriter) {
	if r.body != nil {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.encoded()) // the client may be gone
}

func smmRead(body any) smmReply { return smmReply{status: http.StatusOK, body: body} }

func smmTooMany() smmReply {
	return smmReply{status: http.StatusTooManyRequests, body: smmObject{"error": "Too many requests"}}
}
