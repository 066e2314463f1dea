package sandbox

import (
	"net/http"
)

// xmText is what the panel says, in English, with its mistakes. Those whose
// words are not known are this panel's own.
type xmText string

const (
	xmBadKey      xmText = "Invalid client api key"
	xmNotLetIn    xmText = "Invalid or expired token"
	xmNoAccount   xmText = "No account registered with this email address."
	xmBadLogin    xmText = "The password is invalid for this account."
	xmWantsCode   xmText = "Two-factor authentication code is required."
	xmBadTwoStep  xmText = "The two-factor authentication code is invalid."
	xmTaken       xmText = "This email address is already registered."
	xmBadEmail    xmText = "The email address is invalid."
	xmBadDomain   xmText = "Registration with this email provider is not allowed."
	xmWeak        xmText = "Password must be at least 8 characters and contain an uppercase letter, a lowercase letter, a number and a special character."
	xmBadCode     xmText = "The email verification code is invalid or has expired."
	xmNoPackage   xmText = "The package does not exist."
	xmNoBilling   xmText = "The selected billing cycle is not available for this package."
	xmNoStock     xmText = "Out of Stock"
	xmBadQuantity xmText = "The quantity is invalid."
	xmBadCoupon   xmText = "The coupon code is invalid or has expired."
	xmUnpaid      xmText = "You currently have an unpaid order, please complete the payment or cancel to create a new order."
	xmNoService   xmText = "The service does not exist."
	xmNoInvoice   xmText = "The invoice does not exist."
	xmIsPaid      xmText = "The invoice has already been paid."
	xmIsOver      xmText = "The invoice has been cancelled."
	xmNoGateway   xmText = "The selected payment method does not exist or is inctive"
	xmNoFunds     xmText = "Insufficient account balance."
	xmGatewayDown xmText = "The payment gateway refused the request."
	xmNoWords     xmText = "Operation failed"
)

// refuse answers that something was not done: always the same code.
func (p *XMPanel) refuse(text xmText) xmReply {
	word := p.quirks.say(text)
	status := "error"
	if p.quirks.FailStatus {
		status = "fail"
	}
	if p.quirks.OnlyCode208 {
		word = p.quirks.say(xmNoWords)
	}
	return xmReply{status: http.StatusOK, body: xmObject{"status": status, "code": 208, "message": word}, refused: string(text)}
}

// unauthorized refuses a key or a token.
func (p *XMPanel) unauthorized(text xmText) xmReply {
	r := p.refuse(text)
	switch {
	case p.quirks.OnlyCode208:
	case text == xmBadKey && p.quirks.KeyStatus != 0:
		r.status, r.body["code"] = p.quirks.KeyStatus, p.quirks.KeyStatus
	case text == xmNotLetIn && !p.quirks.TokenWords:
		r.status, r.body["code"] = http.StatusUnauthorized, http.StatusUnauthorized
	}
	return r
}
