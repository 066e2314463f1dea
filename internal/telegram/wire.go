package telegram

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"resellerbot/internal/secret"
)

// maxAnswer bounds what is read of an answer; Telegram's are at most 4 MB.
const maxAnswer = 8 << 20

// maxRefusal bounds what is read of an answer that is no file.
const maxRefusal = 64 << 10

// wire is what calls go through. The library looks at neither the status nor
// whether a failed request was written, and its requests cannot be replayed on
// a connection that turns out to be closed. So the body is gathered here, and
// every failure becomes an *Error before the library sees it.
type wire struct {
	http  *http.Client
	token secret.String
}

// Do carries out a call of the library. What comes back without error is ok.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, &Error{Text: w.clean(err.Error()), Trouble: Puzzling}
	}
	// With a length and a way to begin again, net/http itself repeats a request of which nothing was written.
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	answer, err := w.exchange(req)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(bytes.NewReader(answer)), Request: req}, nil
}

// exchange sends a request and gives the answer if it is ok.
func (w *wire) exchange(req *http.Request) ([]byte, error) {
	var connected atomic.Bool // from here on, the request may have been written
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	resp, err := w.http.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	if err != nil {
		return nil, w.broken(err, connected.Load())
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, w.broken(err, true)
	}
	return body, w.refusal(resp, body)
}

// fetch gets a file of at most so many bytes. Its address leads nowhere else:
// whoever is led on is told where from, token and all.
func (w *wire) fetch(req *http.Request, most int64) ([]byte, error) {
	client := *w.http
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(req)
	if err != nil {
		return nil, w.broken(err, true)
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode != http.StatusOK:
		return nil, w.unfetched(resp)
	case resp.ContentLength > most:
		return nil, tooLarge(resp.ContentLength)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	switch {
	case err != nil:
		return nil, w.broken(err, true)
	case int64(len(body)) > most:
		return nil, tooLarge(int64(len(body)))
	}
	return body, nil
}

// unfetched is why there is no file. The token was good a moment ago, so "Not
// Found" is about the path.
func (w *wire) unfetched(resp *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	if err != nil {
		return w.broken(err, true)
	}
	if resp.StatusCode == http.StatusNotFound {
		return &Error{Trouble: Stale, Text: "404: the file is not where Telegram said"}
	}
	if err := w.refusal(resp, body); err != nil {
		return err
	}
	return &Error{Trouble: Down, Text: fmt.Sprintf("HTTP %d instead of the file", resp.StatusCode)}
}

func (w *wire) broken(err error, connected bool) error {
	if outer, ok := errors.AsType[*url.Error](err); ok {
		err = outer.Err // without the address, which holds the token
	}
	e := &Error{Trouble: NotSent, Text: w.clean(err.Error())}
	if connected {
		e.Trouble = InDoubt
	}
	return e
}

// refusal gives nil for an answer that is ok.
func (w *wire) refusal(resp *http.Response, body []byte) error {
	if resp.StatusCode == http.StatusOK && bytes.HasPrefix(body, []byte(`{"ok":true`)) {
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
		e := &Error{Trouble: Down, Text: fmt.Sprintf("HTTP %d without an answer of the Bot API", resp.StatusCode)}
		if resp.StatusCode == http.StatusGatewayTimeout || resp.StatusCode < 300 {
			e.Trouble = InDoubt
		}
		return e
	}
	if *a.OK {
		return nil
	}
	e := &Error{Trouble: judge(a.Code, a.Description), Text: w.clean(fmt.Sprintf("%d %s", a.Code, a.Description))}
	switch {
	case a.Parameters.NewChat != 0:
		e.Trouble, e.NewChat = Migrated, a.Parameters.NewChat
	case e.Trouble == TooMany:
		e.Wait = max(time.Duration(a.Parameters.RetryAfter)*time.Second, time.Second)
	}
	return e
}

// clean takes the token out of a text, for a proxy may echo the address.
func (w *wire) clean(text string) string {
	if token := w.token.Reveal(); token != "" {
		text = strings.ReplaceAll(text, token, "[redacted]")
	}
	return text
}
