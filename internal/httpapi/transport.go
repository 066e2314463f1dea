package httpapi

import (
	"net/http"
	"net/netip"
	"time"

	"code.dny.dev/ssrf"
)

// Transport dials public addresses only, and those in allowPrivate; what it
// refuses fails a call with resale.PrivateAddress. It is meant to be shared by
// all clients: connections are kept for reuse. It uses no proxy, for behind
// one nobody could tell which address is dialled.
func Transport(allowPrivate []netip.Prefix) *http.Transport {
	return &http.Transport{
		DialContext:            Dialer(allowPrivate),
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    32, // the default of 2 dials anew for nearly every call
		MaxConnsPerHost:        64,
		IdleConnTimeout:        45 * time.Second, // before servers close it under a write
		TLSHandshakeTimeout:    10 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

func guard(allow []netip.Prefix) *ssrf.Guardian {
	var v4, v6 []netip.Prefix
	for _, prefix := range allow {
		if prefix.Addr().Is4() {
			v4 = append(v4, prefix)
		} else {
			v6 = append(v6, prefix)
		}
	}
	// Panels listen where they like: the address is what is guarded.
	return ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
}
