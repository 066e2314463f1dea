package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestDemoHasAnSMMPanel(t *testing.T) {
	v := visit(t)
	ask := func(action string) (string, error) {
		response, err := http.PostForm(v.demo.bot.config.Providers.SMM.BaseURL, url.Values{"key": {v.demo.smmKey}, "action": {action}})
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		return string(text), err
	}
	if got, err := ask("balance"); err != nil || !strings.Contains(got, `"balance":"250.00"`) {
		t.Errorf("%s, %v", got, err)
	}
	v.turns("SMM panel: down")
	if got, err := ask("services"); err == nil {
		t.Errorf("it answered %.100s", got)
	}
	v.turns("SMM panel: works")
	if got, err := ask("services"); err != nil || !strings.Contains(got, "Picagram Followers") {
		t.Errorf("%.100s, %v", got, err)
	}
}
