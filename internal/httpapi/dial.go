package httpapi

import (
	"context"
	"net"
	"net/netip"
	"time"
)

// Dialer gives a function that connects to public addresses only, and to those
// of allowPrivate.
func Dialer(allowPrivate []netip.Prefix) func(ctx context.Context, network, address string) (net.Conn, error) {
	// The guard looks at the address after the name was resolved, so a name that changes its mind does not pass.
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, Control: guard(allowPrivate).Safe}
	return dialer.DialContext
}
