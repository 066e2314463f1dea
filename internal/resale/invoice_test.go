package resale

import (
	"slices"
	"testing"
	"time"
)

func TestReadInvoiceState(t *testing.T) {
	paid := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		word string
		paid time.Time
		want InvoiceState
	}{
		{"Pending", time.Time{}, InvoicePending},
		{"PENDING ", time.Time{}, InvoicePending},
		{"Paid", time.Time{}, InvoicePaid},
		{"Pending", paid, InvoicePaid}, // the date is a fact, the word a translation
		{"", paid, InvoicePaid},
		{"Expired", paid, InvoicePaid}, // paid late
		{"Refunded", paid, InvoiceOver},
		{"已退款", paid, InvoiceOver},
		{"0", time.Time{}, InvoicePending},
		{"1", time.Time{}, InvoicePaid},
		{"2", time.Time{}, InvoiceUnclear},
		{"", time.Time{}, InvoiceUnclear},
		{"Cancelled", time.Time{}, InvoiceOver},
		{"canceled", time.Time{}, InvoiceOver},
		{"Expired", time.Time{}, InvoiceOver},
		{"پرداخت شده", time.Time{}, InvoicePaid},
		{"پرداخت\u200cشده", time.Time{}, InvoicePaid},
		{"در انتظار", time.Time{}, InvoicePending},
		{"پرداخت نشده", time.Time{}, InvoicePending},
		{"لغو شده", time.Time{}, InvoiceOver},
		{"منقضي شده", time.Time{}, InvoiceOver}, // with an Arabic letter
		{"已支付", time.Time{}, InvoicePaid},
		{"未支付", time.Time{}, InvoicePending},
		{"已取消", time.Time{}, InvoiceOver},
		{"Оплачен", time.Time{}, InvoicePaid},
		{"Не оплачен", time.Time{}, InvoicePending},
		{"Истёк", time.Time{}, InvoiceOver},
		{"Pago", time.Time{}, InvoicePaid},
		{"Pendente", time.Time{}, InvoicePending},
		{"NÃO PAGO", time.Time{}, InvoicePending},
		{"Pagado", time.Time{}, InvoicePaid},
		{"Anulado", time.Time{}, InvoiceOver},
		{"On hold", time.Time{}, InvoiceUnclear},
		{"Partially paid", time.Time{}, InvoiceUnclear},
	} {
		if got := ReadInvoiceState(test.word, test.paid); got != test.want {
			t.Errorf("%q, paid %v: %s, want %s", test.word, test.paid, got, test.want)
		}
	}
}

// A word that stood in two lists would mean whatever is asked first.
func TestNoWordOfAnInvoiceMeansTwoThings(t *testing.T) {
	seen := map[spelled]string{}
	for _, word := range slices.Concat(paidWords(), pendingWords(), overWords(), refundedWords()) {
		bare := invoiceWord(word)
		if other, twice := seen[bare]; twice || bare == "" {
			t.Errorf("%q is spelled like %q", word, other)
		}
		seen[bare] = word
	}
}

func TestPurchaseSame(t *testing.T) {
	pending := func(change func(*Invoice)) Invoice {
		i := Invoice{State: InvoicePending, PlanID: 3, Plan: "Hundred", Period: Month, Quantity: 1, Discount: ParseSum("0.00")}
		change(&i)
		return i
	}
	as := func(change func(*Purchase)) Purchase {
		p := Purchase{PlanID: 3, Plan: "Hundred", Period: Month, Quantity: 1}
		change(&p)
		return p
	}
	asItIs, asked := func(*Invoice) {}, func(*Purchase) {}
	for name, test := range map[string]struct {
		purchase Purchase
		invoice  Invoice
		want     bool
	}{
		"the same":             {as(asked), pending(asItIs), true},
		"no quantity":          {as(func(p *Purchase) { p.Quantity = 0 }), pending(asItIs), true},
		"no id of the plan":    {as(asked), pending(func(i *Invoice) { i.PlanID = 0 }), true},
		"no period":            {as(asked), pending(func(i *Invoice) { i.Period = "" }), true},
		"with a discount":      {as(asked), pending(func(i *Invoice) { i.Discount = ParseSum("5") }), true},
		"paid":                 {as(asked), pending(func(i *Invoice) { i.State = InvoicePaid }), false},
		"unclear":              {as(asked), pending(func(i *Invoice) { i.State = InvoiceUnclear }), false},
		"another plan":         {as(asked), pending(func(i *Invoice) { i.PlanID = 4 }), false},
		"another name":         {as(asked), pending(func(i *Invoice) { i.PlanID, i.Plan = 0, "Other" }), false},
		"another period":       {as(asked), pending(func(i *Invoice) { i.Period = Year }), false},
		"two":                  {as(func(p *Purchase) { p.Quantity = 2 }), pending(asItIs), false},
		"a coupon":             {as(func(p *Purchase) { p.Coupon = "TEN" }), pending(asItIs), false},
		"a coupon that counts": {as(func(p *Purchase) { p.Coupon = "TEN" }), pending(func(i *Invoice) { i.Discount = ParseSum("1.00") }), true},
		"a renewal":            {as(func(p *Purchase) { p.Subscription = 4 }), pending(func(i *Invoice) { i.Subscription = 4 }), true},
		"of another one":       {as(func(p *Purchase) { p.Subscription = 4 }), pending(func(i *Invoice) { i.Subscription = 5 }), false},
		"of nobody knows":      {as(func(p *Purchase) { p.Subscription = 4 }), pending(asItIs), false},
		"a new one, renewed":   {as(asked), pending(func(i *Invoice) { i.Subscription = 4 }), false},
		"a top-up": {
			as(func(p *Purchase) { p.Period, p.Subscription = TopUp, 4 }),
			pending(func(i *Invoice) { i.Period, i.Subscription = TopUp, 4 }), true,
		},
		"a renewal, topped up": {
			as(func(p *Purchase) { p.Subscription, p.Period = 4, "" }),
			pending(func(i *Invoice) { i.Period, i.Subscription = TopUp, 4 }), false,
		},
	} {
		if got := test.purchase.Same(test.invoice); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
