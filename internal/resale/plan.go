package resale

// Plan is something that an XMPlus panel sells: a package for a period, or
// traffic that is added to a subscription.
type Plan struct {
	ID      int64
	Name    string
	Text    string // the panel's description, often empty; untrusted
	Traffic string // "100 GB", as the panel writes it
	Devices int    // at once; 0: no limit, or the panel did not say
	Speed   string // "100 Mb/s", as the panel writes it; "" when it did not say
	Group   string // of servers, by name; "" when the panel gave only its number
	Resets  bool   // the traffic comes back every month
	Stock   int    // how many are left; -1 when they are not counted
	Prices  []PlanPrice
	Sort    int // the panel's own order
}

// PlanPrice is what a plan costs for a period.
type PlanPrice struct {
	Period Period
	Price  Sum
}

// Price gives what the plan costs for a period; false when it is not sold so.
func (p Plan) Price(period Period) (Sum, bool) {
	for _, known := range p.Prices {
		if known.Period == period {
			return known.Price, true
		}
	}
	return Sum{}, false
}

// SoldOut tells of a plan that is counted and of which none is left.
func (p Plan) SoldOut() bool { return p.Stock == 0 }

// TopsUp tells of a plan that only adds traffic to a subscription.
func (p Plan) TopsUp() bool {
	_, tops := p.Price(TopUp)
	return tops
}
