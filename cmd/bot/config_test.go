package main

import (
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const testToken = "123456789:AAHcanarycanarycanarycanarycanary01"

// load writes a file and loads it.
func load(t *testing.T, text string, environ ...string) (Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return LoadConfig(path, environ)
}

func TestConfigFileAndEnvironment(t *testing.T) {
	c, err := load(t, `
[telegram]
token = "`+testToken+`"
[access]
mode = "allowlist"
allow = [1, 2]
[network]
allow_private = ["10.1.2.3/8", "192.168.1.5"]
[providers.servex]
base_url = "https://panel.example/api"
`, "BOT_ACCESS_ADMINS=7, 8", "BOT_ACCESS_ALLOW=", "BOT_PROVIDERS_SERVEX_BASE_URL=https://other.example/api", "HOME=/nowhere", "BOT_PROXY_FOR_SOMEBODY_ELSE=1")
	if err != nil {
		t.Fatal(err)
	}
	want := DefaultConfig()
	want.Telegram.Token = c.Telegram.Token
	want.Access = AccessConfig{Mode: "allowlist", Admins: []int64{7, 8}, Allow: []int64{}}
	want.Network.AllowPrivate = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.168.1.5/32")}
	want.Providers.Servex.BaseURL = "https://other.example/api"
	if c.Telegram.Token.Reveal() != testToken {
		t.Error("the token is not the file's")
	}
	if diff := cmp.Diff(want, c, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }), cmp.Comparer(sameSecret)); diff != "" {
		t.Error(diff)
	}
}

func TestEverySettingHasAVariable(t *testing.T) {
	values := map[string]string{
		"telegram.token": testToken, "telegram.mode": "webhook", "telegram.webhook_url": "https://a.example/x", "telegram.webhook_secret": "w0rd",
		"telegram.api_url": "http://127.0.0.1:1", "telegram.webhook_listen": ":8443", "http.listen": "", "hooks.listen": ":8444",
		"access.admins": "5", "access.mode": "allowlist", "access.allow": "6", "network.allow_private": "10.0.0.0/8",
		"providers.servex.ws_url": "wss://a.example", "log.level": "debug", "log.format": "json",
	}
	var environ []string
	all := DefaultConfig()
	for _, s := range settings(&all) {
		value, special := values[s.key]
		if !special {
			value = "https://" + s.key + ".example"
		}
		if s.value.Type() == reflect.TypeFor[time.Duration]() {
			value = "17s"
		}
		environ = append(environ, s.env()+"="+value)
	}
	c, err := load(t, "", environ...)
	if err != nil {
		t.Fatal(err)
	}
	defaults := DefaultConfig()
	after := settings(&c)
	for i, s := range settings(&defaults) {
		if cmp.Equal(s.value.Interface(), after[i].value.Interface(), cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }), cmp.Comparer(sameSecret)) {
			t.Errorf("%s does not set %s", s.env(), s.key)
		}
	}
}

func TestConfigRefuses(t *testing.T) {
	const token = "[telegram]\ntoken = \"" + testToken + "\"\n"
	for name, test := range map[string]struct {
		text    string
		environ []string
		want    []string // all of them
	}{
		"no token":           {"", nil, []string{"telegram.token: is missing", "@BotFather", `example: telegram.token = "123456789:AA`, "BOT_TELEGRAM_TOKEN"}},
		"bad token":          {"[telegram]\ntoken = \"hello-canary\"", nil, []string{"telegram.token: is not a bot token"}},
		"token unquoted":     {"\n[telegram]\ntoken = " + testToken, nil, []string{"config.toml:3: telegram.token: cannot be read", "quotes"}},
		"syntax":             {token + "[log\nlevel=1", nil, []string{"config.toml:4: "}},
		"misspelt key":       {token + "\n[access]\nadmin = [1]", nil, []string{"config.toml:5: access.admin is no setting; did you mean access.admins?"}},
		"misspelt section":   {token + "[acces]\nadmins = [1]", nil, []string{"config.toml:4: acces.admins is no setting; did you mean access.admins?"}},
		"unknown, inline":    {token + "x = {y = 1}", nil, []string{"config.toml:3: telegram.x"}},
		"dotted":             {"log.levle = \"info\"\n" + token, nil, []string{"config.toml:1: log.levle is no setting; did you mean log.level?"}},
		"twice":              {token + token, nil, []string{"config.toml:3: "}},
		"wrong type":         {token + "[access]\nadmins = \"bob\"", nil, []string{`config.toml:4: access.admins: "bob" where a list is expected`, "example: access.admins = [123456789]"}},
		"wrong item":         {token + "[access]\nadmins = [1, \"bob\"]", nil, []string{`config.toml:4: access.admins: "bob" is not a Telegram id`}},
		"group id":           {token + "[access]\nadmins = [-100]", nil, []string{"access.admins: -100 is not the id of a person"}},
		"number for text":    {token + "[storage]\npath = 5", nil, []string{`config.toml:4: storage.path: "5" where text in quotes`}},
		"number for token":   {"telegram.token = 5", nil, []string{"config.toml:1: telegram.token: text in quotes"}},
		"mode":               {token + "mode = \"push\"", nil, []string{`telegram.mode: "push" is not one of polling, webhook`}},
		"webhook":            {token + "mode = \"webhook\"", nil, []string{"telegram.webhook_url: is empty", "telegram.webhook_secret: must be 1 to 256"}},
		"nobody":             {token + "[access]\nmode = \"allowlist\"", nil, []string{"access.allow: is empty"}},
		"network":            {token + "[network]\nallow_private = [\"0.0.0.0/0\"]", nil, []string{"network.allow_private:", "every network"}},
		"no network":         {token + "[network]\nallow_private = [\"lan\"]", nil, []string{`config.toml:4: network.allow_private: "lan" is neither an address nor a network`}},
		"address":            {token + "[providers.servex]\nbase_url = \"servex.ws\"", nil, []string{"providers.servex.base_url: is not an address that begins with https://"}},
		"address with login": {token + "[providers.smm]\nbase_url = \"https://u:canary@a.example\"", nil, []string{"providers.smm.base_url: must not carry"}},
		"panel address":      {token + "[providers.xmplus]\nbase_url = \"panel.example\"", nil, []string{"providers.xmplus.base_url: is not an address that begins with https://"}},
		"hooks, open":        {token + "[hooks]\npublic_url = \"http://bot.example\"", nil, []string{"hooks.public_url: must begin with https://"}},
		"hooks, no address":  {token + "[hooks]\npublic_url = \"bot.example\"", nil, []string{"hooks.public_url: is not an address that begins with https://"}},
		"hooks, taken port":  {token + "[hooks]\npublic_url = \"https://bot.example\"\nlisten = \"127.0.0.1:9090\"", nil, []string{"hooks.listen: is in use"}},
		"listen":             {token + "[http]\nlisten = \"9090\"", nil, []string{`http.listen: "9090" is not host:port`}},
		"level":              {token + "[log]\nlevel = \"loud\"", nil, []string{"log.level:", "debug, info, warn, error"}},
		"variable":           {token, []string{"BOT_ACCESS_ADMINS=1,bob"}, []string{`BOT_ACCESS_ADMINS: access.admins: "bob"`}},
		"misspelt variable":  {token, []string{"BOT_TELEGRAM_TOKN=x"}, []string{"BOT_TELEGRAM_TOKN is no setting; did you mean BOT_TELEGRAM_TOKEN?"}},
		"all at once":        {"[log]\nlevel = \"loud\"", nil, []string{"telegram.token", "log.level"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := load(t, test.text, test.environ...)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got\n%v\nwhich does not say\n%s", err, want)
				}
			}
			if strings.Contains(err.Error(), "canary") {
				t.Errorf("shows a secret: %v", err)
			}
		})
	}
}

func TestConfigFileThatWasNamedMustBeThere(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := LoadConfig("config.toml", nil); err == nil {
		t.Error("a named file that is missing was passed over")
	}
	c, err := LoadConfig("", []string{"BOT_TELEGRAM_TOKEN=" + testToken})
	if err != nil || c.Telegram.Token.IsZero() {
		t.Errorf("the environment alone must do: %v", err)
	}
}

func TestDoubleDashes(t *testing.T) {
	for given, want := range map[string]string{
		"-config a.toml":           "--config a.toml",
		"--config a.toml":          "--config a.toml",
		"demo -listen=127.0.0.1:0": "demo --listen=127.0.0.1:0",
		"-h":                       "-h",
		"restore -- -config":       "restore -- -config",
		"backup - -5":              "backup - -5",
	} {
		if got := strings.Join(doubleDashes(strings.Fields(given)), " "); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}
