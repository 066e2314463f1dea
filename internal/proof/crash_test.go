package proof

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const testToken = "123456789:AAtesttesttesttesttesttesttesttesttest"

// The size of the proof.
const (
	crashChats = 50
	crashKills = 24
)

var userLine = regexp.MustCompile(`User: (\S+)`)

// Fifty people connect a panel, create a trial and renew it, which also makes
// it a paid client, while the program is killed again and again as by a power
// cut. Nobody's input, message, trial, renewal or conversion may be lost, and
// none of them may happen twice.
func TestNothingIsLostOrDoubledByKills(t *testing.T) {
	t.Parallel() // most of it is waiting
	ctx := within(t, 2*time.Minute)
	telegram, panel, p := world(t)
	var updates, kills atomic.Int64
	errs := make([]error, crashChats)
	walkers := make([]*walker, crashChats)
	names := make([]string, crashChats)
	var wg sync.WaitGroup
	p.start(t)
	for i := range crashChats {
		id := int64(5000 + i)
		key := fmt.Sprintf("sx_%064d", i)
		panel.AddKey(key, true, 1)
		walkers[i] = &walker{telegram: telegram, person: telegram.Person(id, fmt.Sprint("Person ", i), "en"), chat: id, updates: &updates}
		wg.Go(func() { names[i], errs[i] = firstJob(ctx, walkers[i], key, &kills) })
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	killAlong(ctx, p, func() { p.start(t) }, &kills, done)
	<-done
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if t.Failed() {
		t.Fatalf("after %d kills; the program said:\n%s", kills.Load(), tail(p.said()))
	}
	if err := telegram.Wait(ctx, func(sandbox.TelegramState) bool { return telegram.Pending() == 0 }); err != nil {
		t.Errorf("%d updates were never confirmed", telegram.Pending())
	}
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	checkPanel(t, panel, names)
	copies := checkMessages(t, walkers)
	checkStore(t, p)
	if kills.Load() < 20 || updates.Load() < 500 {
		t.Errorf("%d kills and %d updates are too few for a proof", kills.Load(), updates.Load())
	}
	t.Logf("%d updates from %d chats, %d kills: %d trials, renewals and conversions each, all once; %d messages came twice", updates.Load(), crashChats, kills.Load(), crashChats, copies)
}

// world is a Telegram, a panel with one category, and the program between them.
func world(t *testing.T) (*sandbox.Telegram, *sandbox.ServexPanel, *program) {
	t.Helper()
	return worldOf(t, buildBot(t))
}

func worldOf(t *testing.T, bot string) (*sandbox.Telegram, *sandbox.ServexPanel, *program) {
	t.Helper()
	telegram := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true})
	telegramURL, err := telegram.Start()
	if err != nil {
		t.Fatal(err)
	}
	panel := sandbox.NewServex(sandbox.ServexOptions{})
	panelURL, err := panel.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = telegram.Close(); _ = panel.Close() })
	panel.AddCategory("Premium", time.Time{})
	return telegram, panel, newProgram(t, bot, testToken, telegramURL, panelURL)
}

// firstJob is what one person does, and gives the name of the trial.
func firstJob(ctx context.Context, w *walker, key string, kills *atomic.Int64) (name string, err error) {
	w.say("/connect")
	if err := w.tap(ctx, "Servex"); err != nil {
		return "", err
	}
	if _, err := w.see(ctx, "Paste your Servex API key"); err != nil {
		return "", err
	}
	w.say(key)
	if _, err := w.see(ctx, "Connected to"); err != nil {
		return "", err
	}
	w.say("/trial")
	for _, label := range []string{"60 min", "Use ", "1 connection"} {
		if err := w.tap(ctx, label); err != nil {
			return "", err
		}
	}
	card, err := w.see(ctx, "Your trial is ready")
	if err != nil {
		return "", err
	}
	name = userLine.FindStringSubmatch(card.Text)[1]
	w.say("/renew " + name)
	for _, label := range []string{name + " ·", "30 days", "Renew for 30 days"} {
		if err := w.tap(ctx, label); err != nil {
			return "", err
		}
	}
	if _, err := w.see(ctx, name, "renewed for 30 days"); err != nil {
		return "", err
	}
	for page := 0; kills.Load() < crashKills; page++ {
		w.say("/clients " + name)
		if _, err := w.see(ctx, "Search: “"+name+"”"); err != nil {
			return "", err
		}
		if err := w.tap(ctx, "Clear search"); err != nil {
			return "", err
		}
		if _, err := w.see(ctx, "All · page 1"); err != nil {
			return "", err
		}
	}
	return name, nil
}

// killAlong kills the program at random moments, and starts it again, until
// everybody is done. Once it runs it is let live for a quarter of a second at
// least: a message that is on its way at two kills running is given up rather
// than sent a third time, and this proof is about everything else.
func killAlong(ctx context.Context, p *program, start func(), kills *atomic.Int64, done <-chan struct{}) {
	for {
		p.awaitRun(ctx, int(kills.Load())+1)
		life := time.NewTimer(time.Duration(250+rand.IntN(500)) * time.Millisecond)
		select {
		case <-done:
			life.Stop()
			return
		case <-ctx.Done():
			life.Stop()
			return
		case <-life.C:
		}
		if kills.Load() < crashKills {
			_ = p.kill()
			kills.Add(1)
			start()
		}
	}
}

func checkPanel(t *testing.T, panel *sandbox.ServexPanel, names []string) {
	t.Helper()
	clients := panel.Clients()
	if len(clients) != crashChats {
		t.Errorf("the panel has %d clients, not %d", len(clients), crashChats)
	}
	for _, c := range clients {
		if n := panel.Creates(c.Username); n != 1 {
			t.Errorf("%s was created %d times", c.Username, n)
		}
		if n := panel.Renewals(c.ID); n != 1 {
			t.Errorf("%s was renewed %d times", c.Username, n)
		}
		if n := conversions(panel, c.ID); n != 1 || c.Kind != "user" {
			t.Errorf("%s is a %s client after %d conversions", c.Username, c.Kind, n)
		}
	}
	for _, name := range names {
		if panel.Creates(name) != 1 {
			t.Errorf("the card shows %s, which the panel does not have", name)
		}
	}
}

// conversions counts how often a client was made a paid one.
func conversions(panel *sandbox.ServexPanel, id int64) (n int) {
	for _, call := range panel.Calls() {
		if call.Applied && call.Method == http.MethodPut && call.Path == fmt.Sprint("/clients/", id) && strings.Contains(call.Body, `"type":"user"`) {
			n++
		}
	}
	return n
}

// checkMessages counts the copies: what was on its way at a kill may come
// twice, never a third time.
func checkMessages(t *testing.T, walkers []*walker) (copies int) {
	t.Helper()
	for _, w := range walkers {
		seen := map[string]int{}
		for _, m := range w.telegram.Messages(w.chat) {
			if m.FromBot {
				seen[m.Text]++
			}
		}
		for text, n := range seen {
			if n > 1 {
				copies += n - 1
			}
			if n > 2 {
				t.Errorf("chat %d has %d copies of %q", w.chat, n, text)
			}
		}
	}
	return copies
}

// checkStore reads what the program left behind.
func checkStore(t *testing.T, p *program) {
	t.Helper()
	keys, err := secret.OpenKeyring(filepath.Join(p.dir, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	store, err := storage.Open(filepath.Join(p.dir, "bot.db"), keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	err = store.View(t.Context(), func(tx *storage.Tx) error {
		inbox, err := tx.InboxStat()
		if err != nil || inbox.Count != 0 {
			t.Errorf("%d updates are still in the inbox (%v)", inbox.Count, err)
		}
		parked, err := tx.ParkedCount()
		if err != nil || parked != 0 {
			t.Errorf("%d updates were parked (%v)", parked, err)
		}
		dead, err := tx.DeadLetters(10)
		if err != nil || len(dead) != 0 {
			t.Errorf("messages were given up: %v (%v)", dead, err)
		}
		states, err := tx.JournalCount()
		// A trial, its renewal, and the act that makes it a paid client.
		if states[storage.Done] != 3*crashChats || states[storage.Pending]+states[storage.Unknown]+states[storage.Refused] != 0 {
			t.Errorf("the journal has %v", states)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func tail(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-25):], "\n")
}
