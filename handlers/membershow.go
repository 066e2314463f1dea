package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// subsShown bounds how many subscriptions an account's screen tells of; each has
// a button up to accessesShown.
const subsShown = 8

func (d Deps) askAccountOf(ctx context.Context, t *dialog.Turn, s *memberSheet, v visit) (chat.Screen, error) {
	m, err := d.Ops.Member(ctx, v.key(t), "", nil)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("member.title", chat.Args{"Name": shorten(or(m.Name, m.Email), 60), "Store": v.name()})}
	if m.Email != "" && m.Name != "" {
		lines = append(lines, chat.T("register.is_email", chat.Args{"Email": shorten(m.Email, 80)}))
	}
	if m.Balance.Known {
		lines = append(lines, chat.T("member.balance", chat.Args{"Amount": sumText(m.Balance)}))
	}
	if !v.Store.On {
		lines = append(lines, chat.T("visit.shut"))
	}
	owed, rows, err := d.accountOwes(ctx, t, v)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(owed) > 0 {
		lines = append(append(lines, chat.Text{}), owed...)
	}
	plans := goTo("visit.plans", s.target("buy"))
	if len(m.Subscriptions) == 0 && len(owed) == 0 {
		lines = append(lines, chat.Text{}, chat.T("member.no_subs"))
		plans.Style = chat.Primary
	}
	for i, sub := range runningFirst(m.Subscriptions, t.Now)[:min(len(m.Subscriptions), accessesShown)] {
		if i < subsShown {
			lines = append(append(lines, chat.Text{}), d.subInShort(t, sub, twinMark(sub, m.Subscriptions))...)
		}
		label := chat.T("client.line", chat.Args{"Mark": subMark(sub, t), "Name": shorten(subName(sub), 20) + twinMark(sub, m.Subscriptions), "Left": subLeft(sub, t)})
		rows = append(rows, row(chat.Button{Label: label, Go: memberSheet{storeSheet: s.storeSheet, Sub: sub.ID}.of("member")}))
	}
	lines = append(lines, howMany("digest.more", len(m.Subscriptions)-accessesShown)...)
	rows = append(rows,
		row(plans), row(goTo("visit.invoices", s.target("invoices"))),
		row(pick("button.refresh", "refresh"), pick("member.leave", "leave")), row(goTo("visit.back", s.target("store"))))
	return chat.Screen{Lines: lines, Rows: rows}, nil
}

func takeAccountOf(_ context.Context, _ *dialog.Turn, _ *memberSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "leave" {
		return dialog.To("leave"), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

// runningFirst puts what is over behind the rest: of many, only the first are
// shown.
func runningFirst(all []resale.Subscription, now time.Time) []resale.Subscription {
	over := func(s resale.Subscription) int {
		if s.State(now) == resale.SubExpired {
			return 1
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b resale.Subscription) int { return over(a) - over(b) })
}

// subName is the plan of a subscription, as its panel calls it.
func subName(s resale.Subscription) string { return or(s.Plan, "#"+number(s.ID)) }

// twinMark tells subscriptions apart that have the same plan and end on about the
// same day, by their numbers.
func twinMark(s resale.Subscription, all []resale.Subscription) string {
	for _, other := range all {
		if same := subName(other) == subName(s) && s.Plan != ""; same && other.ID != s.ID && other.Expires.Sub(s.Expires).Abs() < 24*time.Hour {
			return " #" + number(s.ID)
		}
	}
	return ""
}

// subMark is the state at a glance.
func subMark(s resale.Subscription, t *dialog.Turn) string {
	switch s.State(t.Now) {
	case resale.SubExpired, resale.SubUsedUp:
		return mark(resale.Expired)
	}
	return mark(status(resale.Client{Expires: s.Expires}, t.Now))
}

// subLeft says in a few words how long it has, in the panel's where it gives no
// date.
func subLeft(s resale.Subscription, t *dialog.Turn) chat.Text {
	if s.Expires.IsZero() {
		return chat.Literal(or(shorten(s.Word, 16), "?"))
	}
	return timeLeft(s.Expires, t.Now)
}

// subInShort are the lines of a list.
func (d Deps) subInShort(t *dialog.Turn, s resale.Subscription, twin string) []chat.Text {
	lines := []chat.Text{chat.T("client.title", chat.Args{"Mark": subMark(s, t), "Name": shorten(subName(s), 60) + twin})}
	lines = append(lines, trafficLines(s)...)
	return append(lines, d.until(t, s.Expires))
}

// barCells is how long a bar is, in characters.
const barCells = 10

// bar shows how much of a whole is used: "▓▓▓▓▓▓░░░░". What is used at all is
// seen, and what is left too.
func bar(percent int) string {
	full := percent * barCells / 100
	if full == 0 && percent > 0 {
		full = 1
	}
	return strings.Repeat("▓", full) + strings.Repeat("░", barCells-full)
}

// trafficLines say how much traffic is used and left, as far as that is known.
func trafficLines(s resale.Subscription) []chat.Text {
	percent := s.UsedPercent()
	switch {
	case percent >= 0:
		return []chat.Text{
			chat.T("member.bar", chat.Args{"Bar": bar(percent), "Percent": percent}),
			chat.T("member.used", chat.Args{"Used": traffic(s.Used), "All": traffic(s.Traffic), "Left": traffic(s.Left())}),
		}
	case s.Traffic >= 0:
		return []chat.Text{chat.T("member.traffic", chat.Args{"All": traffic(s.Traffic)})}
	case s.Used >= 0:
		return []chat.Text{chat.T("member.used_only", chat.Args{"Used": traffic(s.Used)})}
	}
	return nil
}

// traffic writes bytes as people read them, with one decimal at most.
func traffic(bytes int64) chat.Amount {
	units := []string{"B", "KB", "MB", "GB", "TB", "PB"}
	n, unit := float64(bytes), 0
	for n >= 1024 && unit < len(units)-1 {
		n, unit = n/1024, unit+1
	}
	return chat.Amount{Number: strings.TrimSuffix(strconv.FormatFloat(n, 'f', 1, 64), ".0"), Unit: units[unit]}
}
