package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// vpnReply is an answer before it is written.
type vpnReply struct {
	status   int
	body     vpnObject
	text     string // instead of body: a configuration as a file
	trailing string // after either
	applied  bool   // the panel changed
}

type vpnObject map[string]any

func (r vpnReply) encoded() []byte {
	if r.body == nil {
		return []byte(r.text + r.trailing)
	}
	var text bytes.Buffer
	_ = json.NewEncoder(&text).Encode(r.body) // made of what can be encoded
	return append(text.Bytes(), r.trailing...)
}

func (r vpnReply) write(w http.ResponseWriter) {
	kind := "application/json"
	if r.body == nil {
		kind = "text/html; charset=UTF-8"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.encoded()) // the client may be gone
}

// spoken is the answer as the panel words it.
func (q VPNQuirks) spoken(r vpnReply) vpnReply {
	if q.NoCode && r.body != nil {
		delete(r.body, "code")
	}
	if q.Trailing {
		r.trailing = "<!-- 12 queries in 0.04s -->\n"
	}
	return r
}

func vpnError(status int, message string) vpnReply {
	return vpnReply{status: status, body: vpnObject{"message": message, "code": status}}
}

func vpnRead(data any) vpnReply {
	return vpnReply{status: http.StatusOK, body: vpnObject{"data": data, "code": http.StatusOK}}
}

// vpnChanged answers what changed something, with it.
func vpnChanged(data any) vpnReply {
	r := vpnRead(data)
	r.applied = true
	return r
}

// vpnDone answers what changed something, without a word about it.
func vpnDone() vpnReply {
	return vpnReply{status: http.StatusOK, body: vpnObject{"code": http.StatusOK}, applied: true}
}

func vpnUnauthorized() vpnReply { return vpnError(http.StatusUnauthorized, "Unauthorized.") }

func vpnForbidden() vpnReply { return vpnError(http.StatusForbidden, "Forbidden.") }

func vpnBroke() vpnReply { return vpnError(http.StatusPaymentRequired, "Insufficient Balance.") }

// vpnNotFound says so of whatever is not there, accounts or not.
func vpnNotFound() vpnReply { return vpnError(http.StatusNotFound, "Account not found.") }

func vpnNotAllowed() vpnReply { return vpnError(http.StatusMethodNotAllowed, "Method Not Allowed.") }
