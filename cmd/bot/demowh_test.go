package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/sandbox"
)

// asksWH asks the demo's hosting panel for something.
func (v *visitor) asksWH(method, path string) (text string, err error) {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), method, v.demo.bot.config.Providers.WHMDC.BaseURL+"/api/v1/"+path, nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("X-API-Key", v.demo.whKey)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return string(read), err
}

func TestDemoHasAHostingPanel(t *testing.T) {
	v := visit(t)
	v.turns("Hosting panel: nothing happens")
	got, err := v.asksWH(http.MethodGet, "clients")
	if err != nil || !strings.Contains(got, `"company_name":"Lima Design"`) {
		t.Errorf("%s, %v", got, err)
	}
	v.turns("Hosting panel: other shape of answers")
	if got, err = v.asksWH(http.MethodGet, "services"); err != nil || !strings.Contains(got, `"data":{"items":[`) {
		t.Errorf("%s, %v", got, err)
	}
	v.turns("Hosting panel: loses answers")
	if _, err = v.asksWH(http.MethodPost, "services/4/provision"); err == nil {
		t.Error("it answered")
	}
	if row, _ := v.demo.wh.Row(sandbox.WHServices, 4); row.Text("status") != "active" {
		t.Errorf("it was not provisioned: %v", row)
	}
	v.turns("Hosting panel: down")
	if got, err = v.asksWH(http.MethodGet, "clients"); err == nil {
		t.Errorf("it answered %.100s", got)
	}
	v.turns("Hosting panel: works")
	v.turns("Hosting panel: somebody orders")
	v.turns("Hosting panel: somebody pays")
	v.turns("Hosting panel: a service is suspended")
	if got, err = v.asksWH(http.MethodGet, "services?status=suspended"); err != nil || !strings.Contains(got, `"status":"suspended"`) {
		t.Errorf("%s, %v", got, err)
	}
}

// What happens at the panel is posted to the bot, also after it was begun anew.
func TestDemoHearsTheHostingPanel(t *testing.T) {
	v := visit(t)
	v.turns("Hosting panel: nothing happens")
	v.says("/start")
	v.taps(v.sees("Hello, Mike"), "Connect")
	v.taps(v.sees("Which panel"), "WHMDC")
	v.sees("Where is your hosting panel?")
	v.says(v.demo.bot.config.Providers.WHMDC.BaseURL)
	v.sees("Paste the API key")
	v.says("whk_00000000000000000000000000000000")
	v.sees("refuses this key")
	v.says(v.demo.whKey)
	v.sees("This key opens")
	v.says("/alerts")
	v.taps(v.sees("Hosting alerts"), "Turn on")
	until(t, "the bot registers a webhook", func() bool { return len(v.demo.wh.Rows(sandbox.WHWebhooks)) == 1 })
	v.sees("The panel tells me at once")
	for range 2 {
		v.turns("Hosting panel: somebody pays")
		until(t, "the bot takes what is posted", func() bool { return v.demo.wh.Waiting() == 0 })
		v.turns("Restart the bot")
	}
	for _, s := range v.demo.wh.Sent() {
		if s.Status != http.StatusOK {
			t.Errorf("%s to %s: %d", s.Event, s.URL, s.Status)
		}
	}
	if n := len(v.demo.wh.Sent()); n != 2 {
		t.Errorf("%d were posted", n)
	}
	v.says("/alerts")
	v.sees("It last did")
}

// Who types a command does not wait for what a slow panel is read for.
func TestDemoACommandIsAnsweredWhileThePanelIsSlow(t *testing.T) {
	v := visit(t)
	v.turns("Hosting panel: nothing happens")
	v.says("/start")
	v.taps(v.sees("Hello, Mike"), "Connect")
	v.taps(v.sees("Which panel"), "WHMDC")
	v.taps(v.sees("Where is your hosting panel?"), "Use 127.0.0.1")
	v.sees("Paste the API key")
	v.says(v.demo.whKey)
	v.taps(v.sees("This key opens"), "Open billing")
	home := v.sees("Type a name, an e-mail address")
	v.demo.wh.Fail(sandbox.WHFault{Kind: sandbox.WHHang}) // until the bot gives up
	begun := time.Now()
	v.taps(home, "Customers")
	v.says("/settings")
	v.sees("Time zone of this chat")
	if took := time.Since(begun); took > httpapi.DefaultTimeout/2 {
		t.Errorf("it took %s", took)
	}
}
