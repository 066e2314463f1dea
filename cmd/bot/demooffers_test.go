package main

import (
	"regexp"
	"testing"
)

// Mike's links stand in the group, however often he gives them away.
func TestDemoGivesTrialsAway(t *testing.T) {
	v := visit(t)
	v.says("/start")
	v.sees("Hello, Mike")
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
	v.sees("Two days of VPN")
}
