package telegram

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"resellerbot/internal/secret"
)

// maxAnswer bounds what is read of an answer: Telegram sends 4 MB at most.
const maxAnswer = 16 << 20

// wire is what go-telegram/bot speaks through. The library looks at neither
// the status nor whether a failed request was written, and its requests cannot
// be replayed on a connection that turns out to be closed; so the body is
// gathered here, and every failure becomes an *Error before the library sees it.
type wire struct {
	http  *http.Client
	token secret.String
}

// Do carries out a call. An answer that comes back without error is ok.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	method := path.Base(req.URL.Path)
	if err := gather(req); err != nil {
		return nil, &Error{Method: method, Kind: Refused, Err: err}
	}
	var connected atomic.Bool // from here on, the request may have been written
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	resp, err := w.http.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	if err != nil {
		return nil, w.broken(method, err, connected.Load())
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, w.broken(method, err, true)
	}
	if err := w.answer(method, resp.StatusCode, resp.Header, body); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// gather reads the library's pipe to its end: the request gets a length, and
// can be replayed by net/http when nothing of it was written.
func gather(req *http.Request) error {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.ContentLength = int64(len(body))
	return nil
}

func (w *wire) broken(method string, err error, connected bool) *Error {
	kind := NotSent
	if connected {
		kind = Unknown
	}
	// The address holds the token.
	if outer, ok := errors.AsType[*url.Error](err); ok {
		err = outer.Err
	}
	return &Error{Method: method, Kind: kind, Err: errors.New(w.clean(err.Error()))}
}

// answer gives nil for an ok, and an *Error for anything else.
func (w *wire) answer(method string, status int, header http.Header, body []byte) error {
	if status == http.StatusOK && bytes.HasPrefix(body, []byte(`{"ok":true`)) {
		return nil
	}
	var a struct {
		OK          *bool  `json:"ok"`
		Code        int    `json:"error_code"`
		Description string `json:"description"`
		Parameters  struct {
			RetryAfter int   `json:"retry_after"`
			NewChat    int64 `json:"migrate_to_chat_id"`
		} `json:"parameters"`
	}
	if json.Unmarshal(body, &a) != nil || a.OK == nil {
		kind := Trouble
		if status == http.StatusGatewayTimeout || status < 300 {
			kind = Unknown
		}
		return &Error{Method: method, Kind: kind, Status: status, Text: "not an answer of the Bot API"}
	}
	if *a.OK {
		return nil
	}
	e := &Error{Method: method, Status: a.Code, Text: w.clean(a.Description), Kind: judge(a.Code, a.Description)}
	if a.Parameters.NewChat != 0 {
		e.Kind, e.NewChat = Migrated, a.Parameters.NewChat
	}
	if e.Kind == TooMany {
		e.RetryAfter = retryAfter(a.Parameters.RetryAfter, header)
	}
	return e
}

func retryAfter(seconds int, header http.Header) time.Duration {
	if d, err := time.ParseDuration(header.Get("Retry-After") + "s"); err == nil && seconds == 0 {
		return max(d, time.Second)
	}
	return max(time.Duration(seconds)*time.Second, time.Second)
}

// clean takes the token out of a text, for a proxy may echo the address.
func (w *wire) clean(text string) string {
	if w.token.IsZero() {
		return text
	}
	return strings.ReplaceAll(text, w.token.Reveal(), "[redacted]")
}
