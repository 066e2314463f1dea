package resale

import "testing"

func TestReadPeriod(t *testing.T) {
	for text, want := range map[string]Period{
		"month": Month, "Monthly": Month, "quater": Quarter, "Quaterly": Quarter, "quarter": Quarter, "Quarterly ": Quarter,
		"semiannual": HalfYear, "Semi-Annually": HalfYear, "half_year": HalfYear, "annual": Year, "Annually": Year, "Yearly": Year,
		"topup_traffic": TopUp, "Top-up traffic": TopUp, "": "", "weekly": "", "季付": "",
	} {
		if got := ReadPeriod(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	// What goes on the wire must read as itself; the panel crashes on "quarter".
	for _, p := range append(Periods(), TopUp) {
		if ReadPeriod(string(p)) != p || p == "quarter" {
			t.Errorf("%q", p)
		}
	}
}

func TestPlan(t *testing.T) {
	p := Plan{Stock: -1, Prices: []PlanPrice{{Month, ParseSum("$ 10.00")}, {Year, ParseSum("$ 0.00")}}}
	if price, ok := p.Price(Month); !ok || price.String() != "$ 10.00" {
		t.Errorf("a month costs %v, %v", price, ok)
	}
	if price, ok := p.Price(Year); !ok || !price.IsZero() {
		t.Errorf("a year costs %v, %v", price, ok)
	}
	if price, ok := p.Price(Quarter); ok {
		t.Errorf("a quarter costs %v", price)
	}
	if p.SoldOut() || p.TopsUp() {
		t.Errorf("sold out %v, tops up %v", p.SoldOut(), p.TopsUp())
	}
	p.Stock, p.Prices = 0, []PlanPrice{{TopUp, ParseSum("5")}}
	if !p.SoldOut() || !p.TopsUp() {
		t.Errorf("sold out %v, tops up %v", p.SoldOut(), p.TopsUp())
	}
}
