package sandbox

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestXMShapes(t *testing.T) {
	x := startXM(t)
	x.p.seedGateways()
	id := x.starter()
	view := xmAna + `,"invid":"` + id + `"`
	paid := x.starter()
	x.p.MarkPaid(paid)
	for name, test := range map[string]struct {
		quirks       XMQuirks
		path, fields string
		want         []string
	}{
		"object":          {XMQuirks{GatewayObject: true}, "gateways", "", []string{`"gateways":{"currency":"USD","fee_fixed":"0.00","fee_percent":"0","gateway":"Balance","id":1,`}},
		"wrapped list":    {XMQuirks{DataWrapped: true}, "gateways", "", []string{`{"code":100,"data":[{`}},
		"wrapped object":  {XMQuirks{DataWrapped: true, GatewayObject: true}, "gateways", "", []string{`{"code":100,"data":{"currency"`}},
		"wrapped service": {XMQuirks{DataWrapped: true}, "service/info", xmAna + `,"serviceid":1`, []string{`{"code":100,"data":{`, `"status":"Active"`, `"status":"success"}`}},
		"strings":         {XMQuirks{StringNumbers: true}, "account/info", xmAna, []string{`"code":"100"`, `"uid":"1"`, `"sid":"1"`, `"packageid":"1"`}},
		"strings flat":    {XMQuirks{StringNumbers: true}, "service/info", xmAna + `,"serviceid":1`, []string{`"code":"100"`, `"port":"443"`, `"allowinsecure":false`}},
		"numbers":         {XMQuirks{NumberStatus: true}, "invoices", xmAna, []string{`"status":0`, `"status":1`}},
		"number strings":  {XMQuirks{NumberStatus: true, StringNumbers: true}, "invoices", xmAna, []string{`"status":"0"`, `"status":"1"`}},
		"no date":         {XMQuirks{NoDate: "null"}, "invoice/view", view, []string{`"paid_date":null`}},
		"zero date":       {XMQuirks{NoDate: "0000-00-00 00:00"}, "invoice/view", view, []string{`"paid_date":"0000-00-00 00:00"`}},
		"another link":    {XMQuirks{LinkName: "subscription_url"}, "account/info", xmAna, []string{`"subscription_url":"https://`}},
		"no link":         {XMQuirks{LinkName: "null"}, "account/info", xmAna, []string{`"sublink":null`}},
		"newest first":    {XMQuirks{NewestFirst: true}, "invoices", xmAna, []string{paid + `","packageid":1,"packagename":"Starter","paid_date":"2026-05-22 09:00","quantity":1,"serviceid":"","status":"Paid","userid":1},{"amount"`}},
		"trailing":        {XMQuirks{Trailing: true}, "gateways", "", []string{"}\n<!--"}},
		"warnings":        {XMQuirks{Warnings: true}, "gateways", "", []string{"<br />\n<b>Warning</b>", "<br />\n{\"code\":100"}},
		"lenient":         {XMQuirks{UnfilledOptionalWarn: true}, "invoice/create", xmAna + `,"pid":1,"billing":"month","qty":1`, []string{`array key "coupon" in`, "<br />\n{\"code\":100,\"invid\""}},
		"persian":         {XMQuirks{Localized: "fa"}, "account/info", xmAna, []string{`"status":"فعال"`}},
		"chinese":         {XMQuirks{Localized: "zh"}, "invoice/view", view, []string{`"status":"待支付"`}},
		"refused":         {XMQuirks{Localized: "pt"}, "account/password/reset", `"email":"who@mail.example"`, []string{xmNo("Nenhuma conta registrada com este e-mail.")}},
		"fail":            {XMQuirks{FailStatus: true}, "package/info", `"pid":99`, []string{`"status":"fail"`}},
		"no words":        {XMQuirks{OnlyCode208: true}, "package/info", `"pid":99`, []string{xmNo("Operation failed")}},
		"unpaid":          {XMQuirks{UnpaidBlocks: true}, "service/renew", xmAna + `,"sid":1`, []string{xmNo(string(xmUnpaid))}},
		"two steps":       {XMQuirks{TwoStep: "135790"}, "account/info", xmAna, []string{xmNo(string(xmWantsCode))}},
		"own addresses":   {XMQuirks{AddressesOnly: "ours.example"}, "register/sendcode", `"name":"X","email":"x@mail.example"`, []string{xmNo(string(xmBadDomain))}},
	} {
		x.p.Quirk(test.quirks)
		_, text := x.ask(test.path, test.fields)
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s in %s", name, want, text)
			}
		}
	}
}

func TestXMTokenQuirks(t *testing.T) {
	x := startXM(t)
	x.p.Quirk(XMQuirks{TokenWords: true, KeyStatus: http.StatusForbidden, OpaqueToken: true, TokenLife: time.Minute})
	if status, text := x.send("token", `{}`, "xmplus-authorization", "wrong"); status != 403 || !strings.Contains(text, `"code":403`) {
		t.Errorf("%d %s", status, text)
	}
	if x.token = x.fresh(); strings.ContainsAny(x.token, ".#") {
		t.Errorf("%s can be read", x.token)
	}
	x.passes(59 * time.Second)
	x.part("gateways", "", "gateways")
	x.passes(time.Second)
	x.refuses("gateways", "", xmNotLetIn)
	x.p.Quirk(XMQuirks{OnlyCode208: true, KeyStatus: 401})
	x.says("gateways", "", xmNo("Operation failed"))
	if status, text := x.send("token", `{}`); status != 200 || text != xmNo("Operation failed") {
		t.Errorf("%d %s", status, text)
	}
}

func TestXMGenerations(t *testing.T) {
	x := startXM(t)
	x.p.AddReseller("Shop@mail.example", "Secret-9")
	const reseller = `{"email":"shop@mail.example","passwd":"Secret-9"}`
	for _, test := range []struct {
		quirks     XMQuirks
		path, body string
		status     int
		want       string
	}{
		{XMQuirks{}, "token", `{}`, 200, xmNo(string(xmBadKey))},
		{XMQuirks{}, "nothing", `{}`, 404, "<h1>404"},
		{XMQuirks{}, "/api/reseller/token", reseller, 404, "<h1>404"},
		{XMQuirks{}, "/api/config", `{}`, 404, "<h1>404"},
		{XMQuirks{}, "/api/v2/client/token", `{}`, 404, "<h1>404"},
		{XMQuirks{}, "/", ``, 200, "<h1>Welcome"},
		{XMQuirks{Reseller: true}, "token", `{}`, 200, xmNo(string(xmBadKey))},
		{XMQuirks{Reseller: true}, "/api/reseller/token", reseller, 200, `{"code":100,"data":{"token":"`},
		{XMQuirks{Generation: XMResellerOnly}, "/api/reseller/token", `{"email":"","passwd":""}`, 200, `"code":208`},
		{XMQuirks{Generation: XMResellerOnly}, "/api/reseller/token", ``, 500, "Whoops"},
		{XMQuirks{Generation: XMResellerOnly}, "/api/reseller/packages", `{}`, 401, "Unauthorized"},
		{XMQuirks{Generation: XMResellerOnly}, "token", `{}`, 404, "<h1>404"},
		{XMQuirks{Generation: XMOld}, "token", `{}`, 404, "<h1>404"},
		{XMQuirks{Generation: XMOld}, "/api/v2/client/token", `{}`, 200, `{"msg":"Api key is invalid","ret":0}`},
		{XMQuirks{Generation: XMOld}, "/api/v2/client/servers", `{}`, 200, `{"msg":"Token is invalid","ret":0}`},
		{XMQuirks{Generation: XMNew}, "/api/config", `{}`, 200, `"maintainance_mode":false`},
		{XMQuirks{Generation: XMNew}, "/api/auth/login", `{}`, 401, `{"message":"These`},
		{XMQuirks{Generation: XMNew}, "/api/auth/register", `{}`, 422, `"errors":{"email":["`},
		{XMQuirks{Generation: XMNew}, "token", `{}`, 404, `{"message":"The route`},
		{XMQuirks{Generation: XMNone}, "token", `{}`, 404, "<h1>404"},
	} {
		x.p.Quirk(test.quirks)
		if status, text := x.send(test.path, test.body); status != test.status || !strings.Contains(text, test.want) {
			t.Errorf("%+v %s:\n got %d %s\nwant %d %s", test.quirks, test.path, status, text, test.status, test.want)
		}
	}
	x.p.Quirk(XMQuirks{Generation: XMOld})
	if _, text := x.send("/api/v2/client/token", `{}`, "XMPus-API-Token", xmSum("ours")); !strings.Contains(text, `"ret":1`) {
		t.Error(text)
	}
}

func TestXMIsStrict(t *testing.T) {
	x := startXM(t)
	for _, test := range []struct {
		body   string
		header []string
	}{
		{"", nil},
		{"[]", nil},
		{"email=a", []string{"Content-Type", "application/x-www-form-urlencoded"}},
	} {
		if status, _ := x.send("packages", test.body, append(test.header, "Authorization", "Bearer "+x.token)...); status != 500 {
			t.Errorf("%q: %d", test.body, status)
		}
	}
	response, err := http.Get(x.base + "/api/client/packages")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %s", response.Status)
	}
	if text := x.p.asked(x.token, "packages", `"passwd":"`+strings.Repeat("x", 1<<20)+`"`); !strings.Contains(text, "413") {
		t.Errorf("%.80s", text)
	}
}
