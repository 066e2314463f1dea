package sandbox

import (
	"net/http"
	"slices"
	"time"
)

// VPNFaultKind is a way to fail.
type VPNFaultKind string

// The ways to fail. Those of the first group leave the panel as it is, those
// of the second apply the request and then spoil the answer.
const (
	VPNCutBefore VPNFaultKind = "cut-before" // the connection is dropped
	VPN500       VPNFaultKind = "500"
	VPN429       VPNFaultKind = "429"
	VPNHTML      VPNFaultKind = "html" // 200 with a maintenance page
	VPNHang      VPNFaultKind = "hang" // until the client gives up or Close

	VPNCutAfter  VPNFaultKind = "cut-after"
	VPN500After  VPNFaultKind = "500-after"
	VPNHTMLAfter VPNFaultKind = "html-after"
	VPNHangAfter VPNFaultKind = "hang-after"
	VPNSlow      VPNFaultKind = "slow"      // a right answer after Delay
	VPNEmptyBody VPNFaultKind = "empty"     // the right status without a body
	VPNNoData    VPNFaultKind = "no-data"   // the right status and code, without data
	VPNTruncated VPNFaultKind = "truncated" // half of the JSON
	VPNHugeBody  VPNFaultKind = "huge"      // 10 MB of JSON
)

// applies tells whether the request takes effect before it is spoilt.
func (k VPNFaultKind) applies() bool {
	return !slices.Contains([]VPNFaultKind{VPNCutBefore, VPN500, VPN429, VPNHTML, VPNHang}, k)
}

// VPNFault spoils the next Times (0: all) requests of Method ("" any) to Path
// ("" any), after letting Skip of them through.
type VPNFault struct {
	Method     string
	Path       string // "accounts/{id}/expire" is any account's, "accounts/1001/expire" is one's
	Skip       int
	Times      int
	Kind       VPNFaultKind
	RetryAfter string        // with 429: the header's value, seconds or a date
	Delay      time.Duration // with slow
}

func (f VPNFault) counts() (skip, times int) { return f.Skip, f.Times }

// nextFault takes the fault that a request meets, if any.
func (p *VPNPanel) nextFault(q vpnRequest) *VPNFault {
	return p.next(func(f VPNFault) bool {
		return (f.Method == "" || f.Method == q.method) && (f.Path == "" || f.Path == q.path || f.Path == q.pattern)
	})
}

// spoil answers as the fault says. An unhandled kind is a cut connection, so
// that a test with a wrong one fails.
func (p *VPNPanel) spoil(w http.ResponseWriter, r *http.Request, f VPNFault, reply vpnReply) {
	switch f.Kind {
	case VPN500, VPN500After:
		vpnError(http.StatusInternalServerError, "Server Error").write(w)
	case VPN429:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		vpnError(http.StatusTooManyRequests, "Too Many Attempts.").write(w)
	case VPNHTML, VPNHTMLAfter:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>Maintenance</title></head><body>We will be back soon</body></html>"))
	case VPNSlow:
		if p.pause(r, f.Delay) {
			reply.write(w)
		}
	case VPNHang, VPNHangAfter:
		p.hang(w, r)
	case VPNEmptyBody:
		w.WriteHeader(reply.status)
	case VPNNoData:
		vpnReply{status: reply.status, body: vpnObject{"code": reply.status}}.write(w)
	case VPNTruncated:
		text := reply.encoded()
		w.WriteHeader(reply.status)
		_, _ = w.Write(text[:len(text)/2])
	case VPNHugeBody:
		hugeAnswer(w)
	default:
		drop(w)
	}
}
