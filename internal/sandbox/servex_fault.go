package sandbox

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"time"
)

// ServexFaultKind is a way to fail.
type ServexFaultKind string

// The ways to fail. Those of the first group leave the panel as it is, those
// of the second apply the request and then spoil the answer.
const (
	ServexCutBefore ServexFaultKind = "cut-before" // the connection is dropped
	Servex500       ServexFaultKind = "500"
	ServexHTML      ServexFaultKind = "html" // 403 with a bot wall's page
	Servex429       ServexFaultKind = "429"
	ServexHang      ServexFaultKind = "hang" // until the client gives up or Close

	ServexCutAfter    ServexFaultKind = "cut-after"
	Servex500After    ServexFaultKind = "500-after-effect"
	ServexSlow        ServexFaultKind = "slow"         // a right answer after Delay
	ServexHugeBody    ServexFaultKind = "huge-body"    // 10 MB of JSON
	ServexWrongTypes  ServexFaultKind = "wrong-types"  // JSON of another shape
	ServexEmptyBody   ServexFaultKind = "empty-body"   // 200 without a body
	ServexMessageOnly ServexFaultKind = "message-only" // 201 with a sentence, without the object
)

// applies tells whether the request takes effect before it is spoilt.
func (k ServexFaultKind) applies() bool {
	return !slices.Contains([]ServexFaultKind{ServexCutBefore, Servex500, ServexHTML, Servex429, ServexHang}, k)
}

// ServexFault spoils the next Times (0: all) requests of Method ("" any)
// whose path, without /api, contains PathContains.
type ServexFault struct {
	Method       string
	PathContains string
	Times        int
	Kind         ServexFaultKind
	RetryAfter   string        // with 429: the header's value, seconds or a date
	Delay        time.Duration // with slow
}

// Fail adds a fault. The first one added that fits a request spoils it.
func (p *ServexPanel) Fail(f ServexFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, &f)
}

// Heal removes every fault.
func (p *ServexPanel) Heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = nil
}

// nextFault takes the fault that a request meets, if any; mu is held.
func (p *ServexPanel) nextFault(method, path string) *ServexFault {
	for i, f := range p.faults {
		if f.Method != "" && f.Method != method || !strings.Contains(path, f.PathContains) {
			continue
		}
		met := *f
		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				p.faults = slices.Delete(p.faults, i, i+1)
			}
		}
		return &met
	}
	return nil
}

// spoil answers as the fault says. An unhandled kind is a cut connection, so
// that a test with a wrong one fails.
func (p *ServexPanel) spoil(w http.ResponseWriter, r *http.Request, f ServexFault, reply servexReply) {
	switch f.Kind {
	case Servex500, Servex500After:
		servexError(http.StatusInternalServerError, "Erro interno do servidor").write(w)
	case ServexHTML:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"))
	case Servex429:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		servexError(http.StatusTooManyRequests, "Muitas requisições").write(w)
	case ServexSlow:
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		if p.hold(r, timer.C) {
			reply.write(w)
		}
	case ServexHang:
		p.hold(r, nil)
		servexDrop(w)
	case ServexHugeBody:
		servexHuge(w)
	case ServexWrongTypes:
		servexRead(servexObject{"clients": servexObject{"id": []int{1}}, "client": "ok", "reseller": 7, "categories": true, "token": []string{}}).write(w)
	case ServexEmptyBody:
		w.WriteHeader(http.StatusOK)
	case ServexMessageOnly:
		servexCreated(servexObject{"message": "Criado com sucesso"}).write(w)
	default:
		servexDrop(w)
	}
}

// hold waits for done, and tells whether it came before the client went away
// or the panel closed.
func (p *ServexPanel) hold(r *http.Request, done <-chan time.Time) bool {
	select {
	case <-done:
		return true
	case <-r.Context().Done():
	case <-p.closed:
	}
	return false
}

// servexDrop closes the connection without a word.
func servexDrop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // net/http's way to drop what cannot be hijacked
	}
	_ = conn.Close()
}

func servexHuge(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"message":"`))
	chunk := bytes.Repeat([]byte("x"), 64<<10)
	for range 160 {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
	_, _ = w.Write([]byte(`"}`))
}
