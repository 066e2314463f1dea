package proof

import (
	"context"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// The size of the soak. The whole of it, as in docs/performance.md, is
// -soak 10m -soak.panels 200 -soak.flips 2000.
var (
	soakFor    = flag.Duration("soak", 26*time.Second, "how long panels flip their clients")
	soakPanels = flag.Int("soak.panels", 20, "how many panels, each with a live connection")
	soakFlips  = flag.Int("soak.flips", 200, "how many flips a second on all panels together")
)

// Of a panel's clients some come and go for long, the others never rest.
const (
	soakSlow  = 3
	soakFast  = 7
	soakDwell = 10 * time.Second // of the slow ones, at least; longer than any blindness and the holds
)

// soakEnv is the default calm, faster: what lasted a second counts.
func soakEnv() []string {
	return []string{
		"BOT_ALERTS_OFFLINE_HOLD=1s", "BOT_ALERTS_ONLINE_HOLD=1s", "BOT_ALERTS_GROUP=500ms", "BOT_ALERTS_CALM=1s",
		"BOT_ALERTS_DEAD=2s", "BOT_ALERTS_RETRY_MOST=500ms",
	}
}

// soakClient is one client: what was really the case with it, each time for
// long enough to count.
type soakClient struct {
	name   string
	online bool
	states []bool // of a slow one, from the first
}

// soakPanel is what one chat watches.
type soakPanel struct {
	chat       int64
	slow, fast []*soakClient
}

var toldLine = regexp.MustCompile(`^(🟢|🔴) (\S+) (?:online|offline)`)

// TestSoak flips the clients of many panels, while connections are dropped,
// freeze and talk nonsense, and the program is killed and restarted. Every
// change that lasted is told exactly once; only a message that was under way at
// a kill, of which nobody knows whether it arrived, may come once more.
func TestSoak(t *testing.T) {
	t.Parallel() // most of it is waiting
	ctx := within(t, *soakFor+5*time.Minute)
	telegram, panel, p := world(t)
	p.env = append(append(p.env, soakEnv()...), "BOT_PROVIDERS_SERVEX_WS_URL="+panel.WSURL())
	p.start(t)
	panels := soakWorld(ctx, t, telegram, panel)
	memory := p.flip(ctx, t, panel, panels)
	rest(ctx, t, telegram, panels)
	lines := 0
	for _, one := range panels {
		lines += one.check(t, telegram, memory.kills)
	}
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	t.Logf("%v, %d panels: %d flips, %d dials, %d changes lasted, %d lines told; memory after a third %d KiB, at the end %d KiB",
		*soakFor, *soakPanels, memory.flips, panel.Dials(), lasted(panels), lines, memory.early, memory.late)
	if *soakFor >= 2*time.Minute && memory.late*4 > memory.early*5 {
		t.Errorf("memory grew from %d to %d KiB", memory.early, memory.late)
	}
}

// soakWorld has every chat connect its panel and switch the alerts on.
func soakWorld(ctx context.Context, t *testing.T, telegram *sandbox.Telegram, panel *sandbox.ServexPanel) []*soakPanel {
	t.Helper()
	panels := make([]*soakPanel, *soakPanels)
	errs := make([]error, *soakPanels)
	var wg sync.WaitGroup
	var updates atomic.Int64
	for i := range panels {
		one := &soakPanel{chat: int64(5000 + i)}
		panels[i] = one
		owner := int64(100_000 + i)
		key := fmt.Sprintf("sx_%064d", i)
		panel.AddKey(key, false, owner)
		for n := range soakSlow + soakFast {
			c := &soakClient{name: fmt.Sprintf("p%03dc%d", i, n), online: n%2 == 0}
			c.states = []bool{c.online}
			if n < soakSlow {
				one.slow = append(one.slow, c)
			} else {
				one.fast = append(one.fast, c)
			}
			panel.AddClient(sandbox.ServexClient{Username: c.name, Password: "abc123", CategoryID: 1, OwnerID: owner, Online: c.online, Expires: time.Now().AddDate(0, 1, 0)})
		}
		w := &walker{telegram: telegram, person: telegram.Person(one.chat, fmt.Sprint("Person ", i), "en"), chat: one.chat, updates: &updates}
		wg.Go(func() { errs[i] = listenIn(ctx, w, key) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, one := range panels {
		for panel.Listening(one.slow[0].name) == 0 {
			pauseFor(ctx, 50*time.Millisecond)
			if ctx.Err() != nil {
				t.Fatalf("nobody listens to %s", one.slow[0].name)
			}
		}
	}
	pauseFor(ctx, 2*time.Second) // the first sight is written down
	return panels
}

func listenIn(ctx context.Context, w *walker, key string) error {
	w.say("/connect")
	if err := w.tap(ctx, "Servex"); err != nil {
		return err
	}
	if _, err := w.see(ctx, "Paste your Servex API key"); err != nil {
		return err
	}
	w.say(key)
	if _, err := w.see(ctx, "Connected to"); err != nil {
		return err
	}
	w.say("/alerts")
	if err := w.tap(ctx, "Turn on"); err != nil {
		return err
	}
	_, err := w.see(ctx, "They are on")
	return err
}

func pauseFor(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

func lasted(panels []*soakPanel) (n int) {
	for _, one := range panels {
		for _, c := range one.slow {
			n += len(c.states) - 1
		}
	}
	return n
}

// told gives the states that a chat was told of a client, in order. What a kill
// made come once more is told once.
func told(telegram *sandbox.Telegram, chat int64, kills []time.Time) map[string][]bool {
	all := map[string][]bool{}
	var before sandbox.TelegramMessage
	for _, m := range telegram.Messages(chat) {
		again := m.FromBot && m.Text == before.Text && killedBetween(kills, before, m)
		before = m
		if again {
			continue
		}
		for _, line := range strings.Split(m.Text, "\n") {
			if found := toldLine.FindStringSubmatch(line); found != nil {
				all[found[2]] = append(all[found[2]], found[1] == "🟢")
			}
		}
	}
	return all
}

// againWithin is how soon after a kill a message that was under way comes again.
const againWithin = 15 * time.Second

// killedBetween tells whether the program was killed at about the time of one
// message, and shortly before the next. Telegram gives whole seconds.
func killedBetween(kills []time.Time, before, m sandbox.TelegramMessage) bool {
	return slices.ContainsFunc(kills, func(at time.Time) bool {
		first, second := time.Unix(before.Date, 0), time.Unix(m.Date, 0)
		return at.Sub(first).Abs() < 3*time.Second && second.Add(time.Second).After(at) && second.Sub(at) < againWithin
	})
}
