package sandbox

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// smmMost is how many ids one call may name.
const smmMost = 100

// smmSplit gives the ids of a list; false when there are none or too many.
func smmSplit(list string) ([]string, bool) {
	ids := strings.Split(list, ",")
	for i, id := range ids {
		ids[i] = strings.TrimSpace(id)
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == "" })
	return ids, len(ids) > 0 && len(ids) <= smmMost
}

// orderOf finds an order of the key that asks.
func (p *SMMPanel) orderOf(q smmRequest, id string) *SMMOrder {
	if o := p.state.orders[smmID(id)]; o != nil && o.Key == q.key {
		return o
	}
	return nil
}

// status tells about one order or many.
func (p *SMMPanel) status(q smmRequest) smmReply {
	if q.form.Has("orders") {
		return p.statuses(q)
	}
	if !q.form.Has("order") {
		if p.quirks.EmptyReply {
			return smmRead(nil)
		}
		return p.refuse(smmBadRequest)
	}
	o := p.orderOf(q, q.form.Get("order"))
	if o == nil {
		return p.refuse(smmBadOrder)
	}
	return smmRead(p.statusOf(o))
}

func (p *SMMPanel) statuses(q smmRequest) smmReply {
	ids, ok := smmSplit(q.form.Get("orders"))
	if !ok {
		return p.refuse(smmBadRequest)
	}
	if p.quirks.Statuses == SMMStatusArray {
		slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(smmID(a), smmID(b)) })
	}
	keyed, rows := smmObject{}, []smmObject{}
	for _, id := range ids {
		o := p.orderOf(q, id)
		if o == nil && p.quirks.Statuses == SMMStatusTexts {
			keyed[id] = p.quirks.say(smmBadOrder)
			continue
		}
		row := smmObject{}
		if o != nil {
			row = p.statusOf(o)
		} else {
			row["error"] = p.quirks.say(smmBadOrder)
		}
		keyed[id] = row
		if p.quirks.Statuses == SMMStatusRows {
			row["order"] = p.quirks.asked(id)
		}
		if o != nil || p.quirks.Statuses == SMMStatusRows {
			rows = append(rows, row)
		}
	}
	if p.quirks.Statuses == SMMStatusRows || p.quirks.Statuses == SMMStatusArray {
		return smmRead(rows)
	}
	return smmRead(keyed)
}

// asked repeats an id that was sent, whatever it is.
func (q SMMQuirks) asked(id string) any {
	if n, err := strconv.Atoi(id); err == nil {
		return q.id(n)
	}
	return id
}

func (p *SMMPanel) statusOf(o *SMMOrder) smmObject {
	q := p.quirks
	row := smmObject{"status": q.word(o.State)}
	switch {
	case o.Parent == 0 && o.service.subscribes():
		row["expiry"] = o.Form.Get("expiry")
		if q.BooleanExpiry {
			row["expiry"] = o.Form.Get("expiry") != ""
		}
		row.put("posts", q.Counts, SMMString, strconv.Itoa(o.Posts))
		row["orders"] = q.ids(o.Orders)
		return row
	case o.Runs > 0 && q.DripRuns:
		row.put("runs", q.Counts, SMMString, strconv.Itoa(len(o.Orders)))
		row["orders"] = q.ids(o.Orders)
		return row
	}
	charge, counts, amounts := o.Charge, q.Counts, q.Rates
	if !o.Begun && !o.State.final() {
		counts, amounts = cmp.Or(q.Unset, counts), cmp.Or(q.NoCharge, amounts)
	}
	if left, err := charge.Sub(o.Refunded); err == nil && q.ReducedCharge {
		charge = smmTidy(left)
	}
	row["currency"] = p.options.Currency
	row.put("charge", amounts, SMMString, charge.String())
	row.put("start_count", counts, SMMString, strconv.Itoa(o.StartCount))
	row.put("remains", counts, SMMString, strconv.Itoa(o.Remains))
	return row
}

// word spells a state.
func (q SMMQuirks) word(s SMMState) string {
	known := []SMMState{
		SMMPending, SMMProcessing, SMMInProgress, SMMCompleted, SMMPartial, SMMCanceled, SMMRefunded, SMMAwaiting, SMMActive, SMMPaused, SMMExpired,
	}
	if q.UnknownPending && !slices.Contains(known, s) {
		s = SMMPending
	}
	return cmp.Or(q.Words[s], string(s))
}
