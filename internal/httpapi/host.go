package httpapi

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// lookupTime is how long a name may take to be resolved while somebody waits.
const lookupTime = 5 * time.Second

// CheckHost tells, before anybody sends a key, whether a panel's address leads
// anywhere: PrivateAddress when all that its name stands for is what Transport
// refuses, NotFound when there is no such name. Of a name that cannot be
// resolved for now nothing is said. lookup is net.Resolver's LookupNetIP.
func CheckHost(ctx context.Context, address string, allowPrivate []netip.Prefix, lookup func(ctx context.Context, network, host string) ([]netip.Addr, error)) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return badAddress(resale.Invalid, "it has no host")
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	ips := []netip.Addr{}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		ips = append(ips, ip)
	} else if ips, err = lookup(ctx, "ip", u.Hostname()); err != nil {
		if failed, ok := errors.AsType[*net.DNSError](err); ok && failed.IsNotFound {
			return badAddress(resale.NotFound, "there is no such name")
		}
		return nil
	}
	guarded := guard(allowPrivate)
	if slices.ContainsFunc(ips, func(ip netip.Addr) bool { return guarded.SafeAddr(ip.Unmap()) == nil }) || len(ips) == 0 {
		return nil
	}
	return badAddress(resale.PrivateAddress, "it is in a private network")
}

// OwnHost tells that a panel's address is an IP address within allowPrivate. A
// name is never one: it may lead elsewhere by the next call.
func OwnHost(address string, allowPrivate []netip.Prefix) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && slices.ContainsFunc(allowPrivate, func(own netip.Prefix) bool { return own.Contains(ip.Unmap()) })
}

func badAddress(code resale.Code, why string) error {
	return &resale.Error{Act: "check address", Code: code, Fields: []string{"url"}, Err: errors.New(why)}
}
