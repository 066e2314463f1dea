package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// A product's own price and the panel's price list may be two things: a service
// is sold by the list.

// asSold gives products the price that the price list has for them, as the question
// after them will: for their own period, else the first one. Where it cannot be
// read soon, they keep theirs.
func (d Deps) asSold(ctx context.Context, t *dialog.Turn, products []resale.Record) []resale.Record {
	listed := d.priceList(ctx, t)
	all := slices.Clone(products)
	for i, r := range all {
		prices := listedFor(listed, r)
		price, ok := ownPeriod(r, prices)
		if !ok && len(prices) > 0 {
			price, ok = prices[0], true
		}
		if ok && price.Price.Known {
			all[i] = r.WithText("price", price.Price.Amount.String()).WithText("billing_cycle", price.Cycle).WithText("currency", price.Price.Unit)
		}
	}
	return all
}

// repriced adds to what was done to a product that the price list shows another
// price than the product itself.
func (d Deps) repriced(ctx context.Context, t *dialog.Turn, out ops.Outcome, screen chat.Screen) chat.Screen {
	screen.Lines = append(screen.Lines, d.pricedApart(ctx, t, out.Host.Now, "hostprices.still_apart")...)
	return screen
}

// pricedApart says what the price list shows for a product's own period, if that
// is another price than the product's.
func (d Deps) pricedApart(ctx context.Context, t *dialog.Turn, r resale.Record, key string) []chat.Text {
	own := r.Sum("price", "amount", "monthly_price")
	if !own.Known || r.State() == resale.RecordInactive {
		return nil
	}
	price, ok := ownPeriod(r, listedFor(d.priceList(ctx, t), r))
	if !ok || !price.Price.Known || price.Price.Amount.Cmp(own.Amount) == 0 {
		return nil
	}
	return []chat.Text{{}, chat.T(key, chat.Args{"Price": sumText(price.Price), "Cycle": cycleText(price)})}
}

// priceList is what the panel lists, nothing where it does not say so soon.
func (d Deps) priceList(ctx context.Context, t *dialog.Turn) []resale.Record {
	ctx, stop := context.WithTimeout(ctx, namesWithin)
	defer stop()
	listed, err := d.Ops.HostPricing(ctx, t.Input.Place.Chat)
	if err != nil {
		t.Log.Info("read the price list", "err", err)
	}
	return listed
}

// listedFor are the prices that the list has for a product, in its currency; none
// where there are several and nobody knows which is its.
func listedFor(listed []resale.Record, r resale.Record) []resale.HostPrice {
	i := slices.IndexFunc(listed, func(p resale.Record) bool { return p.ID == r.ID })
	if i < 0 {
		return nil
	}
	unit, prices := r.Currency(), slices.Clone(soldPrices(listed[i]))
	if unit == "" && len(prices) > 0 {
		first := prices[0].Price.Unit
		if slices.ContainsFunc(prices, func(p resale.HostPrice) bool { return p.Price.Unit != first }) {
			return nil
		}
	}
	return slices.DeleteFunc(prices, func(p resale.HostPrice) bool {
		return unit != "" && p.Price.Unit != "" && signOf(p.Price.Unit) != signOf(unit)
	})
}

// ownPeriod is the price for the period that a product itself names; one alone is
// for any.
func ownPeriod(r resale.Record, prices []resale.HostPrice) (resale.HostPrice, bool) {
	f, _ := hostFieldOf(ofProducts, "billing_cycle")
	cycle := r.Text(f.names()...)
	i := slices.IndexFunc(prices, func(p resale.HostPrice) bool {
		alone := len(prices) == 1 && (cycle == "" || p.Cycle == "")
		return alone || cycle != "" && (strings.EqualFold(p.Cycle, cycle) || p.Months >= 0 && p.Months == resale.CycleMonths(cycle))
	})
	if i < 0 {
		return resale.HostPrice{}, false
	}
	return prices[i], true
}
