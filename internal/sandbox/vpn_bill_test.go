package sandbox

import (
	"testing"
	"time"
)

// day is that many days after noon of the first one.
func (v vpnTest) day(n int) { v.late.Store(int64(n) * 24 * 3600) }

func (v vpnTest) has(want string) {
	v.t.Helper()
	if got := v.p.Balance("ours"); got != want {
		v.t.Errorf("after %s the balance is %s, not %s", time.Duration(v.late.Load())*time.Second, got, want)
	}
}

const vpnCarla = `POST accounts {"username":"carla","password":"secret"}`

// startVPNBill has no account of ours, whose balance is 1: a day is 0.066.
func startVPNBill(t *testing.T) vpnTest {
	t.Helper()
	v := startVPN(t)
	v.p.DropAccount(1001)
	v.p.SetBalance("ours", "1")
	return v
}

func (v vpnTest) makes(call string) {
	v.t.Helper()
	if status, text := v.ask("ours", call); status != 201 {
		v.t.Fatalf("%d %s", status, text)
	}
}

// does wants a call to be taken.
func (v vpnTest) does(call string) {
	v.t.Helper()
	if status, text := v.ask("ours", call); status != 200 {
		v.t.Fatalf("%s: %d %s", call, status, text)
	}
}

func TestVPNBillsEveryDay(t *testing.T) {
	v := startVPNBill(t)
	v.has("1.00")
	v.makes(vpnCarla)
	v.has("0.934")
	v.late.Store(24*3600 - 1)
	v.has("0.934")
	v.day(1)
	v.has("0.868")
	v.day(4)
	v.has("0.67")
	v.does("PUT accounts/1003/disable")
	v.day(9)
	v.has("0.67")
	v.does("PUT accounts/1003/enable")
	v.has("0.604")
	v.does("PUT accounts/1003/enable")
	v.has("0.604")
	v.day(10)
	v.p.Bill()
	v.has("0.538")
	v.says("DELETE accounts/1003", 200, vpnFine)
	v.day(100)
	v.has("0.538")
	if got := v.p.Acts("carla"); got != (VPNActs{Creates: 1, Deletes: 1, Enables: 2, Disables: 1, Days: 7}) {
		t.Errorf("%+v", got)
	}
}

func TestVPNBillsEachAtItsHour(t *testing.T) {
	v := startVPNBill(t)
	v.makes(vpnCarla)
	v.late.Store(6 * 3600)
	v.makes(`POST accounts {"username":"diego","password":"secret"}`)
	v.has("0.868")
	v.day(1)
	v.has("0.802")
	v.late.Store(30 * 3600)
	v.has("0.736")
}

func TestVPNBillsUntilTheExpiry(t *testing.T) {
	v := startVPNBill(t)
	v.makes(vpnCarla)
	v.does(`PUT accounts/1003/expire {"expire_at":"2026-05-25"}`)
	v.day(9) // from noon of the 22nd there are three days until then
	v.has("0.802")
	v.does(`PUT accounts/1003/expire {"expire_at":"2026-06-02"}`)
	v.has("0.736")
	v.day(30)
	v.has("0.67")
	v.does(`PUT accounts/1003/expire {"expire_at":null}`)
	v.day(32)
	v.has("0.472")
}

func TestVPNBillsDisabled(t *testing.T) {
	v := startVPNBill(t)
	v.makes(vpnCarla)
	v.does("PUT accounts/1003/disable")
	v.day(3)
	v.p.Quirk(VPNQuirks{BillsDisabled: true})
	v.has("0.868")
	v.day(5)
	v.p.Quirk(VPNQuirks{})
	v.day(9)
	v.has("0.736")
}

func TestVPNBalanceRunsOut(t *testing.T) {
	v := startVPNBill(t)
	v.p.SetBalance("ours", "0.3")
	v.makes(vpnCarla)
	v.makes(`POST accounts {"username":"diego","password":"secret"}`)
	v.day(1)
	v.has("0.036")
	v.day(5)
	v.has("0.036")
	broke := `{"code":402,"message":"Insufficient Balance."}`
	reads := []string{"GET accounts", "GET accounts/1003", "GET servers", "GET vless-servers", "GET configuration/openvpn", "GET accounts/check_username?username=eva"}
	writes := []string{"PUT accounts/1003/expire", "PUT accounts/1003/disable", "DELETE accounts/1003", "POST accounts/validate", "PUT un/accounts/enable"}
	free := []string{"GET ports", "GET customers", "GET projects", "GET profile", "GET geoip"}
	all := func(calls []string, refused bool) {
		t.Helper()
		for _, call := range calls {
			if status, text := v.ask("ours", call); (status == 402) != refused || refused && text != broke {
				t.Errorf("%s: %d %s", call, status, text)
			}
		}
	}
	all(append(append(reads, writes...), `POST accounts {"username":"eva","password":"secret"}`), true)
	all(free, false)
	if status, _ := v.send(vpnBasic("carla:secret"), "application/json", "GET", "un/accounts/show?username=carla", ""); status != 402 {
		t.Errorf("show: %d", status)
	}
	v.p.Quirk(VPNQuirks{Broke: VPNBrokeAll})
	all(append(reads, free[:4]...), true)
	v.p.Quirk(VPNQuirks{Broke: VPNBrokeCreate})
	all(append(reads, free...), false)
	all([]string{`POST accounts {"username":"eva","password":"secret"}`}, true)

	v.p.SetBalance("ours", "1")
	v.has("1.00") // days that were not paid for are not paid later
	v.day(6)
	v.has("0.868")
	if carla, diego := v.p.Acts("carla"), v.p.Acts("diego"); carla.Days != 3 || diego.Days != 3 {
		t.Errorf("%+v, %+v", carla, diego)
	}
}
