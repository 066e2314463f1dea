package proof

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const claimKey = "vpn-0123456789abcdefghij"

type person = sandbox.TelegramPerson

// claims is an offer at a VPNresellers panel, and the people who want it.
type claims struct {
	*walker // the reseller
	t       *testing.T
	ctx     context.Context
	panel   *sandbox.VPNPanel
	program *program
	people  []*person
	offer   string
}

func newClaims(t *testing.T) *claims {
	t.Helper()
	// Three calls of the panel for each place, at the pace that it allows, and
	// Telegram's pace for the three messages of each person.
	patience := 2*time.Minute + time.Duration(*claimLimit)*2*time.Second + time.Duration(*claimPeople)*200*time.Millisecond
	c := &claims{t: t, ctx: within(t, patience), panel: sandbox.NewVPN(sandbox.VPNOptions{})}
	telegram := sandbox.NewTelegram(testToken, sandbox.TelegramOptions{Quiet: true})
	telegramURL, err := telegram.Start()
	must(t, err)
	panelURL, err := c.panel.Start()
	must(t, err)
	t.Cleanup(func() { _ = telegram.Close(); _ = c.panel.Close() })
	c.panel.AddKey(claimKey, "100000")
	c.program = newProgram(t, buildBot(t), testToken, telegramURL, "http://127.0.0.1:9/api", "BOT_PROVIDERS_VPNRESELLERS_BASE_URL="+panelURL)
	c.program.start(t)
	c.walker = &walker{telegram: telegram, person: telegram.Person(5000, "Ana", "en"), chat: 5000, updates: new(atomic.Int64)}
	for i := range *claimPeople {
		c.people = append(c.people, telegram.Person(int64(100_000+i), "Somebody", "en"))
	}
	c.create()
	return c
}

var offerOfLink = regexp.MustCompile(`start=o([A-Za-z0-9_-]{16})`)

// create connects the panel and makes the offer, as its reseller does.
func (c *claims) create() {
	c.t.Helper()
	c.say("/connect")
	c.press("VPNresellers")
	c.read("Paste your VPNresellers API token")
	c.say(claimKey)
	c.read("Connected to")
	c.say("/offers")
	c.press("Create an offer", "2 days", "Use Free trial", "No limit", "Create offer")
	c.offer = offerOfLink.FindStringSubmatch(c.read("The offer is ready"))[1]
}

func (c *claims) press(labels ...string) {
	c.t.Helper()
	for _, label := range labels {
		must(c.t, c.tap(c.ctx, label))
	}
}

func (c *claims) read(words ...string) string {
	c.t.Helper()
	msg, err := c.see(c.ctx, words...)
	if err != nil {
		c.t.Fatalf("%v; the last screens are:\n%s", err, c.walker.screens(2))
	}
	return msg.Text
}

// waitFor waits until the panel made so many accounts.
func (c *claims) waitFor(accounts int) {
	c.t.Helper()
	err := c.panel.Wait(c.ctx, func(p *sandbox.VPNPanel) bool { return p.Count("POST accounts").Applied >= accounts })
	if err != nil {
		c.t.Fatalf("wait for %d accounts: %v\n%s", accounts, err, tail(c.program.said()))
	}
}

// waitForEnds waits until every account has its end: what was under way at a
// kill is looked at again in a while.
func (c *claims) waitForEnds() {
	c.t.Helper()
	err := c.panel.Wait(c.ctx, func(p *sandbox.VPNPanel) bool {
		return !slices.ContainsFunc(p.Accounts(), func(a sandbox.VPNAccount) bool { return a.Expires.IsZero() })
	})
	if err != nil {
		c.t.Errorf("wait for the ends of all accounts: %v", err)
	}
}

// wantClean reads what the program left behind: nothing waits, nothing was
// given up, and no act is open.
func (c *claims) wantClean() {
	c.t.Helper()
	keys, err := secret.OpenKeyring(filepath.Join(c.program.dir, "master.key"))
	must(c.t, err)
	store, err := storage.Open(filepath.Join(c.program.dir, "bot.db"), keys, storage.Options{})
	must(c.t, err)
	defer func() { _ = store.Close() }()
	must(c.t, store.View(c.t.Context(), func(tx *storage.Tx) error {
		inbox, err := tx.InboxStat()
		must(c.t, err)
		dead, err := tx.DeadCount()
		must(c.t, err)
		states, err := tx.JournalCount()
		must(c.t, err)
		if inbox.Count != 0 || dead != 0 || states[storage.Pending]+states[storage.Unknown] != 0 {
			c.t.Errorf("%d updates wait, %d messages were given up, the journal has %v", inbox.Count, dead, states)
		}
		return nil
	}))
}
