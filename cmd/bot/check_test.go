package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// newWorld gives a site whose Telegram and panels are on loopback.
func newWorld(t *testing.T) (*site, *sandbox.Telegram) {
	t.Helper()
	s := newSite(t)
	telegram := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Username: "shop_bot"})
	panel := sandbox.NewServex(sandbox.ServexOptions{})
	address := map[string]string{}
	for name, start := range map[string]func() (string, error){"telegram": telegram.Start, "panel": panel.Start} {
		a, err := start()
		if err != nil {
			t.Fatal(err)
		}
		address[name] = a
	}
	t.Cleanup(func() {
		_ = telegram.Close()
		_ = panel.Close()
	})
	s.environ = append(s.environ, "BOT_TELEGRAM_API_URL="+address["telegram"], "BOT_NETWORK_ALLOW_PRIVATE=127.0.0.0/8",
		"BOT_PROVIDERS_SERVEX_BASE_URL="+address["panel"], "BOT_PROVIDERS_VPNRESELLERS_BASE_URL="+address["panel"], "BOT_PROVIDERS_SMM_BASE_URL="+address["panel"])
	var err error
	if s.config, err = LoadConfig("", s.environ); err != nil {
		t.Fatal(err)
	}
	return s, telegram
}

func TestCheck(t *testing.T) {
	s, _ := newWorld(t)
	fresh := s.good("check")
	for _, want := range []string{"settings: ok\n", "master key: ok (will be made", "database: ok (will be made", "token: ok (@shop_bot)\n", "clock: ok\n", "servex: ok\n", "vpnresellers: ok\n", "smm: ok\n"} {
		if !strings.Contains(fresh, want) {
			t.Errorf("%s lacks %s", fresh, want)
		}
	}
	if strings.Contains(fresh, "xmplus") {
		t.Errorf("%s asks for a panel that has no address", fresh)
	}
	s.environ = append(s.environ, "BOT_PROVIDERS_XMPLUS_BASE_URL="+s.config.Providers.SMM.BaseURL)
	if got := s.good("check"); !strings.Contains(got, "xmplus: ok\n") {
		t.Errorf("%s lacks the panel that has one", got)
	}
	if !missing(s.config.Secrets.MasterKeyFile) || !missing(s.config.Storage.Path) {
		t.Error("check made something")
	}
	app, stop := s.begin()
	until(t, "the bot is ready", func() bool { return app.talking.Load() != nil && app.talking.Load().receiver.Status() == nil })
	if out := s.good("check"); !strings.Contains(out, "database: ok (the bot is running") {
		t.Error(out)
	}
	stop()
	if out := s.good("check"); !strings.Contains(out, "database: ok\n") || !strings.Contains(out, "master key: ok\n") {
		t.Error(out)
	}
}

func TestCheckSaysWhatToDo(t *testing.T) {
	s, _ := newWorld(t)
	_, stop := s.begin()
	stop()
	if err := os.Chmod(s.config.Secrets.MasterKeyFile, 0o644); err != nil {
		t.Fatal(err)
	}
	s.bad("chmod 600", "check")
	if err := os.Chmod(s.config.Secrets.MasterKeyFile, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(s.config.Storage.Path, 100); err != nil {
		t.Fatal(err)
	}
	s.bad("database: WRONG: check database: the database is damaged", "check")

	good := s.environ
	for setting, why := range map[string]string{
		"BOT_TELEGRAM_TOKEN=987654321:" + strings.Repeat("canary", 6): "token: WRONG: the token is unknown to Telegram",
		"BOT_TELEGRAM_API_URL=http://127.0.0.1:1":                     "token: WRONG: cannot reach Telegram at http://127.0.0.1:1",
		"BOT_PROVIDERS_SERVEX_BASE_URL=http://127.0.0.1:1/api":        "servex: WRONG: cannot reach http://127.0.0.1:1/api",
		"BOT_NETWORK_ALLOW_PRIVATE=10.0.0.0/8":                        "put the network into network.allow_private",
		"BOT_LOG_LEVEL=loud":                                          "settings: log.level",
	} {
		s.environ = append(good[:len(good):len(good)], setting)
		s.bad(why, "check")
		if out, _ := s.run("check"); strings.Contains(out, "canary") {
			t.Errorf("shows the token: %s", out)
		}
	}
}

// botAPI answers as Telegram was seen to.
func botAPI(t *testing.T, date time.Time, webhookInfo string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", date.UTC().Format(http.TimeFormat))
		result := `{"id":123456789,"is_bot":true,"first_name":"Shop","username":"shop_bot"}`
		if strings.HasSuffix(r.URL.Path, "/getWebhookInfo") {
			result = webhookInfo
		}
		_, _ = fmt.Fprintf(w, `{"ok":true,"result":%s}`, result)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestCheckClock(t *testing.T) {
	for off, good := range map[time.Duration]bool{0: true, 20 * time.Second: true, -2 * time.Minute: false, 3 * time.Hour: false} {
		c := TelegramConfig{APIURL: botAPI(t, time.Now().Add(off), "")}
		if _, err := newWeb(Config{}).clock(t.Context(), c); (err == nil) != good {
			t.Errorf("%s off: %v", off, err)
		}
	}
}

func TestCheckWebhook(t *testing.T) {
	const url = "https://bot.example.com/telegram"
	lately := time.Now().Add(-time.Minute).Unix()
	for info, want := range map[string]string{
		`{"url":"","has_custom_certificate":false,"pending_update_count":0}`:                                                                "",
		`{"url":"` + url + `","has_custom_certificate":false,"pending_update_count":3}`:                                                     "",
		`{"url":"https://other.example/x","has_custom_certificate":false}`:                                                                  "another address",
		fmt.Sprintf(`{"url":%q,"last_error_date":%d,"last_error_message":"Wrong response from the webhook: 502 Bad Gateway"}`, url, lately): "502 Bad Gateway",
		`{"url":"` + url + `","last_error_date":1600000000,"last_error_message":"Connection refused"}`:                                      "",
	} {
		_, err := newWeb(Config{}).webhook(t.Context(), TelegramConfig{APIURL: botAPI(t, time.Now(), info), WebhookURL: url})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", info, err)
		}
	}
}
