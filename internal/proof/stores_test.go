package proof

import (
	"context"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"

	"resellerbot/internal/sandbox"
)

// What customers of a store are told is true, whatever happens, and what is
// secret stays so. Most of each proof is waiting, so they run at once.
func TestStores(t *testing.T) {
	t.Parallel()
	bot := buildBot(t)
	var all sync.WaitGroup
	for name, proof := range map[string]func(*testing.T, string){
		"every call may fail": everyCallMayFail, "codes": codesSayWhatThePanelSaid, "no secret is seen": noSecretOfAStoreIsSeen,
	} {
		all.Go(func() { t.Run(name, func(t *testing.T) { proof(t, bot) }) })
	}
	all.Wait()
}

const (
	memberPassword = "Secret-2026!"
	planName       = "Starter"
	topUpName      = "Fifty"
)

// shop is a reseller's XMPlus panel and the store that is open before it.
type shop struct {
	panel   *sandbox.XMPanel
	address string // https, with a certificate that the program trusts
	key     string
	boss    *shopper
	store   string       // as its link names it
	bearer  atomic.Value // string: what the program showed the panel last
}

// newShop makes a panel that sells one plan, and traffic for it.
func newShop(t *testing.T, n int, opt sandbox.XMOptions) *shop {
	t.Helper()
	opt.Salt = fmt.Sprint("shop ", n)
	s := &shop{panel: sandbox.NewXM(opt), key: fmt.Sprintf("xm-key-%02d-0123456789abcdef", n)}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token := r.Header.Get("Authorization"); token != "" {
			s.bearer.Store(token)
		}
		s.panel.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { _ = s.panel.Close(); server.Close() })
	s.address = server.URL
	s.panel.AddKey(s.key)
	s.panel.AddPlan(sandbox.XMPlan{ID: 1, Name: planName, Traffic: 100, Devices: 2, Prices: map[string]string{"month": "10", "quater": "27"}})
	s.panel.AddPlan(sandbox.XMPlan{ID: 5, Name: topUpName, Traffic: 50, TopUp: true, Prices: map[string]string{"topup_traffic": "5"}})
	return s
}

// trust has the program trust the panels of newShop: they all show the same
// certificate.
func (p *program) trust(t testing.TB) {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	file := filepath.Join(p.dir, "panels.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	p.env = append(p.env, "SSL_CERT_FILE="+file)
}

// newShopProgram is a Telegram and the program, with no panel yet.
func newShopProgram(t *testing.T, bot string) (*sandbox.Telegram, *program) {
	t.Helper()
	telegram := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true})
	url, err := telegram.Start()
	must(t, err)
	t.Cleanup(func() { _ = telegram.Close() })
	p := newProgram(t, bot, testToken, url, "http://127.0.0.1:9/api")
	p.trust(t)
	return telegram, p
}

var storeOfLink = regexp.MustCompile(`start=x([A-Za-z0-9_-]+)`)

// open connects the panel in a reseller's chat, and finds the store's link.
func (s *shop) open(ctx context.Context, telegram *sandbox.Telegram, chat int64) error {
	s.boss = newShopper(telegram, chat, []habit{
		{tap: "XMPlus"},
		{words: "Where is your XMPlus panel", say: s.address},
		{words: "Paste the client API key", say: s.key},
		{words: "Connected to", tap: "See your store"},
	})
	s.boss.say("/connect")
	card, err := s.boss.until(ctx, saying("start=x"))
	if err != nil {
		return err
	}
	s.store = storeOfLink.FindStringSubmatch(card.Text)[1]
	return nil
}

func newShopper(telegram *sandbox.Telegram, chat int64, habits []habit) *shopper {
	return &shopper{
		walker: &walker{telegram: telegram, person: telegram.Person(chat, "Somebody", "en"), chat: chat, updates: new(atomic.Int64)},
		habits: habits, answered: map[string]bool{},
	}
}
