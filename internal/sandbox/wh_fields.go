package sandbox

func whClientFields() []whField {
	return []whField{
		{name: "first_name", needs: true},
		{name: "last_name", needs: true},
		{name: "email", needs: true},
		{name: "company_name", third: "company"},
		{name: "phone"},
		{name: "country"},
		whCurrency(),
		whStatus("active", "inactive", "closed"),
		{name: "password", sort: whHidden},
	}
}

func whProductFields() []whField {
	return []whField{
		{name: "name", needs: true},
		{name: "type", begin: "hosting"},
		{name: "description"},
		{name: "price", sort: whMoney},
		{name: "billing_cycle", sort: whWords, words: whCycles()},
		{name: "setup_fee", sort: whMoney},
		whCurrency(),
		whStatus("active", "inactive"),
	}
}

func whServiceFields() []whField {
	return []whField{
		{name: "client_id", second: "client", third: "customer_id", sort: whRef, of: WHClients, needs: true},
		{name: "product_id", second: "product", sort: whRef, of: WHProducts, needs: true},
		{name: "server_id", second: "server", sort: whRef, of: WHServers},
		{name: "domain", third: "hostname"},
		{name: "username"},
		{name: "password", sort: whHidden},
		{name: "status", sort: whWords, words: []string{"pending", "active", "suspended", "terminated", "cancelled"}, own: true},
		{name: "billing_cycle", sort: whWords, words: whCycles()},
		{name: "price", third: "amount", sort: whMoney},
		whCurrency(),
		{name: "next_due_date", second: "next_due_at", sort: whDay},
		{name: "suspended_at", sort: whTime, own: true},
		{name: "terminated_at", sort: whTime, own: true},
	}
}

func whInvoiceFields() []whField {
	return []whField{
		{name: "invoice_number", second: "number", own: true},
		{name: "client_id", second: "client", third: "customer_id", sort: whRef, of: WHClients, needs: true},
		{name: "service_id", second: "service", sort: whRef, of: WHServices},
		{name: "status", sort: whWords, words: []string{"unpaid", "draft", "cancelled", "overdue", "paid", "refunded"}},
		{name: "items", third: "line_items", sort: whItems, needs: true},
		{name: "total", second: "amount", third: "grand_total", sort: whMoney, own: true},
		whCurrency(),
		{name: "due_date", third: "due_at", sort: whDay},
		{name: "paid_at", second: "date_paid", sort: whTime, own: true},
		{name: "notes"},
	}
}

func whPaymentFields() []whField {
	return []whField{
		{name: "invoice_id", second: "invoice", sort: whRef, of: WHInvoices, needs: true},
		{name: "client_id", second: "client", third: "customer_id", sort: whRef, of: WHClients, own: true},
		{name: "amount", sort: whMoney, needs: true},
		{name: "currency", own: true},
		{name: "gateway", second: "payment_method", needs: true},
		{name: "transaction_id", third: "reference"},
		{name: "status", sort: whWords, words: []string{"completed", "refunded"}, own: true},
		{name: "paid_at", sort: whTime, own: true},
	}
}

func whServerFields() []whField {
	return []whField{
		{name: "name", needs: true},
		{name: "hostname", needs: true},
		{name: "ip_address", third: "ip"},
		{name: "type", second: "module", begin: "cpanel"},
		{name: "username"},
		{name: "password", sort: whHidden},
		{name: "max_accounts", sort: whCount},
		whStatus("active", "inactive"),
	}
}

func whKeyFields() []whField {
	return []whField{
		{name: "name", needs: true},
		{name: "prefix", own: true},
		{name: "permissions", third: "scopes", sort: whList, needs: true},
		{name: "allowed_ips", second: "ip_whitelist", sort: whList},
		whStatus("active", "inactive", "revoked"),
		{name: "expires_at", sort: whDay},
		{name: "last_used_at", sort: whTime, own: true},
		{name: "key", sort: whHidden, own: true},
	}
}

func whWebhookFields() []whField {
	return []whField{
		{name: "name", needs: true},
		{name: "url", needs: true},
		{name: "events", sort: whList, needs: true},
		whStatus("active", "inactive"),
		{name: "last_status", sort: whCount, own: true},
		{name: "last_triggered_at", sort: whTime, own: true},
		{name: "secret", sort: whHidden, own: true},
	}
}

func whAuditFields() []whField {
	return []whField{
		{name: "action"},
		{name: "user", third: "actor"},
		{name: "entity_type", second: "object"},
		{name: "entity_id", sort: whCount},
		{name: "ip_address", third: "ip"},
	}
}
