package servex

import (
	"context"
	"net"
	"strings"
	"testing"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// TestTheTokenIsShownByNobody has a panel that repeats it wherever it can.
func TestTheTokenIsShownByNobody(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	revoking := func(c *Config) {
		dial := c.Dial
		c.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			l.panel.RevokeKey(sellerKey) // between the token and the handshake
			return dial(ctx, network, addr)
		}
	}
	l.listen(l.client(sellerKey, revoking), UserStatus, 0).ends(resale.Unauthorized)
	l.panel.AddKey(sellerKey, false, 42)
	echoing := func(c *Config) {
		c.Dial = func(context.Context, string, string) (net.Conn, error) { return echo(t), nil }
	}
	if words := l.listen(l.client(sellerKey, echoing), UserStatus, 0).ends(resale.Unavailable); !strings.Contains(words, "token=[redacted]") {
		t.Errorf("the panel was to repeat the token, and said %s", words)
	}
	l.listen(l.client(sellerKey, func(c *Config) { c.Dial = nil }), UserStatus, 0).ends(resale.Unavailable) // loopback is private
	l.listen(l.client(sellerKey, func(c *Config) { c.WSURL = "http://x" }), UserStatus, 0).ends(resale.Unavailable)
}

// echo answers a request with its own first line.
func echo(t *testing.T) net.Conn {
	here, there := net.Pipe()
	done := make(chan struct{})
	t.Cleanup(func() { _ = there.Close(); <-done })
	go func() {
		defer close(done)
		buffer := make([]byte, 4096)
		n, _ := there.Read(buffer)
		_, _ = there.Write(append([]byte(strings.ReplaceAll(string(buffer[:n]), " ", "+")), "\r\n\r\n"...))
		_ = there.Close()
	}()
	return here
}
