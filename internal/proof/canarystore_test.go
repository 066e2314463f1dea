package proof

import (
	"crypto/md5" //nolint:gosec // as the panel wants it
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// noSecretOfAStoreIsSeen: a reseller opens a store, a customer makes an account there with a typed
// password, gets the link of a subscription, buys and pays, on a panel that
// works, breaks and answers nonsense. Nothing that the program prints, serves
// or stores in the clear holds the panel's key, its token, the password, or
// the link; and what was typed does not stay in the chats.
func noSecretOfAStoreIsSeen(t *testing.T, bot string) {
	t.Helper()
	const (
		email    = "canary@mail.example"
		password = "Canary-4444!"
		link     = "https://canary5555.example/link/canary5555"
		code     = "wxp://canary6666canary6666"
	)
	ctx := within(t, time.Minute)
	telegram, p := newShopProgram(t, bot)
	address := freeAddress(t)
	p.env = append(p.env, "BOT_HTTP_LISTEN="+address, "BOT_LOG_LEVEL=debug")
	s := newShop(t, 0, sandbox.XMOptions{})
	s.key = "xm-canary1111111111111111"
	s.panel.AddKey(s.key)
	s.panel.AddGateway(sandbox.XMGateway{Kind: sandbox.XMWallet, Name: gatewayName, Data: code})
	p.start(t)
	must(t, s.open(ctx, telegram, 6000))
	c := newShopper(telegram, 200_000, registering(email, password))
	for path, kind := range map[string]sandbox.XMFaultKind{
		"register": sandbox.XMCutAfter, "account/info": sandbox.XMHTML, "invoice/create": sandbox.XMWarnings, "packages": sandbox.XMTruncated, "invoice/view": sandbox.XM500,
		"invoice/pay": sandbox.XMWarnings, "invoices": sandbox.XMEmptyBody,
	} {
		s.panel.Fail(sandbox.XMFault{Path: path, Kind: kind, Times: 1})
	}
	reach := func(wants func(*sandbox.TelegramMessage) bool) {
		t.Helper()
		if _, err := c.until(ctx, wants); err != nil {
			t.Fatalf("%v\n%s", err, tail(p.said()))
		}
	}
	c.say("/start x" + s.store)
	reach(payable)
	s.panel.PayShown()
	reach(delivered)
	s.panel.SetService(1, func(of *sandbox.XMService) { of.Link = link })
	c.habits = append([]habit{{tap: "Get the link"}, {tap: planName}}, entering(email)...)
	c.say("/account")
	reach(saying(link))
	served := fetch(t, "http://"+address+"/metrics") + fetch(t, "http://"+address+"/readyz")
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	sum := md5.Sum([]byte(s.key)) //nolint:gosec // as the panel wants it
	token := strings.TrimPrefix(s.bearer.Load().(string), "Bearer ")
	secrets := []string{s.key, hex.EncodeToString(sum[:]), token, password, link, code}
	for where, text := range map[string]string{"the log": p.said(), "metrics": served, "the database": everyFile(t, p.dir)} {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s…", where, secret[:12])
			}
		}
	}
	for _, chat := range []int64{6000, 200_000} {
		for _, m := range telegram.Messages(chat) {
			if !m.FromBot && (strings.Contains(m.Text, s.key) || strings.Contains(m.Text, password)) {
				t.Errorf("what was typed was not deleted: %d in %d", m.ID, chat)
			}
			if strings.Contains(m.Text, s.key) || m.FromBot && strings.Contains(m.Text, password) {
				t.Errorf("the chat shows a secret: %q", m.Text)
			}
		}
	}
}
