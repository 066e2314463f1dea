package sandbox

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var vpnNoon = time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)

// vpnTest is a panel with the resellers 3595, whose key is "ours", and 3596,
// whose key is "theirs". Account 1001 is ours and called Ana, 1002 is theirs.
type vpnTest struct {
	t    *testing.T
	p    *VPNPanel
	base string
	late *atomic.Int64 // seconds after noon
}

func startVPN(t *testing.T) vpnTest {
	t.Helper()
	v := vpnTest{t: t, late: new(atomic.Int64)}
	v.p = NewVPN(VPNOptions{Now: func() time.Time { return vpnNoon.Add(time.Duration(v.late.Load()) * time.Second) }})
	base, err := v.p.Start()
	if err != nil {
		t.Fatal(err)
	}
	v.base = base
	t.Cleanup(func() {
		if err := v.p.Close(); err != nil {
			t.Error(err)
		}
	})
	ours, theirs := v.p.AddKey("ours", "253.7"), v.p.AddKey("theirs", "1")
	v.p.AddAccount(VPNAccount{
		User: ours, Username: "Ana", Password: "secret1", WireGuardIP: "10.250.121.219",
		WireGuardPrivateKey: "private", WireGuardPublicKey: "public", UUID: "00000000-0000-4000-8000-000000000001",
		Expires: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Created: vpnNoon.AddDate(0, 0, -3), Updated: vpnNoon.Add(-time.Hour),
	})
	v.p.AddAccount(VPNAccount{User: theirs, Username: "bia", Password: "secret2"})
	return v
}

// vpnAna is account 1001, unless changed said otherwise: pairs of what it
// says and what it says instead.
func vpnAna(changed ...string) string {
	return strings.NewReplacer(changed...).Replace(`{"created":"2026-05-19 12:00:00","expired_at":"2026-06-01T00:00:00.000000Z","id":1001,` +
		`"status":"Active","updated":"2026-05-22 11:00:00","username":"Ana","wg_ip":"10.250.121.219","wg_private_key":"private","wg_public_key":"public"}`)
}

const (
	vpnTouched = `"updated":"2026-05-22 12:00:00"`
	vpnBefore  = `"updated":"2026-05-22 11:00:00"`
)

func vpnData(data string) string { return `{"code":200,"data":` + data + `}` }

func vpnWrong(message, field string, texts ...string) string {
	return `{"code":422,"errors":{"` + field + `":["` + strings.Join(texts, `","`) + `"]},"message":"` + message + `"}`
}

const vpnGiven = "The given data was invalid."

var (
	vpnMissing = `{"code":404,"message":"Account not found."}`
	vpnFine    = `{"code":200}`
)

// send asks as one does with that Authorization and Accept, and gives the
// answer; status 0 is a cut connection. Addresses of the panel read BASE.
func (v vpnTest) send(authorization, accept, method, path, body string) (status int, text string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, v.base+"/"+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Authorization", authorization)
	r.Header.Set("Accept", accept)
	r.Header.Set("Content-Type", "application/json")
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer func() { _ = response.Body.Close() }()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, ""
	}
	return response.StatusCode, strings.ReplaceAll(strings.TrimSuffix(string(read), "\n"), v.base, "BASE")
}

// ask sends with a key; call is a method, a path, and the body if there is
// one.
func (v vpnTest) ask(key, call string) (status int, text string) {
	v.t.Helper()
	method, rest, _ := strings.Cut(call, " ")
	path, body, _ := strings.Cut(rest, " ")
	return v.send("Bearer "+key, "application/json", method, path, body)
}

// says asks with our key and wants that answer.
func (v vpnTest) says(call string, status int, want string) {
	v.t.Helper()
	if got, text := v.ask("ours", call); got != status || text != want {
		v.t.Errorf("%s:\n got %d %s\nwant %d %s", call, got, text, status, want)
	}
}

func TestVPNAccounts(t *testing.T) {
	v := startVPN(t)
	v.says("GET accounts/1001", 200, vpnData(vpnAna()))
	v.says("PUT accounts/1001/disable", 200, vpnData(vpnAna("Active", "Disabled", vpnBefore, vpnTouched)))
	v.says("PUT accounts/1001/disable", 200, vpnData(vpnAna("Active", "Disabled", vpnBefore, vpnTouched)))
	v.says("PUT accounts/1001/enable", 200, vpnData(vpnAna(vpnBefore, vpnTouched)))
	v.says(`PUT accounts/1001/change_password {"password":"another"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched)))
	if a, _ := v.p.Account("ANA"); a.Password != "another" {
		t.Errorf("password %q", a.Password)
	}
	v.says(`PUT accounts/1001/change_password {"password":"short"}`, 422, vpnWrong(vpnGiven, "password", "The password must be at least 6 characters."))
	v.says(`PUT accounts/1001/change_password`, 422, vpnWrong(vpnGiven, "password", "The password field is required."))
	v.says("DELETE accounts/1001", 200, vpnFine)
	v.says("DELETE accounts/1001", 404, vpnMissing)
	if got, want := v.p.Acts("ana"), (VPNActs{Deletes: 1, Enables: 1, Disables: 2, Passwords: 1}); got != want {
		t.Errorf("%+v", got)
	}
	for _, call := range []string{
		"GET accounts/1002", "DELETE accounts/1002", "PUT accounts/1002/enable", "PUT accounts/1002/disable",
		`PUT accounts/1002/change_password {"password":"another"}`, `PUT accounts/1002/expire {"expire_at":null}`, "GET accounts/7",
	} {
		v.says(call, 404, vpnMissing)
	}
}

func TestVPNExpiry(t *testing.T) {
	v := startVPN(t)
	v.says(`PUT accounts/1001/expire {"expire_at":"2026-07-04"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, "06-01T", "07-04T")))
	v.says(`PUT accounts/1001/expire {"expire_at":null}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, `"2026-06-01T00:00:00.000000Z"`, "null")))
	v.says(`PUT accounts/1001/expire {"expire_at":""}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, `"2026-06-01T00:00:00.000000Z"`, "null")))
	v.says(`PUT accounts/1001/expire {"expire_at":"2026-05-22"}`, 200, vpnData(vpnAna(vpnBefore, vpnTouched, "06-01T", "05-22T")))
	for _, wrong := range []string{`"2026-7-4"`, `"2026-07-04 00:00:00"`, `1783123200`, `"2026-02-30"`} {
		v.says(`PUT accounts/1001/expire {"expire_at":`+wrong+`}`, 422, vpnWrong(vpnGiven, "expire_at", "The expire at does not match the format Y-m-d."))
	}
	for _, wrong := range []string{`{"expire":"2026-07-04"}`, `{"expired_at":"2026-07-04"}`, ``} {
		v.says(`PUT accounts/1001/expire `+wrong, 422, vpnWrong(vpnGiven, "expire_at", "The expire at field must be present."))
	}
	if got := v.p.Acts("Ana"); got != (VPNActs{Expires: 4}) {
		t.Errorf("%+v", got)
	}
}

func TestVPNCreatesAccounts(t *testing.T) {
	v := startVPN(t)
	status, text := v.ask("ours", `POST accounts {"username":" new-one@x.y_z ","password":"secret"}`)
	a, _ := v.p.Account("new-one@x.y_z")
	want := `{"code":201,"data":{"created":"2026-05-22 12:00:00","expired_at":null,"id":1003,"status":"Active","updated":"2026-05-22 12:00:00",` +
		`"username":"new-one@x.y_z","wg_ip":"10.250.0.4","wg_private_key":"` + a.WireGuardPrivateKey + `","wg_public_key":"` + a.WireGuardPublicKey + `"}}`
	if status != 201 || text != want {
		t.Errorf("%d\n got %s\nwant %s", status, text, want)
	}
	const username, password = "username", "password"
	for body, want := range map[string]string{
		`{"username":"ANA","password":"secret"}`:  vpnWrong(vpnGiven, username, "The username has already been taken."),
		`{"username":"bia","password":"secret"}`:  vpnWrong(vpnGiven, username, "The username has already been taken."),
		`{"username":"a b","password":"secret"}`:  vpnWrong(vpnGiven, username, "The username format is invalid."),
		`{"username":"ab","password":"secret"}`:   vpnWrong(vpnGiven, username, "The username must be at least 3 characters."),
		`{"username":12345,"password":"secret"}`:  vpnWrong(vpnGiven, username, "The username must be a string."),
		`{"username":"carla","password":"short"}`: vpnWrong(vpnGiven, password, "The password must be at least 6 characters."),
		`{"username":"carla","password":null}`:    vpnWrong(vpnGiven, password, "The password field is required."),
		`{"username":"c","password":"` + strings.Repeat("x", 51) + `"}`: `{"code":422,"errors":{"password":["The password may not be greater than 50 characters."],` +
			`"username":["The username must be at least 3 characters."]},"message":"The given data was invalid."}`,
	} {
		v.says("POST accounts "+body, 422, want)
	}
	v.says("POST accounts {", 400, `{"code":400,"message":"Bad Request."}`)
	if got := v.p.Count("POST accounts"); got != (VPNCount{10, 1}) || v.p.Acts("New-One@x.y_z").Creates != 1 {
		t.Errorf("%+v", got)
	}
}

func TestVPNChecksUsernames(t *testing.T) {
	v := startVPN(t)
	v.says("GET accounts/check_username?username=carla", 200, `{"code":200,"message":"The username checking was successfully."}`)
	for name, text := range map[string]string{
		"ana": "The username has already been taken.", "bia": "The username has already been taken.", "": "The username field is required.",
		"a+b": "The username format is invalid.", strings.Repeat("x", 51): "The username may not be greater than 50 characters.",
	} {
		v.says("GET accounts/check_username?username="+name, 422, vpnWrong(text, "username", text))
	}
	v.says("DELETE accounts/1001", 200, vpnFine)
	v.says("GET accounts/check_username?username=ana", 200, `{"code":200,"message":"The username checking was successfully."}`)
}
