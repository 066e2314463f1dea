package sandbox

import (
	"net/http"
	"strings"
)

// ServeHTTP answers /bot<token>/<method> and /file/bot<token>/<path>.
func (t *Telegram) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if file, ok := strings.CutPrefix(r.URL.Path, "/file/bot"+t.token+"/"); ok {
		t.serveFile(w, r, file)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	if !ok {
		reply(w, nil, refuse(404, "Not Found"))
		return
	}
	token, method, _ := strings.Cut(rest, "/")
	method = strings.TrimPrefix(method, "test/")
	if token != t.token {
		reply(w, nil, refuse(401, "Unauthorized"))
		return
	}
	call, err := readParams(r)
	if err != nil {
		reply(w, nil, refuse(400, "Bad Request: "+err.Error()))
		return
	}
	t.serve(w, r, strings.ToLower(method), call)
}

func (t *Telegram) serve(w http.ResponseWriter, r *http.Request, method string, p *tgParams) {
	fault := t.fault(method, p.chat())
	if fault != nil && t.failBefore(w, r, fault, p) {
		return
	}
	result, err := t.call(r.Context(), method, p)
	result = fault.bend(result)
	t.record(method, p, err, r.RemoteAddr)
	if fault != nil && fault.Kind == FaultCutAfter {
		cut(w)
		return
	}
	if fault != nil && fault.Kind == FaultErrorAfter {
		reply(w, nil, refuse(500, "Internal Server Error"))
		return
	}
	reply(w, result, err)
}

func (t *Telegram) record(method string, p *tgParams, err *tgError, remote string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if method != "getupdates" {
		t.counts.Calls++
	}
	if !t.opt.Quiet {
		c := TelegramCall{Method: method, Params: p.values, At: t.opt.Now(), Remote: remote}
		if err != nil {
			c.Error = err.Description
		}
		if len(t.calls) >= 100_000 {
			t.calls = t.calls[50_000:]
		}
		t.calls = append(t.calls, c)
	}
	t.notify()
}

// notify wakes who waits for a change. The lock is held.
func (t *Telegram) notify() {
	if t.waiting > 0 {
		close(t.changed)
		t.changed = make(chan struct{})
	}
}
