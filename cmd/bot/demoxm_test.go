package main

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// asksXM asks the demo's XMPlus panel for something.
func (v *visitor) asksXM(path, body string, header ...string) (text string, err error) {
	v.t.Helper()
	address := v.demo.bot.config.Providers.XMPlus.BaseURL + "/api/client/" + path
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return string(read), err
}

func TestDemoHasAnXMPlusPanel(t *testing.T) {
	v := visit(t)
	sum := md5.Sum([]byte(v.demo.xmKey))
	token := func() (string, error) {
		return v.asksXM("token", "{}", "xmplus-authorization", hex.EncodeToString(sum[:]))
	}
	given, err := token()
	var answer struct {
		Data struct{ Token string }
	}
	if json.Unmarshal([]byte(given), &answer) != nil || answer.Data.Token == "" || err != nil {
		t.Fatalf("%s, %v", given, err)
	}
	bearer := "Bearer " + answer.Data.Token
	got, err := v.asksXM("account/info", `{"email":"ana@mail.example","passwd":"Demo-2026!"}`, "Authorization", bearer)
	if err != nil || !strings.Contains(got, `"money":"$ 49.00 "`) {
		t.Errorf("%s, %v", got, err)
	}
	v.turns("XM panel: down")
	if got, err := token(); err == nil {
		t.Errorf("it answered %.100s", got)
	}
	v.turns("XM panel: web page")
	if got, err := token(); err != nil || !strings.HasPrefix(got, "<!DOCTYPE") {
		t.Errorf("%.100s, %v", got, err)
	}
	v.turns("XM panel: mails codes")
	if _, err := v.asksXM("register/sendcode", `{"name":"Gabi","email":"gabi@mail.example"}`, "Authorization", bearer); err != nil {
		t.Error(err)
	}
	if code := v.demo.xm.MailedCode("gabi@mail.example"); code == "" || !strings.Contains(v.demo.xmMail(), code) {
		t.Errorf("code %q, mail %s", code, v.demo.xmMail())
	}
}

func TestDemoPaysWithoutServiceAndDeliversLater(t *testing.T) {
	v := visit(t)
	v.turns("XM panel: paid without service")
	v.turns("XM panel: nobody pays")
	id := v.demo.xm.AddInvoice(sandbox.XMInvoice{Email: "olha@mail.example", Plan: 1, Billing: "month", Amount: "10"})
	v.demo.xm.MarkPaid(id)
	if n := len(v.demo.xm.Services("olha@mail.example")); n != 1 {
		t.Errorf("%d services", n)
	}
	v.turns("XM panel: delivers what is paid")
	if n := len(v.demo.xm.Services("olha@mail.example")); n != 2 {
		t.Errorf("%d services", n)
	}
}

// The link of Mike's store stands in the group, the same each time.
func TestDemoOpensAStore(t *testing.T) {
	v := visit(t)
	v.says("/start")
	v.sees("Hello, Mike")
	v.turns("Mike opens a store")
	v.turns("Restart the bot")
	v.turns("Mike opens a store")
	all := v.demo.telegram.Messages(v.demo.people.group.ID())
	if len(all) != 2 || all[0].Text != all[1].Text || !strings.Contains(all[0].Text, "https://t.me/demo_bot?start=x") {
		t.Errorf("the group shows %+v", all)
	}
}
