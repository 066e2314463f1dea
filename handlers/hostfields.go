package handlers

import "resellerbot/internal/resale"

// Fields that several kinds have.

func statusField(choices ...string) hostField {
	return hostField{name: "status", also: []string{"state"}, form: choiceForm, choices: choices, edit: len(choices) > 0}
}

func createdField() hostField {
	return hostField{name: "created_at", also: []string{"created", "date_created", "created_on", "date"}, form: dayForm, at: resale.Record.Created}
}

func notesField() hostField {
	return hostField{name: "notes", also: []string{"note", "comment"}, form: noteForm, ask: may, edit: true}
}

// customerRef is the customer that a record belongs to.
func customerRef(ask hostAsk) hostField {
	return hostField{name: "client_id", also: []string{"client", "customer", "customer_id", "user", "user_id"}, form: refForm, of: resale.Customers, ask: ask}
}

func invoiceRef() hostField {
	return hostField{name: "invoice_id", also: []string{"invoice"}, form: refForm, of: resale.HostInvoices}
}

// herStatus is statusField of what many languages call her.
func herStatus(choices ...string) hostField {
	f := statusField(choices...)
	f.her = true
	return f
}

// billingCycles are how often a service is paid.
func billingCycles() []string {
	return []string{"monthly", "quarterly", "semiannually", "annually", "one_time"}
}

// moreCycles are those that are rarely offered, but known.
func moreCycles() []string { return []string{"biennially", "triennially", "free"} }

func serverTypes() []string { return []string{"cpanel", "plesk", "directadmin"} }

func cycleField(ask hostAsk) hostField {
	return hostField{name: "billing_cycle", also: []string{"cycle", "period", "billing_period"}, form: choiceForm, choices: billingCycles(), other: true, ask: ask, edit: true}
}

func customerFields() []hostField {
	return []hostField{
		{name: "first_name", also: []string{"firstname"}, ask: must, edit: true},
		{name: "last_name", also: []string{"lastname"}, ask: must, edit: true},
		{name: "email", also: []string{"email_address", "mail"}, form: emailForm, ask: must, edit: true},
		{name: "company_name", also: []string{"company", "companyname"}, ask: may, edit: true},
		{name: "phone", also: []string{"phone_number", "telephone"}, edit: true},
		{name: "country"},
		statusField("active", "inactive"),
		createdField(),
	}
}

func productFields() []hostField {
	return []hostField{
		{name: "name", also: []string{"title"}, ask: must, edit: true},
		currencyField(),
		{name: "price", also: []string{"amount", "monthly_price"}, form: moneyForm, ask: must, edit: true},
		cycleField(must),
		{name: "setup_fee", also: []string{"setup"}, form: moneyForm, ask: may, edit: true},
		{name: "description", form: noteForm, ask: may, edit: true},
		{name: "type", also: []string{"product_type"}},
		{name: "items", also: []string{"prices", "pricing"}, form: linesForm},
		statusField("active", "inactive"),
		createdField(),
	}
}

func hostServiceFields() []hostField {
	return []hostField{
		customerRef(must),
		{name: "product_id", also: []string{"product", "package_id", "package"}, form: refForm, of: resale.Products, ask: must},
		{name: "domain", also: []string{"domain_name", "hostname"}, ask: may, edit: true},
		statusField(),
		cycleField(may),
		{name: "price", also: []string{"amount", "recurring_amount"}, form: moneyForm, ask: may, edit: true},
		{name: "next_due_date", also: []string{"next_due", "next_due_at", "due_date", "next_invoice_date", "renews_at"}, form: dayForm, ask: may, edit: true, at: resale.Record.NextDue},
		{name: "server_id", also: []string{"server"}, form: refForm, of: resale.HostServers},
		{name: "username", also: []string{"user_name", "account"}},
		createdField(),
		{name: "suspended_at", form: dayForm},
		{name: "terminated_at", form: dayForm},
	}
}

func invoiceFields() []hostField {
	return []hostField{
		{name: "invoice_number", also: []string{"number", "invoice_num"}},
		customerRef(must),
		currencyField(),
		herStatus("unpaid", "cancelled"),
		{name: "items", also: []string{"lines", "line_items", "invoice_items"}, form: linesForm, ask: must, edit: true},
		{name: "total", also: []string{"amount", "grand_total", "amount_due", "total_amount"}, form: moneyForm},
		{name: "due_date", also: []string{"due_at", "due", "date_due"}, form: dayForm, ask: must, edit: true, at: resale.Record.Due},
		{name: "paid_at", also: []string{"date_paid", "paid_date", "paid_on"}, form: dayForm, at: resale.Record.Paid},
		{name: "service_id", also: []string{"service"}, form: refForm, of: resale.HostServices},
		notesField(),
		createdField(),
	}
}

func paymentFields() []hostField {
	return []hostField{
		customerRef(never),
		invoiceRef(),
		{name: "amount", also: []string{"total", "amount_paid"}, form: moneyForm},
		{name: "gateway", also: []string{"method", "payment_method"}},
		{name: "transaction_id", also: []string{"transaction", "reference", "txn_id", "trans_id"}},
		statusField(),
		{name: "paid_at", also: []string{"date_paid", "paid_date", "paid_on", "date"}, form: dayForm, at: resale.Record.Paid},
		createdField(),
	}
}

func hostServerFields() []hostField {
	return []hostField{
		{name: "name", also: []string{"label"}, ask: must, edit: true},
		{name: "hostname", also: []string{"host"}, ask: must, edit: true},
		{name: "ip_address", also: []string{"ip"}, ask: may, edit: true},
		{name: "type", also: []string{"module", "server_type"}, form: choiceForm, choices: serverTypes(), other: true, ask: must, edit: true},
		{name: "username", also: []string{"user"}, ask: may, edit: true},
		{name: "password", form: hiddenForm, ask: may, edit: true},
		{name: "max_accounts", also: []string{"account_limit"}, form: countForm, ask: may, edit: true},
		statusField("active", "inactive"),
		createdField(),
	}
}

func hostKeyFields() []hostField {
	return []hostField{
		{name: "name", also: []string{"label"}, ask: must, edit: true},
		{name: "permissions", also: []string{"scopes", "abilities"}, form: wordsForm, ask: must, edit: true},
		{name: "allowed_ips", also: []string{"ip_allowlist", "ip_whitelist", "ips"}, form: wordsForm, ask: may, edit: true},
		herStatus("active", "inactive"),
		{name: "expires_at", also: []string{"expires"}, form: dayForm, ask: may, edit: true},
		{name: "last_used_at", also: []string{"last_used"}, form: dayForm},
		createdField(),
	}
}

func hookFields() []hostField {
	return []hostField{
		{name: "name", also: []string{"label"}, ask: must, edit: true},
		{name: "url", also: []string{"endpoint", "target_url"}, form: urlForm, ask: must, edit: true},
		{name: "events", also: []string{"topics"}, form: eventsForm, ask: must, edit: true},
		statusField("active", "inactive"),
		createdField(),
	}
}

func auditFields() []hostField {
	return []hostField{
		{name: "action", also: []string{"event", "description", "message"}},
		{name: "user", also: []string{"user_name", "actor", "admin", "user_email"}},
		{name: "object", also: []string{"entity", "entity_type", "resource", "subject", "model"}},
		{name: "ip_address", also: []string{"ip"}},
		createdField(),
	}
}
