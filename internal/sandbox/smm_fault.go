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

// Fail adds a fault. The first one added that fits a request spoils it.
func (p *SMMPanel) Fail(f SMMFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, &f)
}

// Heal removes every fault.
func (p *SMMPanel) Heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = nil
}

// nextFault takes the fault that a request meets, if any; mu is held.
func (p *SMMPanel) nextFault(action string) *SMMFault {
	for i, f := range p.faults {
		if f.Action != "" && f.Action != action {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
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
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		if p.hold(r, timer.C) {
			reply.write(w)
		}
	case SMMHang, SMMHangAfter:
		p.hold(r, nil)
		servexDrop(w)
	case SMMEmptyBody:
		w.WriteHeader(http.StatusOK)
	case SMMTruncated:
		text := reply.encoded()
		_, _ = w.Write(text[:len(text)/2])
	case SMMHugeBody:
		servexHuge(w)
	default:
		servexDrop(w)
	}
}

// hold waits for done, and tells whether it came before the client went away
// or the panel closed.
func (p *SMMPanel) hold(r *http.Request, done <-chan time.Time) bool {
	select {
	case <-done:
		return true
	case <-r.Context().Done():
	case <-p.closed:
	}
	return false
}
