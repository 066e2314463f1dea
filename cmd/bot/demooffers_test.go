package main

import (
	"regexp"
	"strings"
	"testing"
)

// Mike's links stand in the group, however often he gives them away, and open
// the offers for the others. Who is not in the channel joins it.
func TestDemoGivesTrialsAway(t *testing.T) {
	v := visit(t)
	v.turns("Mike gives trials away")
	v.turns("Restart the bot")
	v.turns("Mike gives trials away")
	all := v.demo.telegram.Messages(v.demo.people.group.ID())
	if len(all) != 2 || all[0].Text != all[1].Text {
		t.Fatalf("the group shows %+v", all)
	}
	links := regexp.MustCompile(`https://t\.me/demo_bot\?start=(o[\w-]+)`).FindAllStringSubmatch(all[0].Text, -1)
	if len(links) != 2 {
		t.Fatalf("the links are %q", links)
	}
	v.says("/offers")
	v.sees("An hour for free")
	v.person = 1003
	v.says("/start " + links[0][1])
	v.taps(v.sees("Our fastest servers"), "Get")
	v.sees("60 min")
}
