package main

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/secret"
)

var (
	tokenShape         = regexp.MustCompile(`^\d{5,}:[A-Za-z0-9_-]{30,}$`)
	webhookSecretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`) // Bot API, setWebhook
)

// validate reports every value that cannot work, all at once.
func (c *Config) validate() error {
	v := verdict{known: settings(c)}
	v.token("telegram.token", c.Telegram.Token)
	v.address("telegram.api_url", c.Telegram.APIURL, "http", "https")
	v.oneOf("telegram.mode", c.Telegram.Mode, "polling", "webhook")
	if c.Telegram.Mode == "webhook" {
		v.webhook(c.Telegram)
	}
	v.ids("access.admins", c.Access.Admins)
	v.oneOf("access.mode", c.Access.Mode, "open", "allowlist")
	v.ids("access.allow", c.Access.Allow)
	if c.Access.Mode == "allowlist" && len(c.Access.Allow)+len(c.Access.Admins) == 0 {
		v.wrong("access.allow", "is empty while access.mode is \"allowlist\": nobody could use the bot")
	}
	v.present("storage.path", c.Storage.Path)
	v.present("secrets.master_key_file", c.Secrets.MasterKeyFile)
	if c.HTTP.Listen != "" {
		v.listen("http.listen", c.HTTP.Listen)
	}
	v.networks("network.allow_private", c.Network.AllowPrivate)
	v.address("providers.servex.base_url", c.Providers.Servex.BaseURL, "https", "http")
	v.address("providers.servex.ws_url", c.Providers.Servex.WSURL, "wss", "ws")
	v.address("providers.vpnresellers.base_url", c.Providers.VPNResellers.BaseURL, "https", "http")
	v.address("providers.smm.base_url", c.Providers.SMM.BaseURL, "https", "http")
	if c.Providers.XMPlus.BaseURL != "" {
		v.address("providers.xmplus.base_url", c.Providers.XMPlus.BaseURL, "https", "http")
	}
	if c.Providers.WHMDC.BaseURL != "" {
		v.address("providers.whmdc.base_url", c.Providers.WHMDC.BaseURL, "https", "http")
	}
	v.alerts(c.Alerts)
	v.hooks(c)
	v.oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error")
	v.oneOf("log.format", c.Log.Format, "text", "json")
	return errors.Join(v.errs...)
}

// alerts refuses what would make alerts restless, or deaf.
func (v *verdict) alerts(a AlertsConfig) {
	for _, d := range []struct {
		key   string
		value time.Duration
	}{
		{"offline_hold", a.OfflineHold},
		{"online_hold", a.OnlineHold},
		{"group", a.Group},
		{"calm", a.Calm},
		{"dead", a.Dead},
		{"retry_most", a.RetryMost},
	} {
		if d.value < 100*time.Millisecond || d.value > time.Hour {
			v.wrong("alerts."+d.key, "must be from 100ms to 1h")
		}
	}
}

// hooks refuses an address that everybody between could read along, and a port
// that serves something else.
func (v *verdict) hooks(c *Config) {
	h := c.Hooks
	if h.PublicURL == "" {
		return
	}
	v.listen("hooks.listen", h.Listen)
	v.address("hooks.public_url", h.PublicURL, "https", "http")
	if u, err := url.Parse(h.PublicURL); err == nil && u.Scheme == "http" {
		if ip, err := netip.ParseAddr(u.Hostname()); err != nil || !ip.IsLoopback() {
			v.wrong("hooks.public_url", "must begin with https://: panels send it what your customers bought")
		}
	}
	webhook := c.Telegram.Mode == "webhook" && h.Listen == c.Telegram.WebhookListen
	if h.Listen == c.HTTP.Listen || webhook {
		v.wrong("hooks.listen", "is in use by another setting: take another port")
	}
}

type verdict struct {
	known []setting
	errs  []error
}

func (v *verdict) wrong(key, what string, args ...any) {
	s, _ := find(v.known, key)
	v.errs = append(v.errs, s.problem("", what+" (or set "+s.env()+")", args...))
}

func (v *verdict) token(key string, token secret.String) {
	switch {
	case token.IsZero():
		v.wrong(key, "is missing: write to @BotFather in Telegram, /newbot, and copy the token")
	case !tokenShape.MatchString(token.Reveal()):
		v.wrong(key, "is not a bot token, which is digits, a colon and about 35 letters")
	}
}

func (v *verdict) webhook(t TelegramConfig) {
	v.address("telegram.webhook_url", t.WebhookURL, "https", "http")
	v.listen("telegram.webhook_listen", t.WebhookListen)
	if !webhookSecretShape.MatchString(t.WebhookSecret.Reveal()) {
		v.wrong("telegram.webhook_secret", "must be 1 to 256 of A-Z, a-z, 0-9, _ and -: it proves that an update comes from Telegram")
	}
}

func (v *verdict) present(key, value string) {
	if strings.TrimSpace(value) == "" {
		v.wrong(key, "is empty")
	}
}

func (v *verdict) oneOf(key, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		v.wrong(key, "%q is not one of %s", value, strings.Join(allowed, ", "))
	}
}

// address never quotes what it refuses: an address may carry a password.
func (v *verdict) address(key, value string, schemes ...string) {
	u, err := url.Parse(value)
	switch {
	case value == "":
		v.wrong(key, "is empty")
	case err != nil || u.Host == "" || !slices.Contains(schemes, u.Scheme):
		v.wrong(key, "is not an address that begins with %s://", schemes[0])
	case u.User != nil:
		v.wrong(key, "must not carry a user name or password")
	}
}

func (v *verdict) listen(key, value string) {
	host, port, err := net.SplitHostPort(value)
	if err != nil {
		v.wrong(key, "%q is not host:port", value)
		return
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		v.wrong(key, "%q is not a port", port)
	}
	if _, err := netip.ParseAddr(host); host != "" && host != "localhost" && err != nil {
		v.wrong(key, "%q is not an address of this machine", host)
	}
}

func (v *verdict) ids(key string, ids []int64) {
	for _, id := range ids {
		if id <= 0 {
			v.wrong(key, "%d is not the id of a person, which is positive", id)
		}
	}
}

func (v *verdict) networks(key string, prefixes []netip.Prefix) {
	for _, p := range prefixes {
		if p.Bits() == 0 {
			v.wrong(key, "%q would open every network", p)
		}
	}
}
