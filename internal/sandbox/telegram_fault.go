package sandbox

import (
	"net/http"
	"strings"
	"time"
)

// TelegramFaultKind is a way in which Telegram fails.
type TelegramFaultKind int

// The ways.
const (
	FaultTooMany     TelegramFaultKind = iota // 429 with RetryAfter
	FaultForbidden                            // 403 blocked by the user
	FaultServerError                          // 500 before the effect
	FaultErrorAfter                           // 500 after the effect
	FaultHTML                                 // 502 with a web page
	FaultCutBefore                            // the connection drops, nothing happened
	FaultCutAfter                             // the connection drops, the effect happened
	FaultHang                                 // no answer until the caller gives up
	FaultMigrate                              // 400 with MigrateTo
	FaultOther                                // 400 with Text
	FaultSlow                                 // the answer comes after Delay
	FaultCutMidway                            // of a file: half of it comes, then the connection drops
	FaultGone                                 // of a file: 404, as after an hour
	FaultNoSize                               // of getFile: without file_size, as it may be
	FaultLocal                                // of getFile: a path on the server's disk, as with --local
)

// TelegramFault makes calls fail. A zero Method or Chat fits any; a zero Times
// is for ever, until Heal. The Method of a file's download is "file".
type TelegramFault struct {
	Method     string
	Chat       int64
	Times      int
	Kind       TelegramFaultKind
	RetryAfter int
	MigrateTo  int64
	Text       string
	Delay      time.Duration
	left       int
}

// Fail adds a fault.
func (t *Telegram) Fail(f TelegramFault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f.Method = strings.ToLower(f.Method)
	f.left = f.Times
	t.faults = append(t.faults, &f)
}

// Heal removes all faults.
func (t *Telegram) Heal() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults = nil
}

func (t *Telegram) fault(method string, chat int64) *TelegramFault {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, f := range t.faults {
		// Without a method a fault is about what the bot does, not about how it listens.
		if f.Method != method && (f.Method != "" || method == "getupdates" || method == "getme") || f.Chat != 0 && f.Chat != chat {
			continue
		}
		if f.Times > 0 {
			if f.left--; f.left == 0 {
				t.faults = append(t.faults[:i:i], t.faults[i+1:]...)
			}
		}
		return f
	}
	return nil
}

// failBefore answers in place of the call; false when the call goes through
// and only its answer fails.
func (t *Telegram) failBefore(w http.ResponseWriter, r *http.Request, f *TelegramFault, p *tgParams) bool {
	var err *tgError
	switch f.Kind {
	case FaultCutAfter, FaultErrorAfter, FaultCutMidway, FaultNoSize, FaultLocal:
		return false
	case FaultSlow:
		t.pause(r, f.Delay)
		return false
	case FaultGone:
		err = refuse(404, "Not Found")
	case FaultTooMany:
		err = &tgError{Code: 429, Description: "Too Many Requests: retry after", RetryAfter: max(f.RetryAfter, 1)}
	case FaultForbidden:
		err = refuse(403, "Forbidden: bot was blocked by the user")
	case FaultServerError:
		err = refuse(500, "Internal Server Error")
	case FaultMigrate:
		err = bad("group chat was upgraded to a supergroup chat")
		err.MigrateTo = f.MigrateTo
	case FaultOther:
		err = bad(f.Text)
	case FaultHTML:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html><body>502 Bad Gateway</body></html>"))
		return true
	case FaultCutBefore:
		cut(w)
		return true
	case FaultHang:
		t.pause(r, time.Hour)
		return true
	}
	t.record("fault", p, err, r.RemoteAddr)
	reply(w, nil, err)
	return true
}

// pause waits, unless the caller gives up.
func (t *Telegram) pause(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	case <-t.ctx.Done():
	}
}

// cut drops the connection without an answer.
func cut(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			_ = conn.Close()
		}
	}
}
