package sandbox

import (
	"net/http"
	"slices"
	"time"
)

// SMMFaultKind is a way to fail.
type SMMFaultKind string

// The ways to fail. Those of the first group leave the panel as it is, those
// of the second apply the request and then spoil the answer.
const (
	SMMCutBefore SMMFaultKind = "cut-before" // the connection is dropped
	SMM500       SMMFaultKind = "500"
	SMM429       SMMFaultKind = "429"
	SMMHTML      SMMFaultKind = "html" // 200 with a maintenance page
	SMMHang      SMMFaultKind = "hang" // until the client gives up or Close

	SMMCutAfter  SMMFaultKind = "cut-after"
	SMM500After  SMMFaultKind = "500-after"
	SMMHTMLAfter SMMFaultKind = "html-after"
	SMMHangAfter SMMFaultKind = "hang-after"
	SMMSlow      SMMFaultKind = "slow"      // a right answer after Delay
	SMMEmptyBody SMMFaultKind = "empty"     // 200 without a body
	SMMTruncated SMMFaultKind = "truncated" // half of the JSON
	SMMHugeBody  SMMFaultKind = "huge"      // 10 MB of JSON
)

// applies tells whether the request takes effect before it is spoilt.
func (k SMMFaultKind) applies() bool {
	return !slices.Contains([]SMMFaultKind{SMMCutBefore, SMM500, SMM429, SMMHTML, SMMHang}, k)
}

// SMMFault spoils the next Times (0: all) requests of Action ("" any), after
// letting Skip of them through.
type SMMFault struct {
	Action     string
	Skip       int
	Times      int
	Kind       SMMFaultKind
	RetryAfter string        // with 429: the header's value, seconds or a date
	Delay      time.Duration // with slow
}

func (f SMMFault) counts() (skip, times int) { return f.Skip, f.Times }

// nextFault takes the fault that a request meets, if any.
func (p *SMMPanel) nextFault(action string) *SMMFault {
	return p.next(func(f SMMFault) bool {
		return f.Action == "" || f.Action == action
	})
}

// spoil answers as the fault says. An unhandled kind is a cut connection, so
// that a test with a wrong one fails.
func (p *SMMPanel) spoil(w http.ResponseWriter, r *http.Request, f SMMFault, reply smmReply) {
	switch f.Kind {
	case SMM500, SMM500After:
		http.Error(w, "Internal Server Error", http.StatusInternalServerError)
	case SMM429:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		smmTooMany().write(w)
	case SMMHTML, SMMHTMLAfter:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>Maintenance</title></head><body>We will be back soon</body></html>"))
	case SMMSlow:
		if p.pause(r, f.Delay) {
			reply.write(w)
		}
	case SMMHang, SMMHangAfter:
		p.hang(w, r)
	case SMMEmptyBody:
		w.WriteHeader(http.StatusOK)
	case SMMTruncated:
		text := reply.encoded()
		_, _ = w.Write(text[:len(text)/2])
	case SMMHugeBody:
		hugeAnswer(w)
	default:
		drop(w)
	}
}
