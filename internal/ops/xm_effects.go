package ops

// xmEffects are the acts of a store's customers.
func (o *Ops) xmEffects() []effect {
	return []effect{registerMember(nil), o.createInvoice(), o.renewInvoice(), o.topUpInvoice(), o.payInvoice()}
}
