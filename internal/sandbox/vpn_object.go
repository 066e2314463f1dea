package sandbox

import "time"

func (q VPNQuirks) status(a *VPNAccount, now time.Time) string {
	switch {
	case a.Disabled:
		return "Disabled"
	case q.Expired != "" && !a.Expires.IsZero() && !now.Before(a.Expires):
		return string(q.Expired)
	default:
		return "Active"
	}
}

func (q VPNQuirks) account(a *VPNAccount, now time.Time) vpnObject {
	o := vpnObject{
		"id": a.ID, "username": a.Username, "status": q.status(a, now), "wg_ip": a.WireGuardIP,
		"wg_private_key": a.WireGuardPrivateKey, "wg_public_key": a.WireGuardPublicKey,
		"expired_at": nil, "updated": q.date(a.Updated), "created": q.date(a.Created),
	}
	if !a.Expires.IsZero() {
		o["expired_at"] = q.expiry(a.Expires)
	}
	return o
}

const (
	vpnISO   = "2006-01-02T15:04:05.000000Z"
	vpnPlain = "2006-01-02 15:04:05"
)

func (q VPNQuirks) date(t time.Time) string {
	switch q.Dates {
	case VPNDatesISO:
		return t.UTC().Format(vpnISO)
	case VPNDatesOffset:
		return t.UTC().Format("2006-01-02T15:04:05-07:00")
	default:
		return t.UTC().Format(vpnPlain)
	}
}

func (q VPNQuirks) expiry(t time.Time) string {
	switch q.Dates {
	case "":
		return t.UTC().Format(vpnISO)
	case VPNDatesDay:
		return t.UTC().Format(time.DateOnly)
	default:
		return q.date(t)
	}
}
