package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// How much of a price list one screen has.
const (
	pricesPage = 10
	mostPrices = 14 // of one product
)

// hostPricesFlow is the price list of a hosting panel, to be read.
func hostPricesFlow(d Deps) dialog.Flow[hostPickSheet] {
	return dialog.Flow[hostPickSheet]{
		Name: "hostprices", Home: true, Needs: ops.WHMDC,
		Steps: []dialog.Step[hostPickSheet]{{Name: "list", Ask: d.askHostPrices, Take: func(_ context.Context, _ *dialog.Turn, s *hostPickSheet, a dialog.Answer) (dialog.Next, error) {
			s.turn(a)
			return dialog.Stay(chat.Text{}), nil
		}}},
	}
}

func (d Deps) askHostPrices(ctx context.Context, t *dialog.Turn, s *hostPickSheet) (chat.Screen, error) {
	all, err := d.Ops.HostPricing(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	all = slices.DeleteFunc(slices.Clone(all), func(p resale.Record) bool { return !s.sells(p) })
	last := max(1, (len(all)+pricesPage-1)/pricesPage)
	s.Page = max(1, min(s.Page, last))
	lines := append([]chat.Text{chat.T("hostprices.title")}, s.searched()...)
	if len(all) == 0 {
		lines = append(lines, chat.Text{}, chat.T("hostprices.none"))
	}
	for _, p := range all[(s.Page-1)*pricesPage : min(s.Page*pricesPage, len(all))] {
		lines = append(append(lines, chat.Text{}), priceLines(p)...)
	}
	rows := append(pages(s.Page, s.Page < last), s.clear()...)
	return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("clients.hint")), Rows: append(rows,
		row(goTo("hostprices.products", "hostlist "+string(ofProducts))),
		billingRow())}, nil
}

// sells tells whether a product belongs into the price list that is looked at.
func (s hostPickSheet) sells(p resale.Record) bool {
	return p.Deleted().IsZero() && p.State() != resale.RecordInactive &&
		strings.Contains(strings.ToLower(p.Label()), strings.ToLower(s.Search))
}

// priceLines are a product and what it costs, cycle by cycle.
func priceLines(p resale.Record) []chat.Text {
	lines := []chat.Text{chat.T("hostprices.product", chat.Args{"Name": shorten(p.Label(), 60)})}
	prices := soldPrices(p)
	for _, price := range prices[:min(len(prices), mostPrices)] {
		args := chat.Args{"Cycle": cycleText(price), "Price": sumText(price.Price), "Setup": chat.Text{}}
		if price.Price.IsZero() {
			args["Price"] = chat.T("hostprices.free")
		}
		if price.Setup.Known && price.Setup.Amount.IsPos() {
			args["Setup"] = sumText(price.Setup)
		}
		lines = append(lines, chat.T("hostprices.price", args))
	}
	if len(prices) == 0 {
		lines = append(lines, chat.T("hostprices.no_price"))
	}
	return append(lines, howMany("hostprices.more", max(0, len(prices)-mostPrices))...)
}

// soldPrices leaves out the zeros that panels write beside prices, for cycles
// that are not sold. A product with zeros alone is free.
func soldPrices(p resale.Record) []resale.HostPrice {
	prices := p.Prices()
	sold := slices.DeleteFunc(slices.Clone(prices), func(price resale.HostPrice) bool { return price.Price.IsZero() })
	if len(sold) == 0 {
		return prices[:min(len(prices), 1)]
	}
	return sold
}

// cycleText is how often a price is paid, in the person's language where it is
// known.
func cycleText(p resale.HostPrice) chat.Text {
	switch p.Months {
	case 0, 1, 3, 6, 12, 24, 36:
		return chat.T("hostprices.cycle_" + strconv.Itoa(p.Months))
	}
	return someText(p.Cycle, 40)
}
