package proof

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// accident is what happens at one call to the panel.
type accident struct {
	name  string
	fault sandbox.ServexFaultKind
	kill  bool
}

func accidents() []accident {
	return []accident{
		{name: "killed", kill: true},
		{name: "cut before", fault: sandbox.ServexCutBefore},
		{name: "cut after", fault: sandbox.ServexCutAfter},
	}
}

// At every call to the panel that a trial and its renewal make, the program is
// killed, or the connection is cut before or after the effect. Each time there
// is one client, one renewal, and a final message that is true.
func TestEveryPanelCallMayFail(t *testing.T) {
	t.Parallel() // most of it is waiting
	bot := buildBot(t)
	calls := countCalls(t, bot)
	if calls < 8 {
		t.Fatalf("a trial and a renewal make %d calls, which is too few to be true", calls)
	}
	t.Logf("%d calls, %d accidents at each", calls, len(accidents()))
	// Most of the time is spent in waiting, so more may run at once than there
	// are processors.
	slots := make(chan struct{}, pointsAtOnce)
	var wg sync.WaitGroup
	for n := 1; n <= calls; n++ {
		for _, a := range accidents() {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				t.Run(fmt.Sprintf("call %d %s", n, a.name), func(t *testing.T) { suffer(t, bot, n, a) })
			})
		}
	}
	wg.Wait()
}

// pointsAtOnce is how many worlds there are at once.
const pointsAtOnce = 12

// point is a world in which one person does the first job.
type point struct {
	telegram *sandbox.Telegram
	panel    *sandbox.ServexPanel
	p        *program
	w        *walker
}

func newPoint(t *testing.T, bot string) *point {
	t.Helper()
	telegram, panel, p := worldOf(t, bot)
	var updates atomic.Int64
	x := &point{telegram: telegram, panel: panel, p: p}
	x.w = &walker{telegram: telegram, person: telegram.Person(77, "Person", "en"), chat: 77, updates: &updates}
	panel.AddKey("sx_0123456789abcdef0123456789abcdef", true, 1)
	p.start(t)
	return x
}

func countCalls(t *testing.T, bot string) int {
	t.Helper()
	ctx := within(t, time.Minute)
	x := newPoint(t, bot)
	before := x.connect(ctx, t)
	if _, err := x.job(ctx); err != nil {
		t.Fatalf("%v\n%s", err, tail(x.p.said()))
	}
	return len(x.panel.Calls()) - before
}

func (x *point) connect(ctx context.Context, t *testing.T) (calls int) {
	t.Helper()
	x.w.say("/connect")
	if err := x.w.tap(ctx, "Servex"); err != nil {
		t.Fatal(err)
	}
	x.w.say("sx_0123456789abcdef0123456789abcdef")
	if _, err := x.w.see(ctx, "Connected to"); err != nil {
		t.Fatal(err)
	}
	return len(x.panel.Calls())
}

// job creates a trial and renews it, as patiently as a person: a screen that
// offers to try again is tried again.
func (x *point) job(ctx context.Context) (name string, err error) {
	x.w.say("/trial")
	for _, label := range []string{"60 min", "Use ", "1 connection"} {
		if err := x.w.tapOrRetry(ctx, label); err != nil {
			return "", err
		}
	}
	card, err := x.w.see(ctx, "Your trial is ready")
	if err != nil {
		return "", err
	}
	name = userLine.FindStringSubmatch(card.Text)[1]
	x.w.say("/renew " + name)
	for _, label := range []string{name + " ·", "30 days", "Renew for 30 days"} {
		if err := x.w.tapOrRetry(ctx, label); err != nil {
			return "", err
		}
	}
	_, err = x.w.see(ctx, name, "renewed for 30 days")
	return name, err
}

func suffer(t *testing.T, bot string, n int, a accident) {
	ctx := within(t, 100*time.Second)
	x := newPoint(t, bot)
	before := x.connect(ctx, t)
	over := make(chan struct{})
	go func() {
		defer close(over)
		at := before + n
		if !a.kill {
			at-- // the fault must be there when the call comes
		}
		if x.panel.Wait(ctx, func(p *sandbox.ServexPanel) bool { return len(p.Calls()) >= at }) != nil {
			return
		}
		if a.kill {
			_ = x.p.kill()
			x.p.start(t)
			return
		}
		x.panel.Fail(sandbox.ServexFault{Kind: a.fault, Times: 1})
	}()
	name, err := x.job(ctx)
	if err != nil {
		t.Fatalf("%v\n%s", err, tail(x.p.said()))
	}
	<-over
	clients := x.panel.Clients()
	if len(clients) != 1 || x.panel.Creates(name) != 1 || x.panel.Renewals(clients[0].ID) != 1 {
		t.Errorf("%d clients, %s created %d times, renewed %d times", len(clients), name, x.panel.Creates(name), x.panel.Renewals(clients[0].ID))
	}
}
