package ops_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/resale"
)

// modelLives is how many lives are lived unless -rapid.checks says otherwise.
const modelLives = "15"

// TestOrdersWhateverHappens lives through panels that fail in all ways and
// change how they speak, keys that are refused, crashes at any request and
// people who look for themselves. In the end each chat was told the end of each
// of its orders once, unless somebody saw it before, and of no other order.
func TestOrdersWhateverHappens(t *testing.T) {
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", modelLives); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
	}
	told := 0
	rapid.Check(t, func(rt *rapid.T) {
		plan := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.IntRange(0, 1<<16), 4, 4), func(n []int) plan { return plan{n} }), 20, 80).Draw(rt, "plan")
		breach := ""
		synctest.Test(t, func(t *testing.T) {
			l := newLife(t)
			for _, p := range plan {
				l.step(p)
			}
			var n int
			n, breach = l.end()
			told += n
		})
		if breach != "" {
			rt.Fatal(breach)
		}
	})
	if told < 3 {
		t.Errorf("%d ends told: nothing was tried", told)
	}
	t.Logf("%d ends told", told)
}

// end mends everything and lets the bot find out. It gives how many ends were
// told, and what was told wrongly.
func (l *life) end() (told int, breach string) {
	l.mend()
	l.follow(36*time.Hour, 30*time.Minute)
	lines := map[int64][]string{}
	for _, chat := range []int64{ourChat, otherChat, loneChat} {
		for _, message := range l.heard(chat) {
			lines[chat] = append(lines[chat], strings.Split(message, ", ")...)
		}
	}
	for _, n := range l.orders {
		order, _ := l.panel.Order(n)
		state := resale.OrderStateOf(string(order.State))
		var said []string
		for chat, all := range lines {
			for _, line := range all {
				if strings.HasPrefix(line, fmt.Sprintf("%d state ", n)) || strings.HasPrefix(line, fmt.Sprintf("%d partial ", n)) {
					said = append(said, line)
					if chat != l.chat[n] {
						return told, fmt.Sprintf("chat %d is told of order %d, which is of %d", chat, n, l.chat[n])
					}
				}
			}
		}
		right := len(said) == 1 && (said[0] == fmt.Sprintf("%d state %s", n, state) || state == resale.OrderPartial)
		switch {
		case state.Final() && right:
			told++
		case state.Final() && l.seen[n] && len(said) == 0, !state.Final() && len(said) == 0:
		default:
			return told, fmt.Sprintf("order %d, which is %q (seen when it had ended: %v), is told as %q", n, state, l.seen[n], said)
		}
		if l.chat[n] != loneChat && l.row(n).Next.IsZero() != state.Final() {
			return told, fmt.Sprintf("order %d, which is %q, is looked at next %v", n, state, l.row(n).Next)
		}
	}
	return told, ""
}
