package tenant

import (
	"cmp"
	"context"
	"net/netip"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/dialog"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

const botName = "test_bot"

func loopback() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }

// open starts the bot as cmd/bot does, but for the messenger and the clock.
func (w *world) open() {
	var err error
	w.store, err = storage.OpenUnsynced(w.path, w.keys, storage.Options{Now: w.clock})
	w.must(err)
	tokens := new(xmplus.Tokens)
	w.ops = ops.New(ops.Config{
		Store: w.store, Now: w.clock, SettleAfter: 30 * time.Second,
		Reachable: func(ctx context.Context, baseURL string) error {
			return httpapi.CheckHost(ctx, baseURL, loopback(), nobody)
		},
		Servex: func(baseURL string, key secret.String) *servex.Client {
			return servex.New(servex.Config{
				BaseURL: cmp.Or(baseURL, w.address[ops.Servex]), WSURL: w.servex.WSURL(), Dial: httpapi.Dialer(loopback()), Key: key, HTTP: w.http,
				Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second,
			})
		},
		Hooks: w.receiver.URL,
		WHMDC: func(baseURL string, key secret.String) *whmdc.Client {
			return whmdc.New(whmdc.Config{BaseURL: baseURL, Key: key, HTTP: w.http, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second})
		},
		SMM: func(baseURL string, key secret.String) *smm.Client {
			return smm.New(smm.Config{
				BaseURL: cmp.Or(baseURL, w.address[ops.SMM]), Key: key, HTTP: w.http, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second,
			})
		},
		VPNResellers: func(baseURL string, key secret.String) *vpnresellers.Client {
			return vpnresellers.New(vpnresellers.Config{
				BaseURL: cmp.Or(baseURL, w.address[ops.VPNResellers]), Key: key, HTTP: w.http, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Timeout: 2 * time.Second,
			})
		},
		XMPlus: func(baseURL string, key secret.String, zone *time.Location) *xmplus.Client {
			return xmplus.New(xmplus.Config{
				BaseURL: cmp.Or(baseURL, w.address[ops.XMPlus]), Key: key, Zone: zone, HTTP: w.http, Limiter: rate.NewLimiter(rate.Inf, 1), Pause: time.Millisecond, Tokens: tokens,
				Timeout: 2 * time.Second, Now: w.clock,
			})
		},
	})
	w.hooks.Store(alerts.NewHooks(alerts.HooksConfig{Store: w.store, Wake: w.ops.WakeHostCalls, Now: w.clock}))
	w.deps = handlers.Deps{Ops: w.ops, Catalog: w.catalog, BotName: botName, Membership: w.membership, ChatTitle: chatTitle}
	w.driver = dialog.New(dialog.Config{
		Store: w.store, Catalog: w.catalog, Conversations: handlers.All(w.deps), Messenger: w, Now: w.clock, BotName: botName,
		Link: handlers.Link, Slow: time.Hour, Download: download,
		GroupAdmin: func(_ context.Context, _, person int64) (bool, error) { return person != mateB, nil },
	})
}

// nobody knows a host.
func nobody(context.Context, string, string) ([]netip.Addr, error) {
	return []netip.Addr{netip.MustParseAddr("192.0.2.1")}, nil
}

// download gives what is in a file that somebody sent: its id says whose it is.
func download(_ context.Context, id string, _ int64) ([]byte, error) {
	return []byte("1 | https://example.com/" + id + " | 100\n"), nil
}

// membership and chatTitle are the messenger's side of the channels.
func (w *world) membership(context.Context, int64, int64) (bool, error) { return w.member, nil }

func chatTitle(_ context.Context, name string) (id int64, title, url string, err error) {
	return -1000000001001, "Channel " + name, "https://t.me/joinchat", nil
}
