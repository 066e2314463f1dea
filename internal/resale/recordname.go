package resale

import "strings"

// Label is what people call it: its name, company, number, domain, host or
// address, or else "#12". It is untrusted.
func (r Record) Label() string {
	if r.Kind == Customers {
		first, last := r.Text("first_name", "firstname"), r.Text("last_name", "lastname")
		if name := strings.TrimSpace(first + " " + last); name != "" {
			return name
		}
	}
	label := r.Text(labelNames(r.Kind)...)
	switch {
	case label == "" && r.ID != "":
		return "#" + r.ID
	case label == "":
		return "?"
	case strings.Trim(label, "0123456789") == "":
		return "#" + label
	default:
		return label
	}
}

func labelNames(kind RecordKind) []string {
	switch kind {
	case Customers:
		return []string{"full_name", "name", "display_name", "company_name", "company", "email", "username"}
	case Products:
		return []string{"name", "title", "product_name", "product.name"}
	case HostServices:
		return []string{"domain", "domain_name", "hostname", "label", "name", "username", "product_name", "product.name"}
	case HostInvoices:
		return []string{"invoice_number", "number", "invoice_no", "invoicenum", "reference"}
	case HostPayments:
		return []string{"transaction_id", "transaction", "trans_id", "reference", "number"}
	case HostServers:
		return []string{"name", "hostname", "label", "ip_address", "ip"}
	case HostAudit:
		return []string{"action", "event", "description", "message", "activity"}
	default:
		return []string{"name", "label", "title", "number", "domain", "hostname", "url", "description"}
	}
}

// Ref gives the id of the thing of that kind that this one belongs to, or "";
// of its own kind its own.
func (r Record) Ref(of RecordKind) string {
	if of == r.Kind {
		return r.ID
	}
	refs := r.Refs(of)
	if len(refs) == 0 {
		return ""
	}
	return refs[0]
}

// BelongsTo tells whether this one names that one as what it belongs to, by its
// id or its uuid.
func (r Record) BelongsTo(owner Record) bool {
	for _, ref := range r.Refs(owner.Kind) {
		if ref != "" && (ref == owner.ID || ref == owner.UUID) {
			return true
		}
	}
	return false
}

// OwnedBy tells whether it is surely a customer's: it names them, or nobody and
// has their e-mail address.
func (r Record) OwnedBy(customer Record) bool {
	if r.Ref(Customers) != "" {
		return r.BelongsTo(customer)
	}
	email := r.Email()
	return email != "" && strings.EqualFold(email, customer.Email())
}

// Refs gives everything that names the thing of that kind that this one belongs
// to, ids and uuids: "client_id", "clientId", "client": {"id": …}, "client": 7,
// "client_uuid". Beside a client a user is who made it.
func (r Record) Refs(of RecordKind) []string {
	var refs []string
	for _, name := range kindNames(of) {
		for _, form := range []string{name + "_id", name + ".id", name, name + "_uuid", name + ".uuid"} {
			id := r.id(form)
			if form == name && strings.Trim(id, "0123456789") != "" && !uuidForm.MatchString(id) {
				continue // "client": "Acme" is a name
			}
			if id != "" {
				refs = append(refs, id)
			}
		}
		if len(refs) > 0 {
			break
		}
	}
	return refs
}

// Owner gives the customer within, with no fields when there is none. Beside a
// client a user is who made it.
func (r Record) Owner() Record {
	for _, name := range kindNames(Customers) {
		if who := r.Inner(name); len(who.Fields) > 0 {
			return who
		}
		if r.Text(name+"_id", name+"_uuid", name) != "" {
			break
		}
	}
	return Record{}
}

// Email gives the e-mail address of a customer, or of the customer within, or
// "".
func (r Record) Email() string {
	for _, name := range []string{"email", "email_address", "client.email", "customer.email", "user.email", "client_email", "customer_email"} {
		if text := r.Text(name); strings.Contains(text, "@") {
			return text
		}
	}
	return ""
}

// Lines gives the lines of an invoice.
func (r Record) Lines() []Record {
	for _, name := range []string{"items", "line_items", "lines", "invoice_items", "products"} {
		if rows := r.Rows(name); len(rows) > 0 {
			return rows
		}
	}
	return nil
}

// Gateway gives what a payment came by, or "". It is untrusted.
func (r Record) Gateway() string {
	return r.Text("gateway", "payment_method", "method", "gateway.name", "payment_gateway", "gateway_name")
}

// Transaction gives the number of a payment, or "". It is untrusted.
func (r Record) Transaction() string {
	return r.Text("transaction_id", "transaction", "transaction_reference", "trans_id", "transid", "txn_id", "reference", "external_id")
}
