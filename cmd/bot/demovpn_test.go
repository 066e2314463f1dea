package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestDemoHasAVPNPanel(t *testing.T) {
	v := visit(t)
	ask := func(path string) (string, error) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.demo.bot.config.Providers.VPNResellers.BaseURL+path, nil)
		if err != nil {
			return "", err
		}
		request.Header.Set("Authorization", "Bearer "+v.demo.vpnKey)
		request.Header.Set("Accept", "application/json")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		return string(text), err
	}
	if got, err := ask("/profile"); err != nil || !strings.Contains(got, `"balance":"50`) {
		t.Errorf("%s, %v", got, err)
	}
	v.turns("VPN panel: down")
	if got, err := ask("/profile"); err == nil {
		t.Errorf("it answered %.100s", got)
	}
	v.turns("VPN panel: no money")
	if got, err := ask("/accounts"); err != nil || !strings.Contains(got, "402") {
		t.Errorf("%.100s, %v", got, err)
	}
	v.turns("VPN panel: works")
	if got, err := ask("/customers"); err != nil || !strings.Contains(got, "Ana") {
		t.Errorf("%.100s, %v", got, err)
	}
}
