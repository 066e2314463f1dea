// Package resale holds the words of the business: what is sold, who is asked,
// and how an attempt can end. It is pure: no network, no storage, no clock.
package resale

import (
	"errors"
	"time"
)

// Code says how an attempt failed. Each code has a sentence for the person
// under the locale key "error.<code>".
type Code string

// The codes. Refused and the ones above it mean that nothing was changed;
// Unknown means that nobody can tell yet.
const (
	Unauthorized   Code = "unauthorized"    // the key is wrong or was revoked
	Forbidden      Code = "forbidden"       // the key may not do this, or the object is somebody else's or gone
	NotFound       Code = "not_found"       // no such object
	Invalid        Code = "invalid"         // the provider named what is wrong with the input, see Error.Detail
	RateLimited    Code = "rate_limited"    // asked too often, see Error.Wait
	NoFunds        Code = "no_funds"        // the account's balance is too small
	SameLink       Code = "same_link"       // an order with this link is still running, whoever placed it
	Unsupported    Code = "unsupported"     // the panel does not have this function
	Changed        Code = "changed"         // what was confirmed is not so any more, a price for example
	WrongLogin     Code = "wrong_login"     // the member's password is not that of the account
	CodeNeeded     Code = "code_needed"     // the account wants a code of its second step
	WrongCode      Code = "wrong_code"      // that code, or the one sent by e-mail, is wrong or too old
	NoAccount      Code = "no_account"      // nobody registered with this e-mail address
	NoStock        Code = "no_stock"        // the plan is sold out
	Unpaid         Code = "unpaid"          // the panel wants an earlier invoice paid first
	AlreadyPaid    Code = "already_paid"    // the same is paid for already, and is still to come
	BadCoupon      Code = "bad_coupon"      // no such coupon, or not for this
	OtherAPI       Code = "other_api"       // this panel speaks another generation of its API
	Refused        Code = "refused"         // an explicit no, with the provider's reason in Error.Detail
	Taken          Code = "taken"           // the name is in use already
	AlreadyThere   Code = "already_there"   // it is so already, or was recorded already; nothing was done
	Unclear        Code = "unclear"         // the panel shows it in a way that is not understood, so nothing was done
	Busy           Code = "busy"            // an earlier act on the same object is not settled yet
	Overtaken      Code = "overtaken"       // a newer act on the same object counts in its place
	LoggedOut      Code = "logged_out"      // this person has no account at the store, or logged out
	OtherPanel     Code = "other_panel"     // the account is at a panel that the store has left
	StoreClosed    Code = "store_closed"    // there is no such store, or it serves nobody now
	NotConnected   Code = "not_connected"   // this chat has no account with the provider
	PrivateAddress Code = "private_address" // the address is in a network that must not be dialled
	Blocked        Code = "blocked"         // HTML instead of an answer: a bot wall or an error page
	BadAnswer      Code = "bad_answer"      // an answer that cannot be understood, or is too large
	Unavailable    Code = "unavailable"     // down, unreachable, or too slow; nothing was changed
	Unknown        Code = "unknown"         // the call may or may not have taken effect
	Internal       Code = "internal"        // our own fault
)

// Error is how every attempt of this project fails: what was attempted, a code
// that people get a sentence for, and the cause for the operator. It never
// holds a secret.
type Error struct {
	Act    string        // what was attempted: "create client"
	Code   Code          //
	Detail string        // the provider's own words, if any; untrusted text
	Fields []string      // with Invalid: the names of the wrong fields, if the provider named them
	Wait   time.Duration // with RateLimited: how long to wait; 0 when unknown
	Err    error         // the cause, for logs
	Whose  string        // the provider that answered so: "whmdc"; "" where none was asked
}

func (e *Error) Error() string {
	s := e.Act + ": " + string(e.Code)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf gives the code of an error, Internal for one that has none, and ""
// for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
