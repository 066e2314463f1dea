package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/internal/telegram"
	"resellerbot/providers/servex"
	"resellerbot/providers/smm"
	"resellerbot/providers/vpnresellers"
	"resellerbot/providers/whmdc"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// newLimiters notes the start, on which it depends what panels may be asked at
// once.
func (a *App) newLimiters(ctx context.Context) (*httpapi.Limiters, error) {
	now := time.Now()
	var before time.Time
	err := a.store.Update(ctx, func(tx *storage.Tx) (err error) {
		before, err = tx.NoteStart(now)
		return err
	})
	return httpapi.NewLimiters(now, before), err
}

// newOps gives the acts, with clients that share connections and limiters.
func (a *App) newOps(limiters *httpapi.Limiters) *ops.Ops {
	transport := httpapi.Transport(a.config.Network.AllowPrivate)
	a.idle = append(a.idle, transport.CloseIdleConnections)
	panels := &http.Client{Transport: transport}
	dial := httpapi.Dialer(a.config.Network.AllowPrivate)
	return ops.New(ops.Config{
		Store: a.store,
		Log:   a.log,
		Reachable: func(ctx context.Context, baseURL string) error {
			return httpapi.CheckHost(ctx, baseURL, a.config.Network.AllowPrivate, net.DefaultResolver.LookupNetIP)
		},
		Open: func(baseURL string) bool { return httpapi.OwnHost(baseURL, a.config.Network.AllowPrivate) },
		Servex: func(baseURL string, key secret.String) *servex.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.Servex.BaseURL
			}
			return servex.New(servex.Config{
				BaseURL: baseURL,
				WSURL:   a.config.Providers.Servex.WSURL,
				Dial:    dial,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.For(ops.Servex, key),
				Observe: a.metrics.observe,
			})
		},
		SMM: func(baseURL string, key secret.String) *smm.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.SMM.BaseURL
			}
			return smm.New(smm.Config{
				BaseURL: baseURL,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.At(smm.Rate(), ops.SMM, key),
				Observe: a.metrics.observe,
			})
		},
		VPNResellers: func(baseURL string, key secret.String) *vpnresellers.Client {
			if baseURL == "" {
				baseURL = a.config.Providers.VPNResellers.BaseURL
			}
			return vpnresellers.New(vpnresellers.Config{
				BaseURL: baseURL,
				Key:     key,
				HTTP:    panels,
				Limiter: limiters.At(vpnresellers.Rate(), ops.VPNResellers, key),
				Observe: a.metrics.observe,
			})
		},
		XMPlus: a.newXMPlus(panels, limiters),
		WHMDC:  a.newWHMDC(panels, limiters),
		Hooks:  strings.TrimRight(a.config.Hooks.PublicURL, "/"),
	})
}

// newXMPlus gives clients that share connections, limiters and tokens.
func (a *App) newXMPlus(panels *http.Client, limiters *httpapi.Limiters) func(string, secret.String, *time.Location) *xmplus.Client {
	tokens := new(xmplus.Tokens)
	return func(baseURL string, key secret.String, zone *time.Location) *xmplus.Client {
		if baseURL == "" {
			baseURL = a.config.Providers.XMPlus.BaseURL
		}
		return xmplus.New(xmplus.Config{
			BaseURL: baseURL,
			Key:     key,
			Zone:    zone,
			HTTP:    panels,
			Limiter: limiters.At(xmplus.Rate(), ops.XMPlus, key),
			Tokens:  tokens,
			Observe: a.metrics.observe,
		})
	}
}

// newWHMDC gives clients that share connections, limiters and what is known of
// the ways of panels.
func (a *App) newWHMDC(panels *http.Client, limiters *httpapi.Limiters) func(string, secret.String) *whmdc.Client {
	ways := new(whmdc.Ways)
	return func(baseURL string, key secret.String) *whmdc.Client {
		if baseURL == "" {
			baseURL = a.config.Providers.WHMDC.BaseURL
		}
		return whmdc.New(whmdc.Config{
			BaseURL: baseURL,
			Key:     key,
			HTTP:    panels,
			Limiter: limiters.At(whmdc.Rate(), ops.WHMDC, key),
			Observe: a.metrics.observe,
			Ways:    ways,
		})
	}
}

// webhook is nil when the bot polls.
func (t TelegramConfig) webhook() *telegram.Webhook {
	if t.Mode != "webhook" {
		return nil
	}
	return &telegram.Webhook{URL: t.WebhookURL, Secret: t.WebhookSecret}
}
