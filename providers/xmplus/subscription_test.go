package xmplus

import (
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

func replace(body, list string) string { return strings.ReplaceAll(body, "LIST", list) }

func TestXM10ServiceInfo(t *testing.T) {
	c, p := start(t, recorded(t, "service.json"))
	got, nodes, err := c.Subscription(t.Context(), ana(), 4)
	same(t, resale.Subscription{
		ID: 4, PlanID: 1, Plan: "StarterPack", Paid: at("2026-08-03 00:47"), Expires: at("2026-12-01 00:47"), Period: resale.Quarter,
		Amount: resale.ParseSum("$ 30.00"), Online: 0, Devices: 2, Speed: "100 Mb/s", Group: "VIP", Traffic: 150 << 30, ResetDays: 23,
		ResetText: "Traffic will reset to 100 GB after 23 day(s)", Word: "Active",
	}, got, err)
	const reality = "vless://4a6f9231-0000-5602-a410-c8a755cc3a2f@us.nodes.example:443?encryption=none&headerType=none&type=tcp" +
		"&security=reality&sni=www.sni.example&fp=chrome&pbk=7xhH4b_InventedGulljcyPOH-bYUA2dl-XAdZAsfhk04&sid=6ba85179e30d4fc2" +
		"&flow=xtls-rprx-vision&xtls=2#%F0%9F%87%BA%F0%9F%87%B8%20Test"
	same(t, []resale.Node{
		{Type: "vless", Name: "🇺🇸 Test", Host: "us.nodes.example", Port: 443, URI: reality},
		{Type: "vmess", Name: "DE 1", Host: "de.nodes.example", Port: 8443, URI: "vmess://eyJ2IjoiMiIsInBzIjoiREUgMSJ9"},
		{Type: "trojan", Name: "FR 1", Host: "fr.nodes.example", Port: 443, URI: "trojan://invented@fr.nodes.example:443?sni=x.example#FR%201"},
		{Type: "ss", Name: "NL 1", Host: "nl.nodes.example", URI: "ss://Y2hhY2hhMjA6aW52ZW50ZWQ@nl.nodes.example:8388#NL%201"},
	}, nodes, nil)
	p.wasAsked(`service/info {` + login + `,"serviceid":4}`)
}

// The status is the service's, in any language, and may even say "error": only
// the code counts. Some panels wrap it.
func TestAServiceIsJudgedByItsCode(t *testing.T) {
	for _, body := range []string{
		`{"code":100,"status":"فعال","sid":4}`,
		`{"code":"100","status":"Expired","sid":"4","servers":null}`,
		`{"code":100,"status":"error","serviceid":4,"servers":[]}`,
		`{"code":100,"status":"success","data":{"status":"Active","sid":4}}`,
		`{"code":100,"service":{"service_id":4}}`,
		`{"code":100,"data":{"service":{"id":4}}}`,
		`{"code":100,"sid":4,"servers":{"message":"no servers"}}`,
		"<br />\n<b>Warning</b>: Undefined array key \"code\" in <b>/x.php</b><br />\n" + `{"code":100,"sid":4}` + "\n<!-- 0.2 s -->",
		`Deprecated: x {"code":100,"sid":4}`,
	} {
		c, _ := start(t, answers(200, body))
		if got, nodes, err := c.Subscription(t.Context(), ana(), 4); err != nil || got.ID != 4 || len(nodes) != 0 {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
	for body, want := range map[string]string{
		`{"code":100,"status":"Active","sid":5}`:         "bad_answer",
		`{"code":100,"status":"Active"}`:                 "bad_answer",
		`{"status":"Active","sid":4}`:                    "bad_answer",
		`{"code":208,"status":"Active","sid":4}`:         "refused: Active 208",
		`{"code":208,"message":"No such service found"}`: "refused: No such service found",
	} {
		c, _ := start(t, answers(200, body))
		if got, _, err := c.Subscription(t.Context(), ana(), 4); outcome(err) != want {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

func TestDevicesAndDays(t *testing.T) {
	for text, want := range map[string][2]int{
		"0/2": {0, 2}, "3 / 5": {3, 5}, "2": {-1, 2}, "1/∞": {1, 0}, "1/Unlimited": {1, 0}, "unlimited": {-1, 0}, "0": {-1, 0}, "": {-1, -1},
		"many": {-1, -1}, "1/many": {1, -1}, "-1": {-1, -1}, "99999999999999999999/2": {-1, 2},
	} {
		if online, most := deviceCounts(text); online != want[0] || most != want[1] {
			t.Errorf("%q: %d of %d", text, online, most)
		}
	}
	for text, want := range map[string]int{
		"Traffic will reset to 100 GB after 23 day(s)": 23, "reset in 1 day": 1, "0 days": 0, "ترافیک بعد از 5 روز": 5, "将在 7 天后重置": 7,
		"через 3 дня": 3, "через 21 день": 21, "em 4 dias": 4, "en 1 día": 1, "": -1, "100 GB": -1, "never": -1, "99999999999999999999 days": -1,
	} {
		if got := resetDays(text); got != want {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestLinksOfPagesOnly(t *testing.T) {
	for text, want := range map[string]bool{
		"https://panel.example/link/x": true, "http://panel.example/link/x?config=1&client=meta": true, "HTTPS://panel.example": true,
		"": false, "panel.example/link": false, "/link/x": false, "javascript:alert(1)": false, "wxp://x": false, "https://": false,
		"https://user:pw@panel.example": false, "https://panel.example/\n": false, "tg://resolve?domain=x": false,
	} {
		if got := webAddress(text); got != "" != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
