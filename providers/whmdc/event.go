package whmdc

import (
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// SignatureHeader is the header that a webhook's signature comes in.
const SignatureHeader = "X-Webhook-Signature"

// Events gives the names of the events that the panel tells.
func Events() []string {
	return []string{"invoice.created", "invoice.paid", "service.created", "service.provisioned", "service.suspended"}
}

// Verify tells whether a webhook's body was signed with the secret: HMAC-SHA256
// of the bytes as they came, in hex, bare or after "sha256=" (WH38).
func Verify(secret secret.String, header string, body []byte) bool { return false }

// ReadEvent reads the body of a webhook in both shapes that the panel's pages
// show (WH38). A time without a zone is taken as UTC. Errors are BadAnswer.
func ReadEvent(body []byte) (resale.HostEvent, error) { return resale.HostEvent{}, errNotYet }
