package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// soldFor are the periods that a product is sold for, with their prices. Where
// they cannot be read, none: then anything can be typed.
func (d Deps) soldFor(ctx context.Context, t *dialog.Turn, product string) []resale.HostPrice {
	all, err := d.Ops.HostPricing(ctx, t.Input.Place.Chat)
	if err != nil {
		t.Log.Info("read what a product costs", "err", err)
	}
	i := slices.IndexFunc(all, func(p resale.Record) bool { return p.ID == product })
	if i < 0 {
		one, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, resale.Products, product, seenLife)
		if err != nil {
			return nil
		}
		all, i = []resale.Record{one}, 0
	}
	prices := soldPrices(all[i])
	return slices.Clone(prices[:min(len(prices), mostPrices)])
}

// periods are the prices that are for one period each.
func (s *hostFormSheet) periods() []resale.HostPrice {
	return slices.DeleteFunc(slices.Clone(s.Prices), func(p resale.HostPrice) bool { return p.Cycle == "" })
}

// period is what the chosen period costs; one price alone is for any.
func (s *hostFormSheet) period() (resale.HostPrice, bool) {
	cycle := s.Answers["billing_cycle"].Text
	for _, p := range s.Prices {
		if len(s.Prices) == 1 && p.Cycle == "" || cycle != "" && strings.EqualFold(p.Cycle, cycle) {
			return p, p.Price.Known
		}
	}
	return resale.HostPrice{}, false
}

// periodRows offer the periods with what each costs.
func (s *hostFormSheet) periodRows() (rows [][]chat.Button) {
	for _, p := range s.periods() {
		label := chat.T("hostnew.period", chat.Args{"Cycle": wordText(p.Cycle), "Price": sumText(p.Price)})
		rows = append(rows, row(chat.Button{Label: label, Answer: "is " + p.Cycle}))
	}
	return rows
}

// takePeriod reads a period that was typed; only those with a price are for
// sale.
func (s *hostFormSheet) takePeriod(f hostField, typed string) dialog.Next {
	for _, p := range s.periods() {
		same := p.Months >= 0 && p.Months == resale.CycleMonths(typed)
		if same || strings.EqualFold(p.Cycle, strings.TrimSpace(typed)) {
			return s.answer(f, hostAnswer{Text: p.Cycle})
		}
	}
	return dialog.Stay(chat.T("hostnew.bad_period"))
}

// oddCycle tells of a word for a billing cycle that is none of those known. Panels
// may have words of their own, so who types it again means it.
func (s *hostFormSheet) oddCycle(typed string) bool {
	word := strings.ToLower(strings.TrimSpace(typed))
	if resale.CycleMonths(word) >= 0 || word == "free" || word == s.Odd || !wordPattern.MatchString(word) {
		return false
	}
	s.Odd = word
	return true
}

// usual is what the chosen period costs, as an answer.
func (s *hostFormSheet) usual() hostAnswer {
	p, known := s.period()
	if !known {
		return hostAnswer{}
	}
	return hostAnswer{Text: p.Price.Amount.Trim(2).Pad(2).String(), Shown: p.Price.Unit}
}

// usualRow takes the product's own price, or the day on which the chosen period
// ends.
func (d Deps) usualRow(t *dialog.Turn, s *hostFormSheet, f hostField) [][]chat.Button {
	p, known := s.period()
	if !known || s.changes() {
		return nil
	}
	var b chat.Button
	switch {
	case f.name == "price":
		b = chat.Button{Label: chat.T("hostnew.usual_price", chat.Args{"Price": sumText(p.Price)}), Answer: "usual"}
	case f.name == "next_due_date" && p.Months > 0:
		day := monthsOn(midnight(t.Now, t.Zone), p.Months)
		b = chat.Button{Label: chat.T("hostnew.usual_day", chat.Args{"Day": d.hostDate(t, day)}), Answer: "is " + day.Format(hostDayPattern)}
	default:
		return nil
	}
	b.Style = chat.Primary
	return [][]chat.Button{row(b)}
}

// monthsOn is the same day some months later, or the last one of that month.
func monthsOn(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// byPanel tells of what the panel chooses where nothing is said.
func (s *hostFormSheet) byPanel(f hostField) bool {
	return f.form == unitForm || s.K == ofServices && slices.Contains([]string{"billing_cycle", "price", "next_due_date"}, f.name)
}

// outdate forgets what was answered by what another answer was: a price goes
// with its period, and both with the product.
// A price in one currency is none in another.
func (s *hostFormSheet) outdate(f hostField) {
	gone := map[hostKind]map[string][]string{
		ofServices: {"product_id": {"billing_cycle", "price", "next_due_date"}, "billing_cycle": {"price", "next_due_date"}},
		ofProducts: {"currency": {"price", "setup_fee"}},
	}
	for _, name := range gone[s.K][f.name] {
		delete(s.Answers, name)
	}
}

// lineSum reads what one of a line costs: a discount has a minus.
func lineSum(t *dialog.Turn, a dialog.Answer) (decimal.Decimal, bool) {
	text := strings.TrimSpace(strings.ReplaceAll(a.Text, "−", "-"))
	a.Text = strings.TrimSpace(strings.TrimPrefix(text, "-"))
	amount, ok := typedAmount(t, a)
	if strings.HasPrefix(text, "-") {
		amount = amount.Neg()
	}
	return amount, ok && !amount.IsZero()
}
