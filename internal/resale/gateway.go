package resale

import (
	"time"

	"github.com/govalues/decimal"
)

// Gateway is a way to pay the invoices of an XMPlus panel.
type Gateway struct {
	ID         int64
	Name       string // as people read it: "USDT TRC20"
	Kind       string // as the panel calls it: "USDTTRC20"
	Currency   string // what is paid in
	FeePercent decimal.Decimal
	FeeFixed   decimal.Decimal
}

// Fee is what a gateway adds to a sum, rounded up to two digits, or to as many
// as the sum has; false when it cannot be told.
func (g Gateway) Fee(of Sum) (Sum, bool) {
	if !of.Known {
		return Sum{}, false
	}
	fee, err := of.Amount.Mul(g.FeePercent)
	if err == nil {
		fee, err = fee.Mul(decimal.MustNew(1, 2))
	}
	if err == nil {
		fee, err = fee.Add(g.FeeFixed)
	}
	if err != nil || fee.IsNeg() {
		return Sum{}, false
	}
	digits := max(of.Amount.Scale(), 2)
	return Sum{Amount: fee.Ceil(digits).Pad(digits), Unit: of.Unit, Known: true}, true
}

// PaymentKind is what a panel answers to a wish to pay.
type PaymentKind string

// The kinds.
const (
	PayCode    PaymentKind = "code"    // a text that becomes a QR code: an address of a wallet, a payment code
	PayLink    PaymentKind = "link"    // a page to pay at
	PayImage   PaymentKind = "image"   // a picture that the panel drew
	PayPage    PaymentKind = "page"    // what cannot be finished in a chat: the panel's page of the invoice
	PayNothing PaymentKind = "nothing" // paid from the balance, or somebody has to confirm it by hand
)

// Payment is how an invoice is to be paid with a gateway.
type Payment struct {
	Kind          PaymentKind
	Invoice       string
	Gateway       string    // as the panel calls it
	Text          string    // of PayCode, to be copied and drawn; of PayImage what the picture says, if it is known
	URL           string    // of PayLink and PayPage, https or http
	Image         []byte    // of PayImage: PNG, JPEG or GIF
	Amount, Total Sum       // in the gateway's currency
	Created       time.Time // UTC; zero when the panel did not say
	Expires       time.Time // UTC; zero: no end, or the panel did not say
}
