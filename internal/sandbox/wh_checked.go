package sandbox

import (
	"slices"
	"strings"
)

// checked tells what else is wrong with fields that are new, or change row id.
func (p *WHPanel) checked(kind WHKind, fields WHRow, id int64) whWrong {
	switch status := fields.Text("status"); kind {
	case WHClients:
		return p.checkedEmail(fields, id)
	case WHInvoices:
		if status == "paid" || status == "refunded" {
			return whWrong{"status", whNotPaid}
		}
	case WHWebhooks:
		return whCheckedHook(fields)
	}
	return whWrong{}
}

// checkedEmail wants an address that nobody else has or had: who was deleted
// keeps it.
func (p *WHPanel) checkedEmail(fields WHRow, id int64) whWrong {
	email, sent := fields["email"].(string)
	if !sent {
		return whWrong{}
	}
	if !strings.Contains(email, "@") || strings.ContainsAny(email, " ,") {
		return whWrong{"email", whInvalid}
	}
	for _, other := range p.state.all(WHClients) {
		if other.ID() != id && whAddress(other.Text("email")) == whAddress(email) {
			return whWrong{"email", whTaken}
		}
	}
	return whWrong{}
}

func whCheckedHook(fields WHRow) whWrong {
	url, sent := fields["url"].(string)
	if sent && !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return whWrong{"url", whInvalid}
	}
	events, sent := fields["events"].([]string)
	unknown := func(event string) bool { return !slices.Contains(whEvents(), event) }
	if sent && (len(events) == 0 || slices.ContainsFunc(events, unknown)) {
		return whWrong{"events", whInvalid}
	}
	return whWrong{}
}

// whAddress is how e-mail addresses are compared.
func whAddress(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
