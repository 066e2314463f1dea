package proof

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

const (
	orderKey  = "5a7f0123456789abcdef0123456789ab"
	orderLink = "https://example.com/ana"
)

// At every call to the panel that an order makes, the program is killed, or the
// connection is cut before or after the effect. The person looks at the panel
// when the bot says that it cannot know, and says what is there. Each time
// there is one order, it is told under its number, and the bot never sent it
// twice by itself.
func TestEveryOrderCallMayFail(t *testing.T) {
	t.Parallel() // most of it is waiting
	bot := buildBot(t)
	x := newCounter(t, bot)
	ctx := within(t, time.Minute)
	before := x.connect(ctx, t)
	if _, err := x.buy(ctx); err != nil {
		t.Fatalf("%v\n%s", err, tail(x.p.said()))
	}
	calls := x.calls() - before
	if calls < 3 {
		t.Fatalf("an order makes %d calls, which is too few to be true", calls)
	}
	t.Logf("%d calls, %d accidents at each", calls, len(orderAccidents()))
	slots := make(chan struct{}, pointsAtOnce)
	var wg sync.WaitGroup
	var held atomic.Int64
	for n := 1; n <= calls; n++ {
		for _, a := range orderAccidents() {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				t.Run(fmt.Sprintf("call %d %s", n, a.name), func(t *testing.T) {
					if sufferOrder(t, bot, n, a) {
						held.Add(1)
					}
				})
			})
		}
	}
	wg.Wait()
	t.Logf("%d of %d orders were held until the person decided", held.Load(), calls*len(orderAccidents()))
	if held.Load() < 3 { // the call that orders, however it fails
		t.Errorf("only %d orders were held", held.Load())
	}
}

type orderAccident struct {
	name  string
	fault sandbox.SMMFaultKind // none: killed
}

func orderAccidents() []orderAccident {
	return []orderAccident{
		{name: "killed"},
		{"cut before", sandbox.SMMCutBefore},
		{"cut after", sandbox.SMMCutAfter},
		{"page instead of an answer", sandbox.SMMHTMLAfter},
	}
}

func sufferOrder(t *testing.T, bot string, n int, a orderAccident) (held bool) {
	ctx := within(t, 100*time.Second)
	x := newCounter(t, bot)
	before := x.connect(ctx, t)
	over := make(chan struct{})
	go func() {
		defer close(over)
		if a.fault != "" {
			x.panel.Fail(sandbox.SMMFault{Kind: a.fault, Skip: n - 1, Times: 1})
			return
		}
		if x.panel.Wait(ctx, func(*sandbox.SMMPanel) bool { return x.calls() >= before+n }) == nil {
			_ = x.p.kill()
			x.p.start(t)
		}
	}()
	held, err := x.buy(ctx)
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, x.w.screens(3), tail(x.p.said()))
	}
	<-over
	sent, orders := x.panel.Count("add").Asked, x.panel.Added(orderKey)
	if most := 1 + map[bool]int{true: 1}[held]; orders != 1 || sent > most {
		t.Errorf("%d orders, sent %d times, held: %v", orders, sent, held)
	}
	return held
}

// counter is a world in which one person orders at an SMM panel.
type counter struct {
	panel *sandbox.SMMPanel
	p     *program
	w     *walker
}

func newCounter(t *testing.T, bot string) *counter {
	t.Helper()
	telegram, _, p := worldOf(t, bot)
	panel := sandbox.NewSMM(sandbox.SMMOptions{})
	url, err := panel.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = panel.Close() })
	panel.AddKey(orderKey, "100")
	panel.AddService(sandbox.SMMService{ID: 1, Name: "Followers", Type: "Default", Category: "Net", Rate: "2.00", Min: 10, Max: 10_000, Refill: true, Cancel: true})
	p.env = append(p.env, "BOT_PROVIDERS_SMM_BASE_URL="+url)
	x := &counter{panel: panel, p: p}
	x.w = &walker{telegram: telegram, person: telegram.Person(77, "Person", "en"), chat: 77, updates: new(atomic.Int64)}
	p.start(t)
	return x
}

func (x *counter) calls() (n int) {
	for _, c := range x.panel.Counts() {
		n += c.Asked
	}
	return n
}

func (x *counter) connect(ctx context.Context, t *testing.T) (calls int) {
	t.Helper()
	x.w.say("/connect")
	for _, label := range []string{"SMM panel", "Use servsmm.com"} {
		if err := x.w.tap(ctx, label); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := x.w.see(ctx, "Paste your API key"); err != nil {
		t.Fatal(err)
	}
	x.w.say(orderKey)
	if _, err := x.w.see(ctx, "Connected to"); err != nil {
		t.Fatal(err)
	}
	return x.calls()
}

var placedNumber = regexp.MustCompile(`Order (\d+) is placed`)

// buy orders 1,000 followers, as patiently as a person who answers whatever is
// on the screen, and tells whether the bot had to ask what became of it.
func (x *counter) buy(ctx context.Context) (held bool, err error) {
	x.w.say("/order 1")
	answered := ""
	for {
		m, err := x.next(ctx, answered)
		if err != nil {
			return held, err
		}
		answered = fmt.Sprint(m.ID, ".", m.Edits)
		if placed := placedNumber.FindStringSubmatch(m.Text); placed != nil {
			return held, x.is(placed[1])
		}
		if buttonOf(m, "It went through") != "" {
			held = true
			if err := x.decide(ctx); err != nil {
				return held, err
			}
			continue
		}
		x.w.updates.Add(1)
		if label := wayOn(m); label != "" {
			x.w.person.Tap(m, label)
		} else {
			x.w.person.Say(orderLink)
		}
	}
}

// wayOn is the button that leads on, "" where the link is asked for.
func wayOn(m *sandbox.TelegramMessage) string {
	for _, label := range []string{"1,000", "Place the order", "Try again"} {
		if exact := buttonOf(m, label); exact != "" {
			return exact
		}
	}
	return ""
}

// next waits for a screen that was not answered yet. One that does not change
// for long is answered once more.
func (x *counter) next(ctx context.Context, answered string) (*sandbox.TelegramMessage, error) {
	asks := func() *sandbox.TelegramMessage {
		all := x.w.telegram.Messages(x.w.chat)
		for i := len(all) - 1; i >= 0; i-- {
			if m := &all[i]; m.FromBot {
				if wayOn(m) != "" || buttonOf(m, "It went through") != "" || placedNumber.MatchString(m.Text) || strings.Contains(m.Text, "Paste the link") {
					return m
				}
				return nil
			}
		}
		return nil
	}
	patience, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	_ = x.w.telegram.Wait(patience, func(sandbox.TelegramState) bool {
		m := asks()
		return m != nil && fmt.Sprint(m.ID, ".", m.Edits) != answered
	})
	for ctx.Err() == nil {
		if m := asks(); m != nil {
			return m, nil
		}
		_ = x.w.telegram.Wait(ctx, func(sandbox.TelegramState) bool { return asks() != nil })
	}
	return nil, fmt.Errorf("see what became of the order: %w", ctx.Err())
}

// is compares a number that was told with the panel's only order.
func (x *counter) is(number string) error {
	orders := x.panel.Orders()
	if len(orders) != 1 || strconv.Itoa(orders[0].ID) != number || orders[0].Link != orderLink {
		return fmt.Errorf("told № %s, the panel has %d orders", number, len(orders))
	}
	return nil
}

// decide says what the panel shows.
func (x *counter) decide(ctx context.Context) error {
	orders := x.panel.Orders()
	if len(orders) == 0 {
		for _, label := range []string{"It did not", "Yes, it is not there", "Order again"} {
			if err := x.w.tapOrRetry(ctx, label); err != nil {
				return err
			}
		}
		return nil
	}
	if err := x.w.tapOrRetry(ctx, "It went through"); err != nil {
		return err
	}
	if err := x.reach(ctx, "Which number does the order have"); err != nil {
		return err
	}
	x.w.say(strconv.Itoa(orders[0].ID))
	return x.w.tapOrRetry(ctx, "Yes, this one")
}

// reach waits for words, and tries again where that is offered.
func (x *counter) reach(ctx context.Context, words string) error {
	for {
		m, err := x.w.find(ctx, func(m *sandbox.TelegramMessage) bool {
			return strings.Contains(m.Text, words) || buttonOf(m, "Try again") != ""
		})
		if err != nil {
			return fmt.Errorf("see %q: %w", words, err)
		}
		if strings.Contains(m.Text, words) {
			return nil
		}
		if err := x.w.retry(ctx, m); err != nil {
			return err
		}
	}
}
