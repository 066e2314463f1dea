package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

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
