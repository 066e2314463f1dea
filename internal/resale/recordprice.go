package resale

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// HostPrice is one of the prices of a hosting product.
type HostPrice struct {
	Cycle  string // as the panel calls it: "monthly"; "" when there is one price alone; untrusted
	Months int    // how long a cycle is; 0: paid once; -1: not known
	Price  Sum
	Setup  Sum // paid once beside it; not Known when there is none
}

var currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)

// Prices finds the prices of a product, however they are nested: by cycle, by
// currency, in lists or one by one. They come by currency and then by length;
// what costs less than nothing is not for sale, and is left out.
func (r Record) Prices() []HostPrice {
	found := collector{most: 200}
	found.walk(Record{Fields: r.Fields}, place{}, deepest)
	slices.SortStableFunc(found.prices, func(a, b HostPrice) int {
		if a.Price.Unit != b.Price.Unit {
			return strings.Compare(a.Price.Unit, b.Price.Unit)
		}
		return length(a) - length(b)
	})
	return found.prices
}

func length(p HostPrice) int {
	if p.Months < 0 {
		return 1 << 20
	}
	return p.Months
}

func (r Record) cycle() string {
	return r.Text("billing_cycle", "cycle", "period", "interval", "term", "billing_period", "frequency")
}

// CycleMonths tells how many months a billing cycle is: 1 for "monthly", 12 for
// "annually", 0 for what is paid once, -1 for a word that is not known.
func CycleMonths(word string) int {
	switch squeeze(word) {
	case "onetime", "once", "lifetime", "único", "única":
		return 0
	case "monthly", "month", "1month", "1m", "mensal", "mensual":
		return 1
	case "quarterly", "quarter", "3months", "3m", "trimestral":
		return 3
	case "semiannually", "semiannual", "semiannum", "halfyearly", "biannually", "6months", "6m", "semestral":
		return 6
	case "annually", "annual", "yearly", "year", "12months", "1year", "12m", "1y", "anual": //nolint:misspell // Portuguese
		return 12
	case "biennially", "biennial", "2years", "24months", "24m", "2y", "bienal":
		return 24
	case "triennially", "triennial", "3years", "36months", "36m", "3y", "trienal":
		return 36
	default:
		return -1
	}
}

// place is where in the nesting a price stands.
type place struct{ cycle, currency string }

type collector struct {
	prices []HostPrice
	most   int
}

func priceNames() []string {
	return []string{"price", "recurring", "recurring_price", "recurring_amount", "amount", "cost", "value"}
}

// walk looks for a price among the fields of an object, and else for what it is
// nested in.
func (c *collector) walk(r Record, at place, depth int) {
	if depth == 0 || len(c.prices) >= c.most {
		return
	}
	at = place{cycle: cmp.Or(r.cycle(), at.cycle), currency: cmp.Or(r.Currency(), at.currency)}
	leaf, before := r.Sum(priceNames()...), len(c.prices)
	for _, f := range r.Fields {
		name := squeeze(f.Name)
		switch cycle, timed := cycleIn(name); {
		case currencyForm.MatchString(f.Name):
			c.add(f.Value, place{at.cycle, f.Name}, depth)
		case timed && strings.Contains(name, "setup"):
		case timed:
			c.add(f.Value, place{cycle, at.currency}, depth)
		case nests(name) && scalarText(f.Value) == "" && (!leaf.Known || !slices.Contains(priceNames(), name)):
			c.add(f.Value, at, depth)
		}
	}
	// The price beside a list of prices is one of them.
	if leaf.Known && len(c.prices) == before {
		c.keep(leaf, r.Sum("setup_fee", "setup", "setup_price", "setup_amount"), at)
	}
}

func nests(name string) bool {
	return slices.Contains([]string{"pricing", "prices", "cycles", "billingcycles", "options", "plans", "currencies", "recurring", "price"}, name)
}

// cycleIn finds the cycle that a field is named after: "monthly",
// "monthly_price", "price_monthly".
func cycleIn(name string) (cycle string, ok bool) {
	bare := name
	for _, word := range []string{"price", "amount", "cost", "setupfee", "setup", "fee"} {
		bare = strings.TrimSuffix(strings.TrimPrefix(bare, word), word)
	}
	return bare, CycleMonths(bare) >= 0
}

func (c *collector) add(raw json.RawMessage, at place, depth int) {
	if depth <= 0 {
		return
	}
	if sum := readSum(raw); scalarText(raw) != "" {
		c.keep(sum, Sum{}, at)
		return
	}
	list := listOf(raw)
	for _, one := range list {
		c.add(one, at, depth-1)
	}
	if fields, ok := fieldsOf(raw); ok && len(list) == 0 {
		c.walk(Record{Fields: fields}, at, depth-1)
	}
}

func (c *collector) keep(price, setup Sum, at place) {
	if !price.Known || price.Amount.IsNeg() || len(c.prices) >= c.most {
		return
	}
	months := CycleMonths(at.cycle)
	if at.currency != "" {
		price.Unit = at.currency
	}
	if setup.Known {
		setup.Unit = price.Unit
	}
	c.prices = append(c.prices, HostPrice{Cycle: at.cycle, Months: months, Price: price, Setup: setup})
}
