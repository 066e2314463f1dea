package sandbox

import (
	"strings"
	"testing"
	"time"
)

// xmService1 is Ana's service, unless changed said otherwise.
func xmService1(changed ...string) string {
	return strings.NewReplacer(changed...).Replace(`"email":"Ana@mail.example","expire_date":"2026-08-13 09:00","iplimit":"0/2","package":"Starter",` +
		`"packageid":1,"paid_date":"2026-05-15 09:00"`)
}

func TestXMAccountInfo(t *testing.T) {
	x := startXM(t)
	x.says("account/info", xmAna, `{"code":100,"data":{"email":"Ana@mail.example","money":"$ 49.00 ","services":[{"amount":"$ 27.00 ","billing":"Quaterly",`+
		xmService1()+`,"recent_omline":null,"reset_traffic":"Traffic will reset to 100 GB after 23 day(s)","server_group":"VIP","sid":1,"speedlimit":"100 Mb/s",`+
		`"status":"Active","sublink":"https://xm-panel.example/link/`+x.p.secret("service", 1, 32)+`","today":"0 B","traffic":"150 GB","used_traffic":"1.5 GB","userid":1}],`+
		`"uid":1,"username":"Ana"},"status":"success"}`)
	x.says("account/info", xmBia, `{"code":100,"data":{"email":"bia@mail.example","money":"$ 0.00 ","services":[],"uid":2,"username":"Bia"},"status":"success"}`)
	if got := x.part("account/info", xmAna+`,"serviceid":7`, "data"); !strings.Contains(got, `"services":[]`) {
		t.Errorf("only service 7: %s", got)
	}
	x.refuses("account/info", `"email":"who@mail.example","passwd":"Secret-1"`, xmNoAccount)
	x.refuses("account/info", `"email":"ana@mail.example","passwd":"Secret-2"`, xmBadLogin)
	x.breaks("account/info", `"email":"ana@mail.example"`)
	x.breaks("account/info", `"email":`)

	x.p.SetAccount("ana@mail.example", func(a *XMAccount) { a.TwoStep = "246810" })
	x.refuses("account/info", xmAna, xmWantsCode)
	x.refuses("account/info", xmAna+`,"code":"000000"`, xmBadTwoStep)
	x.part("account/info", xmAna+`,"code":"246810"`, "data")
	for _, call := range x.p.Calls() {
		if strings.Contains(call.Body, "Secret") || strings.Contains(call.Body, "246810") {
			t.Errorf("the journal shows %s", call.Body)
		}
	}
	if n := x.p.CountOf("account/info", "ANA@mail.example"); n != (XMCount{Asked: 7}) {
		t.Errorf("asked of Ana: %+v", n)
	}
}

func TestXMServiceInfo(t *testing.T) {
	x := startXM(t)
	_, text := x.ask("service/info", xmAna+`,"serviceid":1`)
	flat, servers, _ := strings.Cut(text, `"servers":`)
	if want := `{"amount":"$ 27.00 ","billing":"quater","code":100,` + xmService1() + `,"recent_online":null,` +
		`"reset_traffic":"Traffic will reset to 100 GB after 23 day(s)","server_group":"VIP",`; flat != want {
		t.Errorf("\n got %s\nwant %s", flat, want)
	}
	for _, want := range []string{`"uri":"vless://`, `"uri":"vmess://`, `"uri":"trojan://`, `"uri":"ss://`, `"status":"Active"`, `"sid":1`, `"traffic":"150 GB"`} {
		if !strings.Contains(servers, want) {
			t.Errorf("no %s in %s", want, servers)
		}
	}
	if strings.Contains(text, "sublink") {
		t.Error("service/info has no sublink")
	}
	x.breaks("service/info", xmAna+`,"sid":1`)
	x.refuses("service/info", xmBia+`,"serviceid":1`, xmNoService)
	x.refuses("service/info", xmAna+`,"serviceid":9`, xmNoService)

	x.p.SetService(1, func(s *XMService) { s.Used = s.Traffic })
	if got := x.part("service/info", xmAna+`,"serviceid":"1"`, "status"); got != `"Traffic exhausted"` {
		t.Errorf("used up: %s", got)
	}
	x.passes(83 * 24 * time.Hour)
	x.token = x.fresh()
	if got := x.part("service/info", xmAna+`,"serviceid":1`, "status"); got != `"Expired"` {
		t.Errorf("over: %s", got)
	}
	x.p.DropService(1)
	x.refuses("service/info", xmAna+`,"serviceid":1`, xmNoService)
}

func TestXMRegister(t *testing.T) {
	x := startXM(t)
	carla := func(more string) string {
		return `"name":"Carla` + strings.Repeat("x", 60) + `","email":"Carla@mail.example","aff":"Jk45ei","passwd":` + more
	}
	x.breaks("register", `"name":"Carla","email":"carla@mail.example","passwd":"Secret-3","code":""`)
	x.breaks("register", `"name":"Carla","email":"carla@mail.example","passwd":"Secret-3","aff":""`)
	x.refuses("register", carla(`"secret-3","code":""`), xmWeak)
	x.refuses("register", `"name":"Ana","email":"ANA@mail.example","passwd":"Secret-3","aff":"","code":""`, xmTaken)
	x.refuses("register", `"name":"Ana","email":"Ana <ana@mail.example>","passwd":"Secret-3","aff":"","code":""`, xmBadEmail)
	x.p.Quirk(XMQuirks{VerifyEmail: true})
	x.refuses("register", carla(`"Secret-3","code":""`), xmBadCode)
	x.refuses("register/sendcode", `"name":"Ana","email":"ana@mail.example"`, xmTaken)
	x.says("register/sendcode", `"name":"Carla","email":"Carla@mail.example"`, `{"code":100,"message":"Verfication code was sent to Carla@mail.example","status":"sucess"}`)
	code := x.p.MailedCode("carla@mail.example")
	x.passes(10 * time.Minute)
	if x.p.MailedCode("carla@mail.example") != "" {
		t.Error("the code is still good")
	}
	x.refuses("register", carla(`"Secret-3","code":"`+code+`"`), xmBadCode)
	x.ask("register/sendcode", `"name":"Carla","email":"carla@mail.example"`)
	second := x.p.MailedCode("carla@mail.example")
	if mails := x.p.Mails(); len(mails) != 2 || second == code || mails[1].Text != "Your code is "+second {
		t.Errorf("%s, then %s: %+v", code, second, mails)
	}
	x.says("register", carla(`"Secret-3","code":"`+second+`"`), `{"code":100,"message":"Account successfully created.","status":"sucess"}`)
	got, ok := x.p.Account("carla@mail.example")
	if want := (XMAccount{
		UID: 3, Name: "Carla" + strings.Repeat("x", 35), Email: "Carla@mail.example", Password: "Secret-3", Balance: "0.00", Affiliate: "Jk45ei", Created: xmNoon.Add(10 * time.Minute),
	}); !ok || got != want {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	x.refuses("register", carla(`"Secret-3","code":"`+second+`"`), xmTaken)
	if x.p.Accounts() != 3 || x.p.Count("register").Applied != 1 {
		t.Errorf("%d accounts, %+v", x.p.Accounts(), x.p.Count("register"))
	}
	x.says("account/password/reset", `"email":"carla@mail.example"`,
		`{"code":100,"message":"A reset email has been sent to your email address. Check Spam folder if not found in Inbox.","status":"success"}`)
	x.refuses("account/password/reset", `"email":"who@mail.example"`, xmNoAccount)
	x.p.DropAccount("carla@mail.example")
	x.refuses("account/password/reset", `"email":"carla@mail.example"`, xmNoAccount)
}
