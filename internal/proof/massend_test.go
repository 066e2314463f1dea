package proof

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/sandbox"
)

var (
	massLink = regexp.MustCompile(`https://example\.com/p/\d+`)
	massRow  = regexp.MustCompile(`^(\d+) \| (.+?) \| (\d*) \| 7 \| (\S+) \| 100 \| 0\.15 USD$`)
)

// list asks for the list of what became of every line.
func (m *massOrder) list() string {
	m.t.Helper()
	before := len(m.documents())
	m.press("Get the list")
	err := m.telegram.Wait(m.ctx, func(sandbox.TelegramState) bool { return len(m.documents()) > before })
	if err != nil {
		m.t.Fatalf("get the list: %v", err)
	}
	return string(m.documents()[before].Document)
}

func (m *massOrder) documents() (all []sandbox.TelegramMessage) {
	for _, msg := range m.telegram.Messages(m.chat) {
		if msg.FromBot && msg.Document != nil {
			all = append(all, msg)
		}
	}
	return all
}

// decide looks on the panel for an order that is not clear, as a person would,
// and says what became of it.
func (m *massOrder) decide() {
	m.t.Helper()
	m.say("/open")
	m.press("Order · Followers")
	link := massLink.FindString(m.read("whether the panel took this order"))
	for _, o := range m.panel.Orders() {
		if o.Link != link {
			continue
		}
		m.press("It went through")
		m.read("Which number")
		m.say(strconv.Itoa(o.ID))
		m.press("Yes, this one")
		m.read(strconv.Itoa(o.ID), "Followers")
		return
	}
	m.press("It did not", "Yes, it is not there")
	m.read("Noted: it did not go through")
}

// compare holds the list against the panel: a line that is ordered has the
// number of the panel's order for its link, any other has none there.
func (m *massOrder) compare(list string) {
	m.t.Helper()
	numbers := map[string]string{}
	for _, o := range m.panel.Orders() {
		numbers[o.Link] = strconv.Itoa(o.ID)
	}
	rows := strings.Split(strings.TrimSpace(list), "\n")[1:]
	if len(rows) != *massLines {
		m.t.Errorf("the list has %d lines", len(rows))
	}
	for n, row := range rows {
		cells := massRow.FindStringSubmatch(row)
		switch {
		case cells == nil, cells[1] != strconv.Itoa(n+1), cells[4] != fmt.Sprintf("https://example.com/p/%d", n+1):
			m.t.Errorf("line %d of the list: %q", n+1, row)
		case (cells[2] == "ordered") != (cells[3] != ""), cells[3] != numbers[cells[4]]:
			m.t.Errorf("line %d of the list: %q, the panel has %q", n+1, row, numbers[cells[4]])
		}
	}
}

// rest orders what was not, by the button below the list.
func (m *massOrder) rest() {
	m.t.Helper()
	all := m.documents()
	last := all[len(all)-1]
	if len(last.Keyboard) == 0 {
		return
	}
	missing := *massLines - len(m.panel.Orders())
	m.person.Tap(&last, last.Keyboard[0][0].Label)
	m.press(fmt.Sprintf("Place %d order", missing))
	m.read(fmt.Sprintf("Ordered: %d of %d", missing, missing))
}

// wantEach checks that the panel has one order for each line.
func (m *massOrder) wantEach() {
	m.t.Helper()
	times := map[string]int{}
	for _, o := range m.panel.Orders() {
		times[o.Link]++
	}
	for n := range *massLines {
		if link := fmt.Sprintf("https://example.com/p/%d", n+1); times[link] != 1 {
			m.t.Errorf("%s is ordered %d times", link, times[link])
		}
	}
	if len(times) != *massLines {
		m.t.Errorf("%d links are ordered", len(times))
	}
}
