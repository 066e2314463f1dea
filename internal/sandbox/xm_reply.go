package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
)

// xmReply is an answer before it is written.
type xmReply struct {
	status  int
	body    xmObject
	text    string // instead of body: a page, or nothing
	before  string // PHP warnings
	after   string
	applied bool   // the panel changed
	refused string // the English of a refusal
}

type xmObject map[string]any

func (r xmReply) encoded() []byte {
	if r.body == nil {
		return []byte(r.text)
	}
	var text bytes.Buffer
	text.WriteString(r.before)
	_ = json.NewEncoder(&text).Encode(r.body) // made of what can be encoded
	text.WriteString(r.after)
	return text.Bytes()
}

func (r xmReply) write(w http.ResponseWriter) {
	kind := "application/json"
	if r.body == nil {
		kind = "text/html; charset=UTF-8"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.encoded()) // the client may be gone
}

func xmRead(body xmObject) xmReply {
	body["status"], body["code"] = "success", 100
	return xmReply{status: http.StatusOK, body: body}
}

func xmDone(body xmObject) xmReply {
	r := xmRead(body)
	r.applied = true
	return r
}

// xmPage is a page of the web server or of the panel's site.
func xmPage(status int, title string) xmReply {
	title = html.EscapeString(title)
	return xmReply{status: status, text: "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>"}
}

// xmWhoops is PHP's error page.
func xmWhoops(kind, message string) xmReply {
	r := xmPage(http.StatusInternalServerError, "Whoops! "+kind+": "+message)
	r.refused = message
	return r
}

func xmWarning(key string) string {
	return fmt.Sprintf("<br />\n<b>Warning</b>:  Undefined array key \"%s\" in <b>/www/xmplus/app/Controllers/Client.php</b> on line <b>217</b><br />\n", key)
}

// spoken is the answer as the panel words it.
func (q XMQuirks) spoken(r xmReply) xmReply {
	if r.body == nil {
		return r
	}
	if q.StringNumbers {
		for name, value := range r.body {
			r.body[name] = xmStrings(value)
		}
	}
	if q.Warnings {
		r.before += xmWarning("HTTP_REFERER")
	}
	if q.Trailing {
		r.after = "<!-- 0.041 s -->\n"
	}
	return r
}

// xmStrings is a value whose numbers are strings.
func xmStrings(value any) any {
	switch v := value.(type) {
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case xmObject:
		for name, part := range v {
			v[name] = xmStrings(part)
		}
	case []xmObject:
		for _, part := range v {
			xmStrings(part)
		}
	}
	return value
}
