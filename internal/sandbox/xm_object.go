package sandbox

import (
	"fmt"
	"strconv"
	"time"
)

// date writes a time as the panel does: of its own zone, without saying so.
func (p *XMPanel) date(t time.Time) any {
	switch {
	case !t.IsZero():
		return t.In(p.options.Zone).Format("2006-01-02 15:04")
	case p.quirks.NoDate == "null":
		return nil
	}
	return p.quirks.NoDate
}

// service is what account/info and service/info have in common.
func (p *XMPanel) service(a *xmAccount, s *XMService, now time.Time) xmObject {
	o := xmObject{
		"sid": s.ID, "userid": a.UID, "email": a.Email, "packageid": s.Plan, "package": "", "paid_date": p.date(s.Paid),
		"expire_date": p.date(s.Expires), "amount": xmMoney("$", xmDecimal(s.Amount)), "iplimit": s.devices(),
		"speedlimit": xmSpeed(0), "server_group": "", "traffic": xmBytes(s.Traffic), "used_traffic": xmBytes(s.Used), "today": xmBytes(s.Today),
		"status": p.quirks.say(s.status(now)), "reset_traffic": "",
	}
	if plan := p.state.plans[s.Plan]; plan != nil {
		o["package"], o["speedlimit"], o["server_group"] = plan.Name, xmSpeed(plan.Speed), plan.Group
		if plan.Resets {
			o["reset_traffic"] = fmt.Sprintf("Traffic will reset to %s after %d day(s)", xmGB(plan.Traffic), s.resetDays(now))
		}
	}
	return o
}

func (p *XMPanel) accountService(a *xmAccount, s *XMService, now time.Time) xmObject {
	o := p.service(a, s, now)
	o["billing"], o["recent_omline"] = xmBilling(s.Billing), nil
	switch name := p.quirks.LinkName; name {
	case "":
		o["sublink"] = s.Link
	case "null":
		o["sublink"] = nil
	default:
		o[name] = s.Link
	}
	return o
}

func (s *XMService) devices() string {
	limit := "∞"
	if s.Devices > 0 {
		limit = strconv.Itoa(s.Devices)
	}
	return strconv.Itoa(s.Online) + "/" + limit
}

func (s *XMService) status(now time.Time) xmText {
	switch {
	case s.Off:
		return "Disabled"
	case !now.Before(s.Expires):
		return "Expired"
	case s.Traffic >= 0 && s.Used >= s.Traffic:
		return "Traffic exhausted"
	default:
		return "Active"
	}
}

// resetDays is how many days are left of the 30 that began last.
func (s *XMService) resetDays(now time.Time) int {
	return 30 - int(now.Sub(s.Paid)/(24*time.Hour))%30
}

// xmBytes is traffic as the panel writes it.
func xmBytes(n int64) string {
	if n < 0 {
		return "Unlimited"
	}
	amount, unit := float64(n), 0
	units := []string{"B", "KB", "MB", "GB", "TB"}
	for amount >= 1024 && unit < len(units)-1 {
		amount /= 1024
		unit++
	}
	return strconv.FormatFloat(float64(int64(amount*100+0.5))/100, 'f', -1, 64) + " " + units[unit]
}

// invoice is a row of invoices, and what invoice/view gives.
func (p *XMPanel) invoice(a *xmAccount, i *XMInvoice) xmObject {
	o := xmObject{
		"id": i.Number, "invioce_id": i.ID, "created_at": p.date(i.Created), "currency": "USD", "amount": i.Amount, "packageid": i.Plan,
		"packagename": "", "discount": 0, "status": p.quirks.say(xmText(i.State)), "userid": a.UID, "email": a.Email, "quantity": i.Quantity,
		"billing": i.Billing, "serviceid": "", "paid_date": p.date(i.Paid),
	}
	if plan := p.state.plans[i.Plan]; plan != nil {
		o["packagename"] = plan.Name
	}
	if i.Discount != "0.00" {
		o["discount"] = i.Discount
	}
	if i.Service != 0 {
		o["serviceid"] = strconv.FormatInt(i.Service, 10)
	}
	if p.quirks.NumberStatus && (i.State == XMPaid || i.State == XMPending) {
		o["status"] = map[bool]int{true: 1}[i.State == XMPaid]
	}
	return o
}
