package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

type demoCommand struct {
	Listen  string `help:"Where the chat page is served." default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	Data    string `help:"Keep the database in this folder (default: a new one that is removed at the end)." placeholder:"DIR"`
	Verbose bool   `help:"Show the bot's log."`
}

// Run shows the bot on a pretended Telegram with pretended panels, until a
// signal comes.
func (d demoCommand) Run(s *surroundings) (err error) {
	dir := d.Data
	if dir == "" {
		if dir, err = os.MkdirTemp("", "bot-demo-"); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	demo, err := newDemo(dir, demoLog(s, d.Verbose))
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer func() { err = errors.Join(err, demo.Close()) }()
	l, err := listen(s.ctx, "--listen", d.Listen)
	if err != nil {
		return err
	}
	demo.greet(s, l.Addr())
	return demo.run(s.ctx, l)
}

// demoLog shows only what went wrong, unless more is asked for.
func demoLog(s *surroundings, verbose bool) *slog.Logger {
	c := DefaultConfig()
	c.Log.Level = "error"
	if verbose {
		c.Log.Level = "debug"
	}
	return newLog(c, s.errs)
}

// demoBot is what the bot is called there.
const demoBot = "demo_bot"

// demo is a world on loopback with the bot in it.
type demo struct {
	telegram *sandbox.Telegram
	panel    *sandbox.ServexPanel
	smm      *sandbox.SMMPanel
	vpn      *sandbox.VPNPanel
	xm       *sandbox.XMPanel
	wh       *sandbox.WHPanel
	people   cast
	bot      *restartable
	log      *slog.Logger
	admin    string // keys of the pretended panels
	reseller string
	smmKey   string
	vpnKey   string
	xmKey    string
	whKey    string
}

func newDemo(dir string, log *slog.Logger) (_ *demo, err error) {
	token := "123456789:" + strings.Repeat("demo", 9)
	d := &demo{
		telegram: sandbox.NewTelegram(token, sandbox.TelegramOptions{Username: demoBot}),
		panel:    sandbox.NewServex(sandbox.ServexOptions{}),
		smm:      sandbox.NewSMM(sandbox.SMMOptions{RefillAfter: time.Minute}), // nobody plays for a day
		vpn:      sandbox.NewVPN(sandbox.VPNOptions{}),
		log:      log,
		admin:    "sx_" + strings.Repeat("ad0123456789beef", 4),
		reseller: "sx_" + strings.Repeat("5e11e40123456789", 4),
		smmKey:   strings.Repeat("50c1a1f00d123456", 2),
		vpnKey:   strings.Repeat("7ac0ffee90123456", 3),
		xmKey:    strings.Repeat("xm5h0p4e01234567", 2),
		whKey:    "whk_" + strings.Repeat("405717e6b1111234", 2),
	}
	d.xm, d.wh = newDemoXM(d.xmKey), newDemoWH(d.whKey)
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	d.people = newCast(d.telegram)
	d.panel.Seed()
	d.panel.AddKey(d.admin, true, sandbox.ServexDemoOwner)
	d.panel.AddKey(d.reseller, false, d.panel.Resellers()[0].ID)
	d.smm.Seed()
	d.smm.Quirk(sandbox.SMMQuirks{Links: sandbox.SMMLinksOwn})
	d.smm.AddKey(d.smmKey, "250")
	d.vpn.AddKey(d.vpnKey, "50")
	d.vpn.Seed(d.vpnKey)
	c := DefaultConfig()
	c.Telegram.Token = secret.New(token)
	c.HTTP.Listen = ""
	c.Storage.Path = filepath.Join(dir, "bot.db")
	c.Secrets.MasterKeyFile = filepath.Join(dir, "master.key")
	c.Network.AllowPrivate = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if c.Telegram.APIURL, err = d.telegram.Start(); err != nil {
		return nil, err
	}
	if c.Providers.Servex.BaseURL, err = d.panel.Start(); err != nil {
		return nil, err
	}
	c.Providers.Servex.WSURL = d.panel.WSURL()
	d.panel.SeedLive(12 * time.Second)
	if c.Providers.SMM.BaseURL, err = d.smm.Start(); err != nil {
		return nil, err
	}
	d.smm.Live(8 * time.Second)
	if c.Providers.VPNResellers.BaseURL, err = d.vpn.Start(); err != nil {
		return nil, err
	}
	if c.Providers.XMPlus.BaseURL, err = d.xm.Start(); err != nil {
		return nil, err
	}
	d.xm.Live(demoPays)
	if err = d.startWH(&c); err != nil {
		return nil, err
	}
	d.bot = newRestartable(c, log)
	return d, nil
}

func (d *demo) greet(s *surroundings, address net.Addr) {
	s.say("The demo runs. Open this in your browser and send /start:\n\n    http://%s/\n", address)
	s.say("When the bot asks for an API key, paste one of these. They are invented:\n")
	s.say("    admin key     %s", d.admin)
	s.say("    reseller key  %s", d.reseller)
	s.say("    SMM key       %s", d.smmKey)
	s.say("    VPN key       %s", d.vpnKey)
	s.say("    XMPlus key    %s", d.xmKey)
	s.say("                  at %s", d.bot.config.Providers.XMPlus.BaseURL)
	s.say("    hosting key   %s", d.whKey)
	s.say("                  at %s\n", d.bot.config.Providers.WHMDC.BaseURL)
	s.say("Ctrl-C ends it.")
}

// run serves the chat page and runs the bot until ctx ends.
func (d *demo) run(ctx context.Context, l net.Listener) error {
	page := &http.Server{Handler: d.page(), ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute}
	c := newCrew(ctx, d.log)
	c.work("chat page", func(ctx context.Context) error { return serveUntil(ctx, page, l, d.log) })
	c.work("bot", d.bot.run)
	return c.wait()
}

// Close ends the pretended world.
func (d *demo) Close() error {
	return errors.Join(d.telegram.Close(), d.panel.Close(), d.smm.Close(), d.vpn.Close(), d.xm.Close(), d.wh.Close())
}
