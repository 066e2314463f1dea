package xmplus

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"resellerbot/internal/resale"
)

// Plans gives what can be bought for a period, in the panel's order (XM06, POST
// packages).
func (c *Client) Plans(ctx context.Context) ([]resale.Plan, error) {
	return c.plans(ctx, call{operation: "XM06", act: "list plans", path: []string{"packages"}}, false)
}

// TopUps gives the traffic that can be added to a subscription, in the panel's
// order (XM07, POST packages/traffic).
func (c *Client) TopUps(ctx context.Context) ([]resale.Plan, error) {
	return c.plans(ctx, call{operation: "XM07", act: "list top-ups", path: []string{"packages", "traffic"}}, true)
}

// plans leaves out what has no price of the kind: nobody can buy it, and one
// kind bought as the other is refused.
func (c *Client) plans(ctx context.Context, k call, topUps bool) ([]resale.Plan, error) {
	var got answer
	var plans []resale.Plan
	k.read, k.limit = true, listBody
	k.take = func(a answer) bool {
		list, ok := rows(listIn(a, "packages"), "id")
		plans = make([]resale.Plan, 0, len(list))
		readable := len(list) == 0
		for _, row := range list {
			p := planOf(row)
			readable = readable || p.ID > 0
			if p.ID > 0 && len(p.Prices) > 0 && p.TopsUp() == topUps {
				plans = append(plans, p)
			}
		}
		slices.SortStableFunc(plans, func(a, b resale.Plan) int { return cmp.Compare(a.Sort, b.Sort) })
		return ok && readable
	}
	if err := c.do(ctx, k, &got); err != nil {
		return nil, err
	}
	return plans, nil
}

// Plan gives a plan or a top-up (XM08, POST package/info). Its prices bear no
// currency.
func (c *Client) Plan(ctx context.Context, id int64) (resale.Plan, error) {
	var got answer
	var p resale.Plan
	err := c.do(ctx, call{
		operation: "XM08", act: "read plan", path: []string{"package", "info"}, read: true, body: map[string]any{"pid": id},
		take: func(a answer) bool {
			p = planOf(a.inner("package", "data").inner("package"))
			return p.ID == id
		},
	}, &got)
	if err != nil {
		return resale.Plan{}, err
	}
	return p, nil
}

// listIn finds a list where its name says, or in data.
func listIn(a answer, name string) json.RawMessage {
	for _, raw := range []json.RawMessage{a.first(name), read(a["data"]).first(name), a.first("data")} {
		if raw != nil {
			return raw
		}
	}
	return a[name] // null, or missing
}

func planOf(a answer) resale.Plan {
	p := resale.Plan{
		ID: a.number("id", "pid", "packageid"), Name: a.plain(longestName, "name", "package"), Text: a.plain(longestNote, "desc", "description"), //nolint:misspell // as XMPlus writes it
		Traffic: cut(a.text("traffic"), longestWord), Devices: int(max(a.number("iplimit"), 0)), Speed: a.speed(), Group: a.group(),
		Resets: a.flag("traffic_reset"), Stock: -1, Sort: int(a.number("sort")), Prices: prices(read(a["billing"])),
	}
	if a.flag("enable_stock") && a.text("stock_count") != "" {
		p.Stock = int(max(a.number("stock_count"), 0))
	}
	return p
}

// prices reads a price as a text or as an object with a switch.
func prices(billing answer) []resale.PlanPrice {
	var found []resale.PlanPrice
	for _, period := range append(resale.Periods(), resale.TopUp) {
		said := read(billing[string(period)])
		price := billing.sum(string(period))
		if len(said) > 0 {
			price = said.sum("price")
			if said.text("status") != "" && !said.flag("status") {
				continue
			}
		}
		if price.Known && !price.Amount.IsNeg() {
			found = append(found, resale.PlanPrice{Period: period, Price: price})
		}
	}
	return found
}

// speed is "100 Mb/s", of which some calls give the number alone; 0 is no limit.
func (a answer) speed() string {
	text := a.text("speedlimit", "speed_limit")
	switch n, err := strconv.ParseInt(text, 10, 64); {
	case err != nil:
		return cut(text, longestWord)
	case n > 0:
		return text + " Mb/s"
	default:
		return ""
	}
}

// group is the name of the servers' group. A number tells nobody anything.
func (a answer) group() string {
	text := a.text("server_group", "group")
	if _, err := strconv.ParseInt(text, 10, 64); err == nil {
		return ""
	}
	return cut(text, longestWord)
}
