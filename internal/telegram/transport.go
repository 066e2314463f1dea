package telegram

import (
	"net"
	"net/http"
	"time"
)

// Transport is tuned for one busy host. The default transport keeps two
// connections and dials anew for nearly every call made at once.
func Transport() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialer.DialContext,
		MaxIdleConns:        256,
		MaxIdleConnsPerHost: 256,
		MaxConnsPerHost:     256,
		// Shorter than the server's: a POST on a connection that the server just closed has an unknown outcome.
		IdleConnTimeout:        20 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		WriteBufferSize:        16 << 10,
	}
}
