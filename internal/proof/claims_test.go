package proof

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	claimPeople = flag.Int("people", 120, "how many people claim the offer at once")
	claimLimit  = flag.Int("limit", 24, "how many the offer is limited to")
)

const (
	claimKills = 5
	neighbour  = 60 // messages: two seconds of Telegram's pace
)

// Far more people than the offer has places open its link at the same moment
// and get it, some of them twice, while the program is killed again and again,
// as by a power cut. The panel ends up with exactly as many accounts as there
// are places, each with its end; each was delivered to one person, and everyone
// else was told that there is none left. The reseller, who uses the bot all the
// while, waits for none of them.
func TestAnOfferThatEverybodyWants(t *testing.T) {
	t.Parallel() // most of it is waiting for the panel's pace
	c := newClaims(t)
	c.limit()
	begun := time.Now()
	for _, p := range c.people {
		p.Say("/start o" + c.offer)
	}
	var crowd, talking sync.WaitGroup
	var kills atomic.Int64
	done := make(chan struct{})
	asked, waited, most := 0, 0, 0
	crowd.Go(c.tapAll)
	talking.Go(func() { asked, waited = c.talk(done, &kills) })
	for kill := range claimKills {
		c.waitFor(*claimLimit * (kill + 1) / (claimKills + 4))
		most = max(most, c.program.residentKB(t))
		kills.Add(1)
		_ = c.program.kill()
		c.program.start(t)
		kills.Add(1)
	}
	crowd.Wait()
	close(done)
	talking.Wait()
	c.waitFor(*claimLimit)
	granted, refused := c.results()
	c.waitForEnds()
	took := time.Since(begun).Round(time.Second)
	most = max(most, c.program.residentKB(t))
	if err := c.program.stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	c.compare(granted)
	if len(granted) != *claimLimit || len(granted)+refused != *claimPeople {
		t.Errorf("%d people got it and %d were refused, of %d; there are %d places", len(granted), refused, *claimPeople, *claimLimit)
	}
	if asked == 0 || waited > neighbour {
		t.Errorf("the reseller asked %d things meanwhile; for one of them others got %d messages first", asked, waited)
	}
	c.wantClean()
	t.Logf("the reseller asked %d things meanwhile, and had each answer after at most %d messages to others", asked, waited)
	t.Logf("%d people, %d places, %d kills: %d accounts, each with its end and delivered to one person, %d refused, after %v; %d messages came twice; at most %.0f MiB",
		*claimPeople, *claimLimit, claimKills, len(granted), refused, took, c.copies(), float64(most)/1024)
}

// compare holds what people were given against what the panel has.
func (c *claims) compare(granted map[string]int64) {
	c.t.Helper()
	accounts := c.panel.Accounts()
	if len(accounts) != *claimLimit {
		c.t.Errorf("the panel has %d accounts, want %d", len(accounts), *claimLimit)
	}
	for _, a := range accounts {
		acts := c.panel.Acts(a.Username)
		if granted[a.Username] == 0 {
			c.t.Errorf("account %s was delivered to nobody", a.Username)
		}
		if a.Expires.IsZero() || acts.Creates != 1 || acts.Expires < 1 {
			c.t.Errorf("account %s ends at %v after %d creations and %d ends set", a.Username, a.Expires, acts.Creates, acts.Expires)
		}
	}
}

// results waits until everyone has an answer, and gives who got which account
// and how many got none.
func (c *claims) results() (granted map[string]int64, refused int) {
	c.t.Helper()
	granted = map[string]int64{}
	open := slices.Clone(c.people)
	c.until(func() bool {
		open = slices.DeleteFunc(open, func(p *person) bool {
			name, no := c.answered(p.ID())
			if no {
				refused++
			}
			if name != "" {
				if other := granted[name]; other != 0 {
					c.t.Errorf("account %s was delivered to %d and to %d", name, other, p.ID())
				}
				granted[name] = p.ID()
			}
			return no || name != ""
		})
		return len(open) == 0
	}, func() string {
		return fmt.Sprintf("%d people have no answer; one of them sees:\n%s", len(open), c.screens(open))
	})
	return granted, refused
}

// answered reads in a person's chat which account they got, or that there is
// none left for them.
func (c *claims) answered(person int64) (username string, refused bool) {
	names := map[string]bool{}
	for _, m := range c.telegram.Messages(person) {
		if !m.FromBot {
			continue
		}
		if _, rest, ok := strings.Cut(m.Text, "User: "); ok {
			name, _, _ := strings.Cut(rest, "\n")
			names[name], username = true, name
		}
		refused = refused || strings.Contains(m.Text, "all of them are taken")
	}
	if len(names) > 1 {
		c.t.Errorf("%d got several: %v", person, names)
	}
	return username, refused && username == ""
}
