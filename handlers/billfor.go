package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// boughtLine says in a few words what an invoice is for, of a top-up how much
// it adds where that is known.
func boughtLine(kind storage.InvoiceKind, p resale.Purchase, adds int64) chat.Text {
	plan := shorten(p.Plan, 60)
	switch {
	case kind == storage.InvoiceTopUp && adds > 0 && p.Quantity <= 1:
		return chat.T("pay.for_traffic", chat.Args{"Traffic": traffic(adds), "Plan": shorten(p.Of, 60)})
	case plan == "":
		kind = storage.InvoiceOther
	case kind == storage.InvoiceOther: // what it is for is known all the same
		kind = storage.InvoiceNew
	}
	of := chat.Text{Key: "pay.of_plan", Args: chat.Args{"Plan": plan}}
	if text := periodText(p.Period); text.Key != "" && p.Period != resale.TopUp {
		of = chat.T("pay.of_period", chat.Args{"Plan": plan, "Period": text})
	}
	if p.Quantity > 1 {
		of = chat.T("pay.of_many", chat.Args{"What": of, "Quantity": p.Quantity})
	}
	return chat.T("pay.for_"+string(kind), chat.Args{"What": of})
}

// billLine is boughtLine of an invoice that is kept.
func billLine(i storage.Invoice) chat.Text {
	kind := i.Kind
	if kind == "" {
		kind = storage.InvoiceOther
	}
	return boughtLine(kind, i.Purchase, i.Adds)
}

// viewLine is boughtLine of an invoice as the store shows it now.
func viewLine(view ops.InvoiceView) chat.Text {
	now := view.Now
	p := resale.Purchase{Plan: now.Plan, Period: now.Period, Quantity: now.Quantity, Of: view.Kept.Purchase.Of}
	return boughtLine(billKind(view), p, view.Kept.Adds)
}

// kindMark tells renewals and added traffic from what is new, in lists.
func kindMark(kind storage.InvoiceKind) string {
	switch kind {
	case storage.InvoiceRenew:
		return " 🔁"
	case storage.InvoiceTopUp:
		return " 📶"
	}
	return ""
}
