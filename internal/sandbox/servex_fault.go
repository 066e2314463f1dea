package sandbox

import (
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

func (f ServexFault) counts() (skip, times int) { return 0, f.Times }

// nextFault takes the fault that a request meets, if any.
func (p *ServexPanel) nextFault(method, path string) *ServexFault {
	return p.next(func(f ServexFault) bool {
		return (f.Method == "" || f.Method == method) && strings.Contains(path, f.PathContains)
	})
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
		if p.pause(r, f.Delay) {
			reply.write(w)
		}
	case ServexHang:
		p.hang(w, r)
	case ServexHugeBody:
		hugeAnswer(w)
	case ServexWrongTypes:
		servexRead(servexObject{"clients": servexObject{"id": []int{1}}, "client": "ok", "reseller": 7, "categories": true, "token": []string{}}).write(w)
	case ServexEmptyBody:
		w.WriteHeader(http.StatusOK)
	case ServexMessageOnly:
		servexCreated(servexObject{"message": "Criado com sucesso"}).write(w)
	default:
		drop(w)
	}
}
