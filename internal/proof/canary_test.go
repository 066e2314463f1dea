package proof

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// A person connects with a good key and with a revoked one, on a panel that
// works, breaks and answers nonsense; nothing that the program prints, serves,
// stores in the clear or says in the chat holds a secret.
func TestNoSecretIsSeen(t *testing.T) {
	t.Parallel() // most of it is waiting
	const (
		key      = "sx_canary1111111111111111111111111111111111111111111111111111111111"
		revoked  = "sx_canary2222222222222222222222222222222222222222222222222222222222"
		password = "Canary3333"
	)
	ctx := within(t, time.Minute)
	telegram, panel, p := world(t)
	panel.AddKey(key, true, 1)
	address := freeAddress(t)
	p.env = append(p.env, "BOT_HTTP_LISTEN="+address, "BOT_LOG_LEVEL=debug")
	var updates atomic.Int64
	w := &walker{telegram: telegram, person: telegram.Person(77, "Canary", "en"), chat: 77, updates: &updates}
	p.start(t)

	say := func(text, expect string) {
		t.Helper()
		w.say(text)
		if _, err := w.see(ctx, expect); err != nil {
			t.Fatalf("%v\n%s", err, tail(p.said()))
		}
	}
	tap := func(label string) {
		t.Helper()
		if err := w.tap(ctx, label); err != nil {
			t.Fatalf("%v\n%s", err, tail(p.said()))
		}
	}
	say("/connect", "Which panel")
	tap("Servex")
	say(revoked, "refuses this key")
	panel.Fail(sandbox.ServexFault{Kind: sandbox.ServexHTML, Times: 20})
	say(key, "web page")
	panel.Heal()
	say(key, "Connected to")
	say("/new", "For how many days")
	tap("30 days")
	say("canary", "How many connections")
	tap("1 connection")
	say(password, "A note for yourself")
	panel.Fail(sandbox.ServexFault{Method: http.MethodPost, Kind: sandbox.ServexCutAfter, Times: 1})
	tap("Skip")
	tap("Create client")
	if _, err := w.see(ctx, "Your access is ready", password); err != nil {
		t.Fatalf("%v\n%s", err, tail(p.said()))
	}
	served := fetch(t, "http://"+address+"/metrics") + fetch(t, "http://"+address+"/readyz")
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}

	secrets := []string{key, revoked, strings.TrimPrefix(testToken, "123456789:")}
	hidden := map[string]string{"the log": p.said(), "metrics": served, "the database": everyFile(t, p.dir)}
	for where, text := range hidden {
		for _, s := range append(secrets, password) {
			if strings.Contains(text, s) {
				t.Errorf("%s holds %s…", where, s[:12])
			}
		}
	}
	for _, m := range telegram.Messages(77) {
		for _, s := range secrets {
			if strings.Contains(m.Text, s) {
				t.Errorf("the chat still shows %s…: %q", s[:12], m.Text)
			}
		}
		if !m.FromBot && strings.Contains(m.Text, password) {
			t.Errorf("the typed password was not deleted")
		}
	}
	if len(p.said()) == 0 || len(served) == 0 {
		t.Error("nothing was looked at")
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// everyFile reads what the program left in its folder.
func everyFile(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || !info.Mode().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
