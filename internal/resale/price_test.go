package resale

import (
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"
)

func rat(t *rapid.T, d decimal.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		t.Fatalf("%v", d)
	}
	return r
}

func dec(t *testing.T, text string) decimal.Decimal {
	t.Helper()
	d, err := decimal.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rates have up to 6 digits after the point, and up to 9 in all.
func rates() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.MustNew(rapid.Int64Range(0, 999_999_999).Draw(t, "digits"), rapid.IntRange(0, 6).Draw(t, "scale"))
	})
}

func TestCostsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rates().Draw(t, "rate")
		quantity := rapid.Int64Range(1, 9_999_999).Draw(t, "quantity")
		runs := rapid.Int64Range(2, 99).Draw(t, "runs")
		for _, test := range []struct {
			kind   ServiceKind
			values OrderValues
			factor *big.Rat
		}{
			{KindDefault, OrderValues{FieldQuantity: itoa(quantity)}, big.NewRat(quantity, 1000)},
			{KindDefault, OrderValues{FieldQuantity: itoa(quantity), FieldRuns: itoa(runs), FieldInterval: "5"}, new(big.Rat).Mul(big.NewRat(quantity, 1000), big.NewRat(runs, 1))},
			{KindCustomComments, OrderValues{FieldComments: lines(int(runs))}, big.NewRat(runs, 1000)},
			{KindPackage, OrderValues{FieldLink: "x"}, big.NewRat(1, 1)},
			{KindCustomCommentsPackage, OrderValues{FieldComments: lines(int(runs))}, big.NewRat(1, 1)},
			{KindSubscriptions, OrderValues{FieldMin: "1", FieldMax: itoa(quantity)}, big.NewRat(quantity, 1)},
		} {
			cost, err := Service{Kind: test.kind, Rate: rate, DripFeed: true}.Cost(test.values)
			if err != nil {
				t.Fatal(err)
			}
			if want := new(big.Rat).Mul(rat(t, rate), test.factor); rat(t, cost).Cmp(want) != 0 {
				t.Fatalf("%s at %v: %v, want %v", test.kind, rate, cost, want.FloatString(12))
			}
		}
	})
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestACostThatNothingHoldsIsAnError(t *testing.T) {
	s := Service{Kind: KindDefault, Rate: dec(t, "9999999999999999999")}
	if cost, err := s.Cost(OrderValues{FieldQuantity: itoa(math.MaxInt64)}); CodeOf(err) != Invalid {
		t.Errorf("%v, %v", cost, err)
	}
	s.DripFeed = true
	if n := s.Quantity(OrderValues{FieldQuantity: itoa(math.MaxInt64 / 2), FieldRuns: "3"}); n != math.MaxInt64 {
		t.Errorf("%d, around the corner", n)
	}
}

func TestAPriceIsNeverBelowTheMarginAndBarelyAbove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := rates().Draw(t, "cost")
		percent := decimal.MustNew(rapid.Int64Range(-10_000, 1_000_000).Draw(t, "percent"), 2)
		step := rapid.SampledFrom([]string{"0", "0.01", "0.05", "0.5", "1", "7", "100"}).Draw(t, "step")
		round := decimal.MustParse(step)
		price, err := Margin{Percent: percent, Round: round}.Price(cost)
		if err != nil {
			t.Fatal(err)
		}
		if round.IsZero() {
			round = decimal.MustParse("0.01")
		}
		factor := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Quo(rat(t, percent), big.NewRat(100, 1)))
		exact := new(big.Rat).Mul(rat(t, cost), factor)
		over := new(big.Rat).Sub(rat(t, price), exact)
		if over.Sign() < 0 || over.Cmp(rat(t, round)) >= 0 {
			t.Fatalf("%v + %v%% is %v, asked %v", cost, percent, exact.FloatString(8), price)
		}
		if times := new(big.Rat).Quo(rat(t, price), rat(t, round)); !times.IsInt() {
			t.Fatalf("%v is no multiple of %v", price, round)
		}
	})
}

func TestPrices(t *testing.T) {
	for _, test := range []struct{ cost, percent, round, want string }{
		{"0.27819", "0", "0", "0.28"},
		{"0.0001", "25", "0", "0.01"},
		{"10", "25", "0", "12.50"},
		{"10", "25", "5", "15"},
		{"10", "50", "5", "15"},
		{"10", "-50", "0.5", "5.0"},
		{"0", "50", "5", "0"},
	} {
		got, err := Margin{dec(t, test.percent), dec(t, test.round)}.Price(dec(t, test.cost))
		if err != nil || got.String() != test.want {
			t.Errorf("%+v: %v, %v", test, got, err)
		}
	}
	for _, m := range []Margin{{dec(t, "-101"), decimal.Decimal{}}, {decimal.Decimal{}, dec(t, "-1")}} {
		if price, err := m.Price(dec(t, "10")); CodeOf(err) != Invalid {
			t.Errorf("%+v: %v, %v", m, price, err)
		}
	}
}

func TestWhatIsOwed(t *testing.T) {
	for _, test := range []struct {
		cost              string
		quantity, remains int64
		want              string
	}{
		{"0.27819", 1000, 157, "0.04367583"},
		{"10", 1000, 500, "5"},
		{"10", 1000, 1000, "10"},
		{"10", 1000, 2000, "10"},
		{"10", 1000, 0, "0"},
		{"10", 1000, -3, "0"}, // it delivered more
		{"10", 0, 5, "0"},
		{"9999999999999999999", 1_000_000, 500_000, "5000000000000000000"},
	} {
		if got := Owed(dec(t, test.cost), test.quantity, test.remains); !got.Equal(dec(t, test.want)) {
			t.Errorf("%+v: %v", test, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cost := rates().Draw(t, "cost")
		quantity := rapid.Int64Range(1, math.MaxInt64).Draw(t, "quantity")
		owed := Owed(cost, quantity, rapid.Int64().Draw(t, "remains"))
		if owed.IsNeg() || cost.Less(owed) {
			t.Fatalf("%v of %v", owed, cost)
		}
	})
}

func TestMoneyIsWrittenAsStrings(t *testing.T) {
	charge := dec(t, "0.27819")
	text, err := json.Marshal(struct {
		S Service
		O OrderStatus
		B Balance
		M Margin
	}{Service{Rate: dec(t, "0.90")}, OrderStatus{Charge: &charge}, Balance{dec(t, "100.84292"), "USD"}, Margin{dec(t, "25"), dec(t, "0.5")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"Rate":"0.90"`, `"Charge":"0.27819"`, `"Amount":"100.84292"`, `"Percent":"25"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
}
