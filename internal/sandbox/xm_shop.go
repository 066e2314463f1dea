package sandbox

import (
	"slices"
	"strconv"
)

// xmPeriods are the billing cycles, by the panel's names: one is misspelt.
func xmPeriods() []string { return []string{"month", "quater", "semiannual", "annual", xmTopUp} }

const xmTopUp = "topup_traffic"

// xmDays is how long what was paid for lasts.
func xmDays(billing string) int {
	return map[string]int{"month": 30, "quater": 90, "semiannual": 180, "annual": 365}[billing]
}

// xmBilling is a cycle as account/info has it, with its mistake.
func xmBilling(billing string) string {
	return map[string]string{"month": "Monthly", "quater": "Quaterly", "semiannual": "Semiannually", "annual": "Annually"}[billing]
}

// xmGB is traffic of a plan.
func xmGB(n int) string {
	if n == 0 {
		return "Unlimited"
	}
	return strconv.Itoa(n) + " GB"
}

func (p *XMPanel) listPackages(xmRequest) xmReply { return p.offered(false) }
func (p *XMPanel) listTraffic(xmRequest) xmReply  { return p.offered(true) }

// offered lists the plans of one sort.
func (p *XMPanel) offered(topUp bool) xmReply {
	rows := make([]xmObject, 0, len(p.state.listed))
	for _, id := range p.state.listed {
		plan := p.state.plans[id]
		if plan.Off || plan.TopUp != topUp {
			continue
		}
		billing := xmObject{}
		for _, period := range xmPeriods() {
			if price := plan.Prices[period]; price != "" {
				billing[period] = xmMoney("$", xmDecimal(price))
			}
		}
		row := xmObject{
			"id": plan.ID, "name": plan.Name, "traffic": xmGB(plan.Traffic), "desc": plan.Text,
			"enable_stock": plan.Counted, "stock_count": plan.Stock, "billing": billing, "sort": plan.Sort,
		}
		if !topUp {
			row["iplimit"], row["speedlimit"] = plan.Devices, xmSpeed(plan.Speed)
			row["server_group"], row["traffic_reset"] = plan.Group, plan.Resets
		}
		rows = append(rows, row)
	}
	return xmRead(xmObject{"packages": rows})
}

func xmSpeed(speed int) string { return strconv.Itoa(speed) + " Mb/s" }

// packageInfo has other types than the lists: numbers for names and flags.
func (p *XMPanel) packageInfo(q xmRequest) xmReply {
	plan := p.state.plans[q.body.number("pid")]
	if plan == nil || plan.Off {
		return p.refuse(xmNoPackage)
	}
	billing := xmObject{}
	for _, period := range xmPeriods() {
		if period == xmTopUp != plan.TopUp {
			continue
		}
		price := plan.Prices[period]
		billing[period] = xmObject{"status": map[bool]string{true: "on", false: "off"}[price != ""], "price": xmDecimal(price).String()}
	}
	flag := func(on bool) int { return map[bool]int{true: 1}[on] }
	row := xmObject{
		"id": plan.ID, "name": plan.Name, "traffic": xmGB(plan.Traffic), "desc": plan.Text, "type": "Full Package",
		"iplimit": plan.Devices, "speedlimit": plan.Speed, "server_group": p.group(plan.Group), "traffic_reset": flag(plan.Resets),
		"enable_stock": flag(plan.Counted), "stock_count": plan.Stock, "billing": billing, "sort": plan.Sort,
	}
	if plan.TopUp {
		row["type"] = "Traffic Package"
		for _, name := range []string{"iplimit", "speedlimit", "server_group", "traffic_reset"} {
			delete(row, name)
		}
	}
	return xmRead(xmObject{"package": row})
}

// group is the number of a server group: the first plan's is 1.
func (p *XMPanel) group(name string) int {
	var seen []string
	for _, id := range p.state.listed {
		if group := p.state.plans[id].Group; !slices.Contains(seen, group) {
			seen = append(seen, group)
		}
	}
	return slices.Index(seen, name) + 1
}
