package proof

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

var massLines = flag.Int("mass", 60, "how many lines the mass order has that is killed")

const (
	massKills   = 10
	massService = 7
	massKey     = "5a7f0123456789abcdef0123456789ab"
)

// massOrder is a mass order of a person, and the panel that it is placed at.
type massOrder struct {
	*walker
	t     *testing.T
	ctx   context.Context
	panel *sandbox.SMMPanel
}

// A mass order is killed ten times, as by a power cut, at random moments. No
// line may be ordered twice, none may be forgotten, and what the person is told
// at the end is what the panel has. Of the few whose answer was lost, two by the
// panel's fault and others in a kill, the person says what became of them, as in
// real life; then every line is ordered.
func TestAMassOrderThatIsKilled(t *testing.T) {
	t.Parallel() // most of it is waiting
	m, p := newMassOrder(t)
	begun := time.Now()
	m.begin()
	for _, at := range moments(*massLines) {
		m.waitFor(at)
		time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
		_ = p.kill()
		p.start(t)
	}
	report := m.read("Ordered: ")
	took := time.Since(begun).Round(time.Second)
	placed, unclear := len(m.panel.Orders()), strings.Count(m.list(), "not clear")
	for range unclear {
		m.decide()
	}
	if unclear < 2 || unclear > massKills+2 || placed > *massLines || placed < *massLines-unclear {
		t.Errorf("%d lines were not clear after %d kills, and the panel had %d orders:\n%s", unclear, massKills, placed, report)
	}
	m.compare(m.list())
	m.rest()
	m.wantEach()
	if err := p.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	t.Logf("%d lines, %d kills: %d orders after %v, %d lines were not clear; %d orders in the end, each line once", *massLines, massKills, placed, took, unclear, len(m.panel.Orders()))
}

// moments are the numbers of orders after which the program is killed.
func moments(lines int) (at []int) {
	for range massKills {
		at = append(at, 1+rand.IntN(lines*9/10))
	}
	slices.Sort(at)
	return at
}

func newMassOrder(t *testing.T) (*massOrder, *program) {
	t.Helper()
	m := &massOrder{t: t, ctx: within(t, 2*time.Minute+time.Duration(*massLines)*500*time.Millisecond)}
	telegram := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true})
	telegramURL, err := telegram.Start()
	if err != nil {
		t.Fatal(err)
	}
	m.panel = sandbox.NewSMM(sandbox.SMMOptions{})
	panelURL, err := m.panel.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = telegram.Close(); _ = m.panel.Close() })
	m.panel.AddKey(massKey, "100000")
	m.panel.AddService(sandbox.SMMService{ID: massService, Name: "Followers", Type: "Default", Category: "Net", Rate: "1.50", Min: 10, Max: 10_000})
	m.panel.Fail(sandbox.SMMFault{Action: "add", Skip: 10, Times: 1, Kind: sandbox.SMMCutAfter})
	m.panel.Fail(sandbox.SMMFault{Action: "add", Skip: 20, Times: 1, Kind: sandbox.SMM500})
	p := newProgram(t, buildBot(t), testToken, telegramURL, panelURL, "BOT_PROVIDERS_SMM_BASE_URL="+panelURL)
	p.start(t)
	m.walker = &walker{telegram: telegram, person: telegram.Person(5000, "Ana", "en"), chat: 5000, updates: new(atomic.Int64)}
	return m, p
}

// begin connects the panel and confirms the list.
func (m *massOrder) begin() {
	m.t.Helper()
	m.say("/connect")
	m.press("SMM panel", "servsmm")
	m.read("Paste your API key")
	m.say(massKey)
	m.read("Connected", "Balance")
	m.say("/massorder")
	m.read("Mass order")
	var list strings.Builder
	for n := range *massLines {
		fmt.Fprintf(&list, "%d | https://example.com/p/%d | 100\n", massService, n+1)
	}
	m.person.SendDocument("list.txt", []byte(list.String()), "")
	m.press(fmt.Sprintf("Place %d orders", *massLines))
}

func (m *massOrder) press(labels ...string) {
	m.t.Helper()
	for _, label := range labels {
		if err := m.tap(m.ctx, label); err != nil {
			m.t.Fatal(err)
		}
	}
}

func (m *massOrder) read(words ...string) string {
	m.t.Helper()
	msg, err := m.see(m.ctx, words...)
	if err != nil {
		all := m.telegram.Messages(m.chat)
		m.t.Fatalf("%v; the last message is:\n%s", err, all[len(all)-1].Text)
	}
	return msg.Text
}

// waitFor waits until the panel has so many orders.
func (m *massOrder) waitFor(orders int) {
	m.t.Helper()
	if err := m.panel.Wait(m.ctx, func(p *sandbox.SMMPanel) bool { return p.Count("add").Applied >= orders }); err != nil {
		m.t.Fatalf("wait for %d orders: %v", orders, err)
	}
}
