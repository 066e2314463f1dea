package proof

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

type soakFigures struct {
	flips       int
	early, late int // KiB
	kills       []time.Time
}

// flip makes the noise until the time is over, with two restarts on the way.
func (p *program) flip(ctx context.Context, t *testing.T, panel *sandbox.ServexPanel, panels []*soakPanel) (f soakFigures) {
	t.Helper()
	begin := time.Now()
	dwell := max(soakDwell, *soakFor/12)
	due := map[*soakClient]time.Time{}
	for _, one := range panels {
		for _, c := range one.slow {
			due[c] = begin.Add(time.Duration(rand.Int64N(int64(dwell))))
		}
	}
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	chaos := begin.Add(time.Second)
	restarts, turn := 0, 0
	for ctx.Err() == nil {
		now := <-tick.C
		passed := now.Sub(begin)
		if passed >= *soakFor {
			break
		}
		for want := int(passed.Seconds() * float64(*soakFlips)); f.flips < want; f.flips++ {
			one := panels[turn%len(panels)]
			c := one.fast[turn/len(panels)%soakFast]
			turn++
			c.flip(panel)
		}
		for c, at := range due {
			// The last change must have the time to count.
			if now.After(at) && passed < *soakFor-dwell {
				c.flip(panel)
				c.states = append(c.states, c.online)
				due[c] = now.Add(dwell + time.Duration(rand.Int64N(int64(dwell))))
			}
		}
		if now.After(chaos) {
			chaos = now.Add(time.Duration(1+rand.IntN(3)) * time.Second)
			harm(panel, len(panels))
		}
		if restarts < 2 && passed > *soakFor*time.Duration(restarts+1)/3 {
			restarts++
			if restarts == 2 {
				f.early = p.residentNow(t)
			}
			f.kills = append(f.kills, time.Now())
			if err := p.kill(); err == nil {
				t.Error("killed, and ended well?")
			}
			p.start(t)
		}
	}
	f.late = p.residentNow(t)
	return f
}

func (c *soakClient) flip(panel *sandbox.ServexPanel) {
	c.online = !c.online
	panel.SetOnline(c.name, c.online)
}

// harm does something bad to a few connections.
func harm(panel *sandbox.ServexPanel, panels int) {
	n := 1 + rand.IntN(max(1, panels/10))
	switch rand.IntN(3) {
	case 0:
		panel.DropSockets(n)
	case 1:
		panel.FreezeSockets(n)
	default:
		panel.GarbageSockets(n)
	}
}

// rest waits until every chat was told how each of its clients stands.
func rest(ctx context.Context, t *testing.T, telegram *sandbox.Telegram, panels []*soakPanel) {
	t.Helper()
	for _, one := range panels {
		err := telegram.Wait(ctx, func(sandbox.TelegramState) bool {
			all := told(telegram, one.chat, nil)
			for _, c := range slices.Concat(one.slow, one.fast) {
				if c.known(all[c.name]) != c.online {
					return false
				}
			}
			return true
		})
		if err != nil {
			t.Errorf("chat %d was not told how all stand: %v", one.chat, err)
		}
	}
	pauseFor(ctx, 3*time.Second) // what would be told twice is told by then
}

// known is how a client stands by what was told.
func (c *soakClient) known(told []bool) bool {
	if len(told) == 0 {
		return c.states[0]
	}
	return told[len(told)-1]
}

// check compares what was told with what was the case, and counts the lines.
func (one *soakPanel) check(t *testing.T, telegram *sandbox.Telegram, kills []time.Time) (lines int) {
	t.Helper()
	all := told(telegram, one.chat, kills)
	for _, c := range one.slow {
		if got := append([]bool{c.states[0]}, all[c.name]...); !slices.Equal(got, c.states) {
			t.Errorf("%s was %v, and told to be %v", c.name, c.states, got)
		}
		lines += len(all[c.name])
	}
	for _, c := range one.fast {
		last := c.states[0]
		for _, online := range all[c.name] {
			if online == last {
				t.Errorf("%s is told twice to be online=%v; killed at %v, told %s", c.name, online, kills, one.heard(telegram, c.name))
			}
			last = online
		}
		lines += len(all[c.name])
	}
	return lines
}

// heard gives the messages that name a client, with their times.
func (one *soakPanel) heard(telegram *sandbox.Telegram, name string) string {
	var all []string
	for _, m := range telegram.Messages(one.chat) {
		if strings.Contains(m.Text, name+" ") {
			all = append(all, time.Unix(m.Date, 0).Format(time.TimeOnly)+" "+m.Text)
		}
	}
	return strings.Join(all, "\n")
}
