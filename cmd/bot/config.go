package main

import (
	"net/netip"
	"time"

	"resellerbot/internal/secret"
)

// Config is everything that can be set. Each leaf has a key in the TOML file
// (its path) and an environment variable (BOT_ and the path in capitals, dots
// as underscores), which wins. The tag "example" is shown with every error.
type Config struct {
	Telegram  TelegramConfig  `toml:"telegram"`
	Access    AccessConfig    `toml:"access"`
	Storage   StorageConfig   `toml:"storage"`
	Secrets   SecretsConfig   `toml:"secrets"`
	HTTP      HTTPConfig      `toml:"http"`
	Network   NetworkConfig   `toml:"network"`
	Providers ProvidersConfig `toml:"providers"`
	Alerts    AlertsConfig    `toml:"alerts"`
	Hooks     HooksConfig     `toml:"hooks"`
	Log       LogConfig       `toml:"log"`
}

// TelegramConfig says which bot this is and how updates reach it.
type TelegramConfig struct {
	Token         secret.String `toml:"token" example:"\"123456789:AAF-the-token-from-BotFather\""`
	APIURL        string        `toml:"api_url" example:"\"https://api.telegram.org\""`
	Mode          string        `toml:"mode" example:"\"polling\""`
	WebhookURL    string        `toml:"webhook_url" example:"\"https://bot.example.com/telegram\""`
	WebhookListen string        `toml:"webhook_listen" example:"\"127.0.0.1:8443\""`
	WebhookSecret secret.String `toml:"webhook_secret" example:"\"a-long-random-word\""`
}

// AccessConfig says who may use the bot, by Telegram ids.
type AccessConfig struct {
	Admins []int64 `toml:"admins" example:"[123456789]"`
	Mode   string  `toml:"mode" example:"\"open\""`
	Allow  []int64 `toml:"allow" example:"[123456789, 987654321]"`
}

// StorageConfig says where the database is.
type StorageConfig struct {
	Path string `toml:"path" example:"\"data/bot.db\""`
}

// SecretsConfig says where the master key is.
type SecretsConfig struct {
	MasterKeyFile string `toml:"master_key_file" example:"\"data/master.key\""`
}

// HTTPConfig says where health and metrics are served; empty means nowhere.
type HTTPConfig struct {
	Listen string `toml:"listen" example:"\"127.0.0.1:9090\""`
}

// NetworkConfig says which private networks panels may be in.
type NetworkConfig struct {
	AllowPrivate []netip.Prefix `toml:"allow_private" example:"[\"10.0.0.0/8\"]"`
}

// ProvidersConfig holds the addresses of the providers that have one for
// everybody.
type ProvidersConfig struct {
	Servex       ServexConfig  `toml:"servex"`
	VPNResellers AddressConfig `toml:"vpnresellers"`
	SMM          AddressConfig `toml:"smm"`
	XMPlus       AddressConfig `toml:"xmplus"` // empty: everybody types the address of the own panel
	WHMDC        AddressConfig `toml:"whmdc"`  // the same
}

// ServexConfig is where Servex answers.
type ServexConfig struct {
	BaseURL string `toml:"base_url" example:"\"https://servex.ws/api\""`
	WSURL   string `toml:"ws_url" example:"\"wss://front.servex.ws\""`
}

// AddressConfig is where a provider answers.
type AddressConfig struct {
	BaseURL string `toml:"base_url" example:"\"https://panel.example.com/api\""`
}

// AlertsConfig says how calm live alerts are.
type AlertsConfig struct {
	OfflineHold time.Duration `toml:"offline_hold" example:"\"30s\""`
	OnlineHold  time.Duration `toml:"online_hold" example:"\"5s\""`
	Group       time.Duration `toml:"group" example:"\"10s\""`
	Calm        time.Duration `toml:"calm" example:"\"1m\""`
	Dead        time.Duration `toml:"dead" example:"\"45s\""`
	RetryMost   time.Duration `toml:"retry_most" example:"\"30s\""`
}

// HooksConfig says where hosting panels tell what happened.
type HooksConfig struct {
	PublicURL string `toml:"public_url" example:"\"https://bot.example.com\""` // empty: nowhere, the panels are asked
	Listen    string `toml:"listen" example:"\"127.0.0.1:8444\""`
}

// LogConfig says what is logged and how.
type LogConfig struct {
	Level  string `toml:"level" example:"\"info\""`
	Format string `toml:"format" example:"\"text\""`
}

// DefaultConfig suits one machine: everything but the token has a value.
func DefaultConfig() Config {
	return Config{
		Telegram: TelegramConfig{
			APIURL:        "https://api.telegram.org",
			Mode:          "polling",
			WebhookListen: "127.0.0.1:8443",
		},
		Access:  AccessConfig{Mode: "open"},
		Storage: StorageConfig{Path: "data/bot.db"},
		Secrets: SecretsConfig{MasterKeyFile: "data/master.key"},
		HTTP:    HTTPConfig{Listen: "127.0.0.1:9090"},
		Providers: ProvidersConfig{
			Servex:       ServexConfig{BaseURL: "https://servex.ws/api", WSURL: "wss://front.servex.ws"},
			VPNResellers: AddressConfig{BaseURL: "https://api.vpnresellers.com/v4_1"},
			SMM:          AddressConfig{BaseURL: "https://servsmm.com/api/v2"},
		},
		Alerts: AlertsConfig{
			OfflineHold: 30 * time.Second, OnlineHold: 5 * time.Second, Group: 10 * time.Second, Calm: time.Minute,
			Dead: 45 * time.Second, RetryMost: 30 * time.Second,
		},
		Hooks: HooksConfig{Listen: "127.0.0.1:8444"},
		Log:   LogConfig{Level: "info", Format: "text"},
	}
}
