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

// The whole bot: a key, a customer that is made once although the answer was
// lost, and the balance.
func TestDemoFromAKeyToACustomer(t *testing.T) {
	v := visit(t)
	v.says("/start")
	v.taps(v.sees("Hello, Mike"), "Connect")
	v.taps(v.sees("Which panel"), "VPNresellers")
	v.sees("Paste your VPNresellers API token")
	v.says(v.demo.vpnKey)
	v.sees("40 accounts")
	v.says("/customers")
	v.taps(v.sees("Ana Souza"), "Create a customer")
	v.taps(v.sees("Which project"), "Online")
	v.sees("first and the last name")
	v.says("Gabi Torres")
	v.sees("e-mail address")
	v.says("gabi@mail.example")
	v.turns("VPN panel: loses answers")
	v.taps(v.sees("Create the customer"), "Create customer")
	v.sees("Gabi Torres is created")
	v.turns("VPN panel: works")
	if n := len(v.demo.vpn.Customers()); n != 7 {
		t.Errorf("the panel has %d customers", n)
	}
	v.says("/balance")
	v.sees("Billed every day: 30 accounts")
	for _, m := range v.messages() {
		if strings.Contains(m.Text, v.demo.vpnKey) {
			t.Error("the key still stands in the chat")
		}
	}
}
