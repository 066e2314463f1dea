package ops

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

const proposeAct = "propose host payment"

// ProposePayment gives what is left to pay of an invoice, with a transaction
// that stays the same until a payment is recorded, the invoice's payments, and
// the invoice: as they were read within that time, 0 for as they are now. What was
// read is good for a question: HostPay refuses what has changed. It is Unsure
// where the panel did not show all payments: then less may be left. AlreadyPaid:
// there is nothing left. Unclear: the panel does not say how much. NotFound and
// Refused: nothing is to be paid.
func (o *Ops) ProposePayment(ctx context.Context, chat int64, invoice string, within time.Duration) (resale.HostPayment, []resale.Record, resale.Record, error) {
	c, err := o.connection(ctx, proposeAct, WHMDC, chat)
	if err != nil {
		return resale.HostPayment{}, nil, resale.Record{}, err
	}
	bill, paid, seen := o.seenBill(c, invoice, within)
	if !seen {
		if bill, err = o.hostGet(ctx, c, resale.HostInvoices, invoice); err != nil {
			return resale.HostPayment{}, nil, resale.Record{}, err
		}
	}
	if err := payable(proposeAct, bill); err != nil {
		return resale.HostPayment{}, nil, bill, err
	}
	if !seen {
		if paid, err = o.paymentsSeen(ctx, c, bill); err != nil {
			return resale.HostPayment{}, nil, bill, err
		}
	}
	left, err := leftToPay(bill, paid.all)
	p := resale.HostPayment{Amount: left, Left: left, Unsure: !paid.sure, Gateway: "manual", Transaction: nextTransaction(bill, paid.all)}
	return p, paid.all, bill, err
}

// leftToPay is the total less what was paid: the larger of what the payments
// come to and what the invoice itself says.
func leftToPay(bill resale.Record, payments []resale.Record) (decimal.Decimal, error) {
	total := bill.Total()
	if !total.Known {
		return decimal.Decimal{}, refusedHost(proposeAct, resale.Unclear, "")
	}
	left, err := total.Amount.Sub(bill.PaidPart().Amount.Max(paidIn(bill, payments)))
	switch {
	case err != nil:
		return decimal.Decimal{}, fmt.Errorf("%s: %w", proposeAct, err)
	case !left.IsPos():
		return decimal.Decimal{}, refusedHost(proposeAct, resale.AlreadyPaid, "")
	}
	return left, nil
}

// came tells of a payment that came in, as far as the panel says how it went.
func came(p resale.Record) bool {
	switch p.State() {
	case resale.RecordRefunded, resale.RecordCancelled, resale.RecordPending, resale.RecordInactive, resale.RecordTerminated, resale.RecordDraft:
		return false
	}
	return p.Deleted().IsZero()
}

// nextTransaction numbers the payments of an invoice: "TG-17-2" is the second
// one. It is past every number that is taken.
func nextTransaction(bill resale.Record, payments []resale.Record) string {
	prefix, n := "TG-"+bill.ID+"-", len(payments)
	for _, p := range payments {
		if rest, ours := strings.CutPrefix(strings.ToUpper(p.Transaction()), strings.ToUpper(prefix)); ours {
			if taken, err := strconv.Atoi(rest); err == nil {
				n = max(n, taken)
			}
		}
	}
	return prefix + strconv.Itoa(n+1)
}
