package httpapi

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// CheckURL accepts the address of a panel and gives its normal form, without a
// slash at the end. It must be https, or http to an address in allowPrivate,
// and hold no user, query or fragment. Errors are Invalid or PrivateAddress.
// A name is resolved only when it is dialled, where Transport guards it again.
func CheckURL(raw string, allowPrivate []netip.Prefix) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", badAddress(resale.Invalid, "it cannot be read") // url's own error repeats the text
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Hostname() == "" || u.Opaque != "" {
		return "", badAddress(resale.Invalid, "it has no host")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return "", badAddress(resale.Invalid, "it holds more than a host and a path")
	}
	allowed := false
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		if guard(allowPrivate).SafeAddr(ip) != nil {
			return "", badAddress(resale.PrivateAddress, "it is in a private network")
		}
		allowed = slices.ContainsFunc(allowPrivate, func(p netip.Prefix) bool { return p.Contains(ip) })
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !allowed) {
		return "", badAddress(resale.Invalid, "it does not begin with https://")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func badAddress(code resale.Code, why string) error {
	return &resale.Error{Act: "check address", Code: code, Fields: []string{"url"}, Err: errors.New(why)}
}
