package proof

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// A person connects a hosting panel with a wrong key and a right one, turns its
// alerts on and makes another key there, while the panel breaks. Nothing that
// the program prints, serves or stores in the clear holds a key or the secret of
// its webhooks; the chat shows what was made, until that is taken away.
func TestNoSecretOfAHostingPanelIsSeen(t *testing.T) {
	t.Parallel() // most of it is waiting
	const (
		key   = "whk_canary77777777777777777777"
		wrong = "whk_canary88888888888888888888"
	)
	ctx := within(t, time.Minute)
	telegram, _, p := world(t)
	panel := sandbox.NewWH(sandbox.WHOptions{})
	base, err := panel.Start()
	must(t, err)
	t.Cleanup(func() { _ = panel.Close() })
	panel.AddKey(key)
	panel.Seed()
	panel.Quirk(sandbox.WHQuirks{ShowSecrets: true, UnknownFields: true})
	address, hooks := freeAddress(t), freeAddress(t)
	p.env = append(p.env, "BOT_HTTP_LISTEN="+address, "BOT_LOG_LEVEL=debug", "BOT_PROVIDERS_WHMDC_BASE_URL="+base, "BOT_HOOKS_PUBLIC_URL=http://"+hooks, "BOT_HOOKS_LISTEN="+hooks)
	w := &walker{telegram: telegram, person: telegram.Person(77, "Canary", "en"), chat: 77, updates: new(atomic.Int64)}
	p.start(t)
	for _, step := range hostSteps(wrong, key) {
		if step.say != "" {
			w.say(step.say)
		} else if err := w.tap(ctx, step.tap); err != nil {
			t.Fatalf("%v\n%s", err, tail(p.said()))
		}
		if _, err := w.see(ctx, step.see); err != nil {
			t.Fatalf("%v\n%s", err, tail(p.said()))
		}
	}
	keys, webhooks := panel.Rows(sandbox.WHKeys), panel.Rows(sandbox.WHWebhooks)
	if len(keys) != 2 || len(webhooks) != 1 {
		t.Fatalf("%d keys, %d webhooks", len(keys), len(webhooks))
	}
	made, signing := keys[1].Text("key"), webhooks[0].Text("secret")
	if _, err := w.see(ctx, made); err != nil {
		t.Fatal(err)
	}
	panel.Do(1, "suspend")
	must(t, panel.Wait(ctx, func(p *sandbox.WHPanel) bool { return len(p.Sent()) == 1 }))
	if err := w.tap(ctx, "I have it"); err != nil {
		t.Fatal(err)
	}
	must(t, telegram.Wait(ctx, func(sandbox.TelegramState) bool {
		for _, m := range telegram.Messages(77) {
			if strings.Contains(m.Text, made) {
				return false
			}
		}
		return true
	}))
	served := fetch(t, "http://"+address+"/metrics") + fetch(t, "http://"+address+"/readyz")
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	for where, text := range map[string]string{"the log": p.said(), "metrics": served, "the database": everyFile(t, p.dir)} {
		for _, s := range []string{key, wrong, made, signing, "Serv3r-secret", strings.TrimPrefix(webhooks[0].Text("url"), "http://"+hooks)} {
			if strings.Contains(text, s) {
				t.Errorf("%s holds %s…", where, s[:12])
			}
		}
	}
	for _, m := range telegram.Messages(77) {
		for _, s := range []string{key, wrong, made, signing, "Serv3r-secret"} {
			if strings.Contains(m.Text, s) {
				t.Errorf("the chat shows %s…: %q", s[:12], m.Text)
			}
		}
	}
	if panel.Sent()[0].Status != 200 {
		t.Errorf("the webhook was refused: %d", panel.Sent()[0].Status)
	}
}

// hostStep is something said or tapped, and what is to be seen then.
type hostStep struct{ say, tap, see string }

func hostSteps(wrong, key string) []hostStep {
	return []hostStep{
		{say: "/connect", see: "Which panel"},
		{tap: "WHMDC", see: "Where is your hosting panel"},
		{tap: "Use ", see: "Paste the API key"},
		{say: wrong, see: "refuses this key"},
		{say: key, see: "This key opens"},
		{say: "/alerts", see: "They are off"},
		{tap: "Turn on", see: "The panel tells me at once"},
		{say: "/billing", see: "Type a name"},
		{tap: "Servers", see: "2 in all"},
		{tap: "Frankfurt", see: "s1.host.example"},
		{say: "/billing", see: "Type a name"},
		{tap: "API keys", see: "in all"},
		{tap: "Create API key", see: "name"},
		{say: "Second", see: "What may the key do"},
		{say: "clients.read", see: "What may the key do"},
		{tap: "Continue", see: "From which IP"},
		{tap: "Skip", see: "Until when"},
		{tap: "Skip", see: "Create this API key"},
		{tap: "Create", see: "only now"},
	}
}
