package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// wayName is what people call a way to pay.
func wayName(g resale.Gateway) string { return shorten(or(g.Name, or(g.Kind, "#"+number(g.ID))), 30) }

// withFee gives what is to be paid with a fee; false where there is none.
func withFee(g resale.Gateway, of resale.Sum) (resale.Sum, bool) {
	fee, ok := g.Fee(of)
	if !ok || fee.IsZero() {
		return resale.Sum{}, false
	}
	total, err := of.Amount.Add(fee.Amount)
	return resale.Sum{Amount: total, Unit: of.Unit, Known: true}, err == nil
}

// feeLine says what a way to pay costs, and why.
func feeLine(g resale.Gateway, of, total resale.Sum) chat.Text {
	fee, _ := g.Fee(of)
	args := chat.Args{"Name": wayName(g), "Total": sumText(total), "Fee": sumText(fee)}
	if g.FeePercent.IsZero() {
		return chat.T("pay.fee", args)
	}
	args["Percent"] = chat.Amount{Number: g.FeePercent.Trim(0).String()}
	if g.FeeFixed.IsZero() {
		return chat.T("pay.fee_percent", args)
	}
	args["Fixed"] = sumText(resale.Sum{Amount: g.FeeFixed, Unit: of.Unit, Known: true})
	return chat.T("pay.fee_both", args)
}
