package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var xmNoon = time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)

// xmTest is a panel west of Greenwich, where it is 09:00 at noon. Its key is
// "ours". Ana has 49 dollars and service 1, Bia has nothing.
type xmTest struct {
	t     *testing.T
	p     *XMPanel
	base  string
	token string
	late  *atomic.Int64 // seconds after noon
}

const (
	xmAna = `"email":"ana@mail.example","passwd":"Secret-1"`
	xmBia = `"email":"bia@mail.example","passwd":"Secret-2"`
)

func startXM(t *testing.T) *xmTest {
	t.Helper()
	x := &xmTest{t: t, late: new(atomic.Int64)}
	x.p = NewXM(XMOptions{
		Now:  func() time.Time { return xmNoon.Add(time.Duration(x.late.Load()) * time.Second) },
		Zone: time.FixedZone("", -3*3600),
	})
	base, err := x.p.Start()
	if err != nil {
		t.Fatal(err)
	}
	x.base = base
	t.Cleanup(func() {
		if err := x.p.Close(); err != nil {
			t.Error(err)
		}
	})
	x.p.AddKey("ours")
	x.p.seedShop()
	x.p.AddAccount(XMAccount{Name: "Ana", Email: "Ana@mail.example", Password: "Secret-1", Balance: "49"})
	x.p.AddAccount(XMAccount{Name: "Bia", Email: "bia@mail.example", Password: "Secret-2"})
	x.p.AddService(XMService{
		Email: "ana@mail.example", Plan: 1, Billing: "quater", Paid: xmNoon.AddDate(0, 0, -7), Expires: xmNoon.AddDate(0, 0, 83),
		Used: 3 * xmByteGB / 2, Traffic: 150 * xmByteGB,
	})
	x.token = x.fresh()
	return x
}

// fresh gets a token.
func (x *xmTest) fresh() string {
	x.t.Helper()
	status, text := x.send("token", `{}`, "xmplus-authorization", xmSum("ours"))
	var got struct {
		Data struct{ Token string }
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil || status != 200 || got.Data.Token == "" {
		x.t.Fatalf("token: %d %s", status, text)
	}
	return got.Data.Token
}

// send posts to a path below /api/client, or to one that begins with /; status
// 0 is a cut connection.
func (x *xmTest) send(path, body string, header ...string) (status int, text string) {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(x.t.Context(), 30*time.Second)
	defer cancel()
	address := x.base + "/api/client/" + path
	if strings.HasPrefix(path, "/") {
		address = x.base + path
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		x.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
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
	return response.StatusCode, strings.TrimSuffix(string(read), "\n")
}

// ask sends fields with the token.
func (x *xmTest) ask(path, fields string) (status int, text string) {
	x.t.Helper()
	return x.send(path, "{"+fields+"}", "Authorization", "Bearer "+x.token)
}

// says asks and wants that answer.
func (x *xmTest) says(path, fields, want string) {
	x.t.Helper()
	if status, text := x.ask(path, fields); status != http.StatusOK || text != want {
		x.t.Errorf("%s %s:\n got %d %s\nwant 200 %s", path, fields, status, text, want)
	}
}

// refuses asks and wants to hear why not.
func (x *xmTest) refuses(path, fields string, why xmText) {
	x.t.Helper()
	x.says(path, fields, xmNo(string(why)))
}

func xmNo(why string) string { return `{"code":208,"message":"` + why + `","status":"error"}` }

// breaks asks and wants PHP's error page.
func (x *xmTest) breaks(path, fields string) {
	x.t.Helper()
	if status, text := x.ask(path, fields); status != http.StatusInternalServerError || !strings.Contains(text, "Whoops!") {
		x.t.Errorf("%s %s: %d %s", path, fields, status, text)
	}
}

// part asks and gives one field of the answer.
func (x *xmTest) part(path, fields, name string) string {
	x.t.Helper()
	_, text := x.ask(path, fields)
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &got); err != nil || string(got["code"]) != "100" {
		x.t.Errorf("%s %s: %s", path, fields, text)
	}
	return string(got[name])
}

// invoiced asks for an invoice and gives its id.
func (x *xmTest) invoiced(path, fields string) string {
	x.t.Helper()
	return strings.Trim(x.part(path, fields, "invid"), `"`)
}

// starter makes an invoice of Ana's for a month of the first plan.
func (x *xmTest) starter() string {
	x.t.Helper()
	return x.invoiced("invoice/create", xmAna+`,"pid":1,"billing":"month","coupon":"","qty":1`)
}

func (x *xmTest) passes(d time.Duration) { x.late.Add(int64(d / time.Second)) }

func TestXMToken(t *testing.T) {
	x := startXM(t)
	claims, tail, _ := strings.Cut(x.token, "#")
	if len(tail) != 43 || strings.Count(claims, ".") != 2 {
		t.Errorf("%s is no such token", x.token)
	}
	for _, key := range []string{"", "ours", strings.ToUpper(xmSum("ours")), xmSum("theirs")} {
		if status, text := x.send("token", `{}`, "xmplus-authorization", key); status != 200 || text != xmNo(string(xmBadKey)) {
			t.Errorf("key %q: %d %s", key, status, text)
		}
	}
	const refused = `{"code":401,"message":"Invalid or expired token","status":"error"}`
	for _, authorization := range []string{"", x.token, "Bearer " + claims, "Bearer " + x.token + "x"} {
		if status, text := x.send("gateways", `{}`, "Authorization", authorization); status != 401 || text != refused {
			t.Errorf("%q: %d %s", authorization, status, text)
		}
	}
	second := x.fresh()
	x.passes(84_599 * time.Second)
	x.says("gateways", "", `{"code":100,"gateways":[],"status":"success"}`)
	x.passes(time.Second)
	if status, _ := x.ask("gateways", ""); status != 401 {
		t.Errorf("a token that has ended: %d", status)
	}
	x.token = second
	if status, _ := x.ask("gateways", ""); status != 401 {
		t.Errorf("the second that has ended: %d", status)
	}
	x.token = x.fresh()
	x.p.RevokeTokens()
	if status, _ := x.ask("gateways", ""); status != 401 {
		t.Errorf("a revoked token: %d", status)
	}
	x.token = x.fresh()
	x.p.RevokeKey("ours")
	if status, _ := x.ask("gateways", ""); status != 401 {
		t.Errorf("a revoked key's token: %d", status)
	}
}
