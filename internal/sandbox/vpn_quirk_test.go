package sandbox

import (
	"strings"
	"testing"
)

func TestVPNProfile(t *testing.T) {
	v := startVPN(t)
	v.says("GET profile", 200, vpnData(`{"balance":"253.70"}`))
	v.p.Quirk(VPNQuirks{Balance: VPNNumber})
	v.says("GET profile", 200, vpnData(`{"balance":253.7}`))
	v.p.Quirk(VPNQuirks{})
	v.p.SetBalance("ours", "12.3456")
	v.says("GET profile", 200, vpnData(`{"balance":"12.35"}`))
	if got := v.p.Balance("ours"); got != "12.3456" {
		t.Errorf("balance %s", got)
	}
}

func TestVPNGeoIP(t *testing.T) {
	v := startVPN(t)
	want := vpnData(`{"city":"New Haven","continent":"NA","country":"United States","ip":"203.0.113.7","iso_code":"US","lat":41.31,"lon":-72.92}`)
	v.says("GET geoip", 200, want)
	if status, text := v.ask("wrong", "GET geoip"); status != 200 || text != want {
		t.Errorf("%d %s", status, text)
	}
}

func TestVPNAnswersWithoutCodes(t *testing.T) {
	v := startVPN(t)
	v.p.Quirk(VPNQuirks{NoCode: true})
	v.says("GET accounts/1001", 200, `{"data":`+vpnAna()+`}`)
	v.says("GET accounts/7", 404, `{"message":"Account not found."}`)
	v.says("DELETE accounts/1001", 200, `{}`)
	v.p.Quirk(VPNQuirks{Trailing: true})
	v.says("GET profile", 200, vpnData(`{"balance":"253.70"}`)+"\n<!-- 12 queries in 0.04s -->")
}

func TestVPNForbidsWhatIsTheirs(t *testing.T) {
	v := startShop(t)
	v.p.Quirk(VPNQuirks{Forbids: true})
	for _, call := range []string{"GET accounts/1002", "GET customers/2", "GET projects/2", `PUT un/accounts/enable {"username":"bia"}`} {
		v.says(call, 403, `{"code":403,"message":"Forbidden."}`)
	}
	for _, call := range []string{"GET accounts/7", "GET customers/7", "GET projects/7", `PUT un/accounts/enable {"username":"eva"}`} {
		v.says(call, 404, vpnMissing)
	}
}

func TestVPNWritesDates(t *testing.T) {
	const documented = `"2026-06-01T00:00:00.000000Z"`
	for dates, want := range map[VPNDates]string{
		VPNDatesISO:    vpnAna("2026-05-19 12:00:00", "2026-05-19T12:00:00.000000Z", "2026-05-22 11:00:00", "2026-05-22T11:00:00.000000Z"),
		VPNDatesPlain:  vpnAna(documented, `"2026-06-01 00:00:00"`),
		VPNDatesDay:    vpnAna(documented, `"2026-06-01"`),
		VPNDatesOffset: vpnAna("2026-05-19 12:00:00", "2026-05-19T12:00:00+00:00", "2026-05-22 11:00:00", "2026-05-22T11:00:00+00:00", documented, `"2026-06-01T00:00:00+00:00"`),
	} {
		v := startVPN(t)
		v.p.Quirk(VPNQuirks{Dates: dates})
		v.says("GET accounts/1001", 200, vpnData(want))
	}
}

func TestVPNExpired(t *testing.T) {
	v := startVPN(t)
	for _, c := range []struct {
		expired VPNExpired
		late    int64
		want    string
	}{
		{"", 10 * 24 * 3600, "Active"},
		{VPNExpiredStatus, 9*24*3600 + 12*3600 - 1, "Active"},
		{VPNExpiredStatus, 9*24*3600 + 12*3600, "Expired"},
		{VPNExpiredDisabled, 10 * 24 * 3600, "Disabled"},
	} {
		v.late.Store(c.late)
		v.p.Quirk(VPNQuirks{Expired: c.expired})
		v.says("GET accounts/1001", 200, vpnData(vpnAna("Active", c.want)))
	}
	if _, text := v.ask("ours", "GET accounts?status=Disabled"); !strings.Contains(text, `"username":"Ana"`) {
		t.Error(text)
	}
}

func TestVPNExpiryInThePast(t *testing.T) {
	v := startVPN(t)
	v.p.Quirk(VPNQuirks{FutureExpiry: true})
	wrong := vpnWrong(vpnGiven, "expire_at", "The expire at must be a date after today.")
	v.says(`PUT accounts/1001/expire {"expire_at":"2026-05-22"}`, 422, wrong)
	v.says(`PUT accounts/1001/expire {"expire_at":"2020-01-01"}`, 422, wrong)
	v.says(`PUT accounts/1001/expire {"expire_at":"2026-05-23"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, "06-01T", "05-23T")))
	v.says(`PUT accounts/1001/expire {"expire_at":null}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, `"2026-06-01T00:00:00.000000Z"`, "null")))
}
