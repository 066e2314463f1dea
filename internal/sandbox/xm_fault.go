package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// XMFaultKind is a way to fail.
type XMFaultKind string

// The ways to fail. Those of the first group leave the panel as it is, those
// of the second apply the request and then spoil the answer.
const (
	XMCutBefore XMFaultKind = "cut-before" // the connection is dropped
	XM500       XMFaultKind = "500"        // PHP's error page
	XM502       XMFaultKind = "502"        // the web server's own page
	XM429       XMFaultKind = "429"
	XMHTML      XMFaultKind = "html" // 200 with a maintenance page
	XMHang      XMFaultKind = "hang" // until the client gives up or Close
	XMNothing   XMFaultKind = "none" // 200 without a body, and nothing was done

	XMCutAfter  XMFaultKind = "cut-after"
	XM500After  XMFaultKind = "500-after"
	XMHTMLAfter XMFaultKind = "html-after"
	XMHangAfter XMFaultKind = "hang-after"
	XMSlow      XMFaultKind = "slow"      // a right answer after Delay
	XMEmptyBody XMFaultKind = "empty"     // 200 without a body
	XMTruncated XMFaultKind = "truncated" // half of the JSON
	XMHugeBody  XMFaultKind = "huge"      // 10 MB of JSON
	XMWarnings  XMFaultKind = "warnings"  // PHP warnings, then the right JSON
	XMNoID      XMFaultKind = "no-id"     // success, without the invoice's id
)

// applies tells whether the request takes effect before it is spoilt.
func (k XMFaultKind) applies() bool {
	return !slices.Contains([]XMFaultKind{XMCutBefore, XM500, XM502, XM429, XMHTML, XMHang, XMNothing}, k)
}

// XMFault spoils the next Times (0: all) requests to Path ("" any) in the name
// of Email ("" anybody), after letting Skip of them through.
type XMFault struct {
	Path       string // "invoice/create"
	Email      string
	Skip       int
	Times      int
	Kind       XMFaultKind
	RetryAfter string        // with 429: the header's value, seconds or a date
	Delay      time.Duration // with slow
}

func (f XMFault) counts() (skip, times int) { return f.Skip, f.Times }

// nextFault takes the fault that a request meets, if any.
func (p *XMPanel) nextFault(q xmRequest) *XMFault {
	return p.next(func(f XMFault) bool {
		return (f.Path == "" || f.Path == q.path) && (f.Email == "" || strings.EqualFold(f.Email, q.email))
	})
}

// spoil answers as the fault says. An unhandled kind is a cut connection, so
// that a test with a wrong one fails.
func (p *XMPanel) spoil(w http.ResponseWriter, r *http.Request, f XMFault, reply xmReply) {
	switch f.Kind {
	case XM500, XM500After:
		xmWhoops("ErrorException", "Something went wrong").write(w)
	case XM502:
		xmPage(http.StatusBadGateway, "502 Bad Gateway").write(w)
	case XM429:
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		xmPage(http.StatusTooManyRequests, "429 Too Many Requests").write(w)
	case XMHTML, XMHTMLAfter:
		xmPage(http.StatusOK, "We will be back soon").write(w)
	case XMSlow:
		if p.pause(r, f.Delay) {
			reply.write(w)
		}
	case XMHang, XMHangAfter:
		p.hang(w, r)
	case XMNothing, XMEmptyBody:
		w.WriteHeader(http.StatusOK)
	case XMTruncated:
		text := reply.encoded()
		_, _ = w.Write(text[:len(text)/2])
	case XMHugeBody:
		hugeAnswer(w)
	case XMWarnings:
		reply.before = xmWarning("coupon") + reply.before
		reply.write(w)
	case XMNoID:
		delete(reply.body, "invid")
		reply.write(w)
	default:
		drop(w)
	}
}
