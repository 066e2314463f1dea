package sandbox

import (
	"net/http"
	"strings"
)

// whText is what the panel says, in English. Its words are not documented:
// these are this panel's own.
type whText string

const (
	whBadKey    whText = "Invalid or missing API key"
	whRevoked   whText = "API key has been revoked"
	whNoScope   whText = "Insufficient permissions for this API key"
	whBadIP     whText = "Your IP address is not allowed to use this API key"
	whTooMany   whText = "Too many requests"
	whNoRoute   whText = "Endpoint not found"
	whNoMethod  whText = "Method not allowed"
	whNotJSON   whText = "Request body must be valid JSON"
	whGone      whText = "The requested :field was not found"
	whNeeded    whText = "The :field field is required"
	whInvalid   whText = "The :field field is invalid"
	whTaken     whText = "The :field has already been taken"
	whIsPaid    whText = "Invoice is already paid"
	whIsOver    whText = "Invoice cannot be paid in its current status"
	whPaidStays whText = "A paid invoice cannot be changed"
	whNotPaid   whText = "An invoice becomes paid by a payment only"
	whIsSo      whText = "Service is already in this status"
	whCannot    whText = "Service cannot be changed from its current status"
	whBroken    whText = "Internal server error"
)

// whCode is a refusal in one word, by its status.
func whCode(status int) string {
	return map[int]string{
		http.StatusUnauthorized: "unauthorized", http.StatusForbidden: "forbidden", http.StatusNotFound: "not_found", http.StatusConflict: "conflict",
		http.StatusTooManyRequests: "rate_limited", http.StatusBadRequest: "validation_error", http.StatusUnprocessableEntity: "validation_error",
		http.StatusMethodNotAllowed: "method_not_allowed",
	}[status]
}

// refuse answers that something was not done.
func (p *WHPanel) refuse(status int, text whText, field ...string) whReply {
	fill := func(words string) string {
		return strings.ReplaceAll(words, ":field", strings.ReplaceAll(strings.Join(field, " "), "_", " "))
	}
	message := fill(p.quirks.say(text))
	body := whObject{{"success", false}}
	if p.quirks.ErrorObject {
		body = body.with("error", whObject{{"code", whCode(status)}, {"message", message}})
	} else {
		body = body.with("error", message)
	}
	if p.quirks.SuccessFalse200 {
		status = http.StatusOK
	}
	return whReply{status: status, body: body, refused: fill(string(text))}
}

// invalid refuses a field.
func (p *WHPanel) invalid(wrong whWrong) whReply {
	reply := p.refuse(http.StatusBadRequest, wrong.text, wrong.field)
	if !p.quirks.ErrorsMap422 {
		return reply
	}
	said, _ := reply.body[1].value.(string)
	if said == "" {
		said = reply.refused
	}
	reply.body = whObject{{"success", false}, {"message", "The given data was invalid."}, {"errors", whObject{{wrong.field, []string{said}}}}}
	if !p.quirks.SuccessFalse200 {
		reply.status = http.StatusUnprocessableEntity
	}
	return reply
}
