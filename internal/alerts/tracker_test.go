package alerts

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"resellerbot/storage"
)

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// clockwork drives a tracker second by second.
type clockwork struct {
	k    *tracker
	now  time.Time
	told []storage.Event
	kept map[string]storage.Standing
}

func newClockwork() *clockwork {
	return &clockwork{k: newTracker(Timing{}.withDefaults(), nil), now: noon, kept: map[string]storage.Standing{}}
}

func (c *clockwork) see(name string, online bool) {
	if s := c.k.see(name, online, c.now); s != nil {
		c.kept[s.Username] = *s
	}
}

func (c *clockwork) pass(seconds int) {
	for range seconds {
		c.now = c.now.Add(time.Second)
		d := c.k.tick(c.now)
		c.told = append(c.told, d.events...)
		for _, s := range d.standings {
			c.kept[s.Username] = s
		}
	}
}

// restart loses everything but what was written, and sees all anew.
func (c *clockwork) restart(world map[string]bool) {
	var known []storage.Standing
	for _, s := range c.kept {
		known = append(known, s)
	}
	c.k = newTracker(Timing{}.withDefaults(), known)
	for name, online := range world {
		c.see(name, online)
	}
}

func (c *clockwork) take() string {
	var s string
	for _, e := range c.told {
		s += fmt.Sprintf("%s %s %d;", e.Kind, e.Name, e.Count)
	}
	c.told = nil
	return s
}

func TestTheFirstSightIsNoNews(t *testing.T) {
	c := newClockwork()
	c.see("ana", true)
	c.see("bia", false)
	c.pass(100)
	if got := c.take(); got != "" {
		t.Error(got)
	}
}

func TestAShortBreakIsNoNews(t *testing.T) {
	c := newClockwork()
	c.see("ana", true)
	c.see("ana", false)
	c.pass(29)
	c.see("ana", true)
	c.pass(100)
	if got := c.take(); got != "" {
		t.Error(got)
	}
	c.see("ana", false)
	c.pass(31)
	if got := c.take(); got != "offline ana 0;" {
		t.Error(got)
	}
	c.see("ana", true)
	c.pass(6)
	if got := c.take(); got != "online ana 0;" {
		t.Error(got)
	}
}

func TestAFlappingClientIsOneLine(t *testing.T) {
	c := newClockwork()
	c.see("ana", true)
	for range 10 {
		c.see("ana", false)
		c.pass(3)
		c.see("ana", true)
		c.pass(3)
	}
	c.pass(31)
	if got := c.take(); got != "unstable ana 10;" {
		t.Error(got)
	}
	for range 200 { // it never rests: one line each five minutes
		c.see("ana", false)
		c.pass(3)
		c.see("ana", true)
		c.pass(3)
	}
	if n := len(c.told); n != 4 {
		t.Errorf("%d lines in 20 minutes: %s", n, c.take())
	}
}

func TestAPanelThatGoesIsOneLine(t *testing.T) {
	c := newClockwork()
	world := map[string]bool{}
	for i := range 100 {
		world[fmt.Sprintf("c%02d", i)] = i < 50
		c.see(fmt.Sprintf("c%02d", i), i < 50)
	}
	for i := range 45 {
		c.see(fmt.Sprintf("c%02d", i), false)
		world[fmt.Sprintf("c%02d", i)] = false
		if i%5 == 0 {
			c.pass(1)
		}
	}
	c.pass(40)
	if got := c.take(); got != "all_offline  45;" {
		t.Error(got)
	}
	c.restart(world)
	for i := range 45 {
		c.see(fmt.Sprintf("c%02d", i), true)
		if i%5 == 0 {
			c.pass(1)
		}
	}
	c.pass(60)
	if got := c.take(); got != "returned  45;" {
		t.Error(got)
	}
}

// TestWhatLastedIsToldOnce flips clients at random, with restarts at random,
// and compares what is told of each with how it stood when it rested.
func TestWhatLastedIsToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newClockwork()
		world, told := map[string]bool{}, map[string]bool{}
		names := []string{"ana", "bia", "caio"}
		for _, name := range names {
			world[name] = rapid.Bool().Draw(t, name)
			told[name] = world[name]
			c.see(name, world[name])
		}
		check := func() {
			for _, e := range c.told {
				if e.Kind != Online && e.Kind != Offline {
					continue
				}
				if told[e.Name] == (e.Kind == Online) {
					t.Fatalf("%s is told %s twice", e.Name, e.Kind)
				}
				told[e.Name] = e.Kind == Online
			}
			c.told = nil
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			name := rapid.SampledFrom(names).Draw(t, "who")
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				c.restart(world)
			case 1: // everybody rests
				c.pass(40)
				check()
				for _, name := range names {
					if told[name] != world[name] {
						t.Fatalf("%s rests online=%v and is told online=%v", name, world[name], told[name])
					}
				}
			default:
				world[name] = !world[name]
				c.see(name, world[name])
				c.pass(rapid.IntRange(0, 35).Draw(t, "seconds"))
			}
			check()
		}
	})
}

func TestCollapseKeepsTheLast(t *testing.T) {
	got := Collapse([]storage.Event{
		{Kind: Online, Name: "ana"}, {Kind: PanelDown}, {Kind: Offline, Name: "bia", Count: 2}, {Kind: Offline, Name: "ana"}, {Kind: Unstable, Name: "bia", Count: 3}, {Kind: Online, Name: "ana"},
	})
	want := "panel_down  0;offline bia 5;online ana 1;"
	var s string
	for _, e := range got {
		s += fmt.Sprintf("%s %s %d;", e.Kind, e.Name, e.Count)
	}
	if s != want {
		t.Errorf("%s, want %s", s, want)
	}
}
