package sandbox

import (
	"strings"
)

type xmState struct {
	keys     map[string]bool // md5 of client API keys
	tokens   map[string]xmToken
	plans    map[int64]*XMPlan
	listed   []int64 // plans
	gateways []*XMGateway
	coupons  map[string]int
	accounts map[string]*xmAccount // by lower-case e-mail address
	services map[int64]*XMService
	invoices map[string]*XMInvoice
	shown    map[string]*XMInvoice // pending, and somebody can pay them
	codes    map[string]xmCode     // mailed, by lower-case e-mail address
	reseller map[string]string     // passwords of resellers, by e-mail address
	last     struct{ plan, gateway, account, service, invoice, code int64 }
}

// xmAccount is an account and what belongs to it.
type xmAccount struct {
	XMAccount
	services []*XMService
	invoices []*XMInvoice
	coming   []*XMInvoice // paid, and not delivered yet
}

func newXMState() xmState {
	return xmState{
		keys:     map[string]bool{},
		tokens:   map[string]xmToken{},
		plans:    map[int64]*XMPlan{},
		coupons:  map[string]int{},
		accounts: map[string]*xmAccount{},
		services: map[int64]*XMService{},
		invoices: map[string]*XMInvoice{},
		shown:    map[string]*XMInvoice{},
		codes:    map[string]xmCode{},
		reseller: map[string]string{},
	}
}

func (s *xmState) account(email string) *xmAccount {
	return s.accounts[strings.ToLower(strings.TrimSpace(email))]
}

func xmNext(last *int64) int64 { *last++; return *last }
