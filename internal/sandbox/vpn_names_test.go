package sandbox

import (
	"encoding/base64"
	"testing"
)

func vpnBasic(pair string) string { return "Basic " + base64.StdEncoding.EncodeToString([]byte(pair)) }

func TestVPNValidates(t *testing.T) {
	v := startVPN(t)
	const right = `{"username":"ana","password":"secret1"}`
	const wrong, unknown = `{"code":461,"message":"Username has not been validated."}`, `{"code":460,"message":"Username has not been found."}`
	fine := `{"code":200,"id":1001,"message":"Username has been successfully validated.","success":true}`
	for _, path := range []string{"accounts/validate ", "accounts/1001/validate "} {
		v.says("POST "+path+right, 200, fine)
		v.says("POST "+path+`{"username":"ana","password":"SECRET1"}`, 461, wrong)
		v.says("POST "+path+`{"username":"bia","password":"secret2"}`, 460, unknown)
		v.says("POST "+path+`{"username":"eva","password":"secret2"}`, 460, unknown)
		v.says("POST "+path+`{"password":"secret2"}`, 422, vpnWrong(vpnGiven, "username", "The username field is required."))
	}
	v.says("POST accounts/1002/validate "+right, 460, unknown)
	v.p.Quirk(VPNQuirks{Validate: VPNValidateBare})
	v.says("POST accounts/validate "+right, 200, fine)
	v.says("POST accounts/1001/validate "+right, 404, vpnMissing)
	v.p.Quirk(VPNQuirks{Validate: VPNValidateAccount})
	v.says("POST accounts/validate "+right, 404, vpnMissing)
	v.says("POST accounts/1001/validate "+right, 200, fine)
}

func TestVPNAccountsByName(t *testing.T) {
	v := startVPN(t)
	v.says(`PUT un/accounts/disable {"username":"ana"}`, 200, vpnData(vpnAna("Active", "Disabled", vpnBefore, vpnTouched)))
	v.says(`PUT un/accounts/enable {"username":"Ana"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched)))
	v.says(`PUT un/accounts/change_password {"username":"ana","password":"another"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched)))
	v.says(`PUT un/accounts/change_password {"username":"ana","password":"short"}`, 422, vpnWrong(vpnGiven, "password", "The password must be at least 6 characters."))
	v.says(`PUT un/accounts/enable`, 422, vpnWrong(vpnGiven, "username", "The username field is required."))
	v.says(`PUT un/accounts/enable {"username":"bia"}`, 404, vpnMissing)
	v.says(`PUT un/accounts/enable {"username":"eva"}`, 404, vpnMissing)
	if got := v.p.Acts("ana"); got != (VPNActs{Enables: 1, Disables: 1, Passwords: 1}) {
		t.Errorf("%+v", got)
	}
}

func TestVPNBasicAuthentication(t *testing.T) {
	v := startVPN(t)
	const show = "un/accounts/show?username=ana"
	unauthorized := `{"code":401,"message":"Unauthorized."}`
	says := func(authorization, method, path, body string, status int, want string) {
		t.Helper()
		if got, text := v.send(authorization, "application/json", method, path, body); got != status || text != want {
			t.Errorf("%s %s: %d %s", method, path, got, text)
		}
	}
	says(vpnBasic("ana:secret1"), "GET", show, "", 200, vpnData(vpnAna()))
	says(vpnBasic("ana:wrong"), "GET", show, "", 401, unauthorized)
	says(vpnBasic("eva:secret1"), "GET", show, "", 401, unauthorized)
	says("Bearer ours", "GET", show, "", 401, unauthorized)
	says(vpnBasic("bia:secret2"), "GET", show, "", 403, `{"code":403,"message":"Forbidden."}`)
	says(vpnBasic("ana:secret1"), "GET", "un/accounts/show", "", 422, vpnWrong(vpnGiven, "username", "The username field is required."))

	const disable, ana = "un/accounts/disable", `{"username":"ana"}`
	says(vpnBasic("ana:secret1"), "PUT", disable, ana, 401, unauthorized)
	v.p.Quirk(VPNQuirks{BasicNames: true})
	says("Bearer ours", "PUT", disable, ana, 401, unauthorized)
	says(vpnBasic("ana:secret1"), "PUT", disable, ana, 200, vpnData(vpnAna("Active", "Disabled", vpnBefore, vpnTouched)))
	v.p.AddAccount(VPNAccount{User: 3595, Username: "eva", Password: "secret3"})
	says(vpnBasic("eva:secret3"), "PUT", disable, ana, 403, `{"code":403,"message":"Forbidden."}`)
}

func TestVPNKeys(t *testing.T) {
	v := startVPN(t)
	says := func(key string, want int) {
		t.Helper()
		if status, text := v.ask(key, "GET accounts/1001"); status != want {
			t.Errorf("%s: %d %s", key, status, text)
		}
	}
	says("wrong", 401)
	says("", 401)
	v.p.ReplaceKey("ours", "new")
	says("ours", 401)
	says("new", 200)
	v.p.RevokeKey("new")
	says("new", 401)
}

func TestVPNUnknownPaths(t *testing.T) {
	v := startVPN(t)
	notAllowed := `{"code":405,"message":"Method Not Allowed."}`
	for _, call := range []string{
		"DELETE accounts", "PATCH accounts/1001", "GET accounts/1001/enable", "POST profile", "POST customers/1", "POST projects/1", "GET accounts/validate",
	} {
		v.says(call, 405, notAllowed)
	}
	for _, call := range []string{"GET accounts/1001/show", "GET 1001/show", "PUT 1001/disable", "GET un/accounts", "GET nothing"} {
		v.says(call, 404, `{"code":404,"message":"Not Found."}`)
	}
}
