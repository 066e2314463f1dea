package whmdc

import "resellerbot/internal/resale"

// kind is what the API can do with one kind of thing: the ids of its calls in
// the table of operations, "" for a call that the API does not have.
type kind struct {
	one, many                         string   // for the name of an act
	within                            []string // what an answer wraps one in, and a list of them
	list, get, create, update, remove string
}

func kinds() map[resale.RecordKind]kind {
	return map[resale.RecordKind]kind{
		resale.Customers:    {"customer", "customers", []string{"client", "customer", "user", "clients", "customers"}, "WH01", "WH02", "WH03", "WH04", "WH05"},
		resale.Products:     {"product", "products", []string{"product", "products", "pricing"}, "WH06", "WH07", "WH08", "WH09", "WH10"},
		resale.HostServices: {"service", "services", []string{"service", "services"}, "WH12", "WH13", "WH14", "WH15", "WH16"},
		resale.HostInvoices: {"invoice", "invoices", []string{"invoice", "invoices"}, "WH21", "WH22", "WH23", "WH24", "WH25"},
		resale.HostPayments: {"payment", "payments", []string{"payment", "transaction", "payments", "transactions"}, "WH27", "WH27", "WH28", "", ""},
		resale.HostServers:  {"server", "servers", []string{"server", "servers"}, "WH29", "WH29", "WH30", "WH31", "WH32"},
		resale.HostKeys:     {"API key", "API keys", []string{"api_key", "apiKey", "key", "api_keys", "apiKeys", "keys"}, "WH33", "WH33", "WH34", "WH35", "WH35"},
		resale.HostHooks:    {"webhook", "webhooks", []string{"webhook", "hook", "webhooks", "hooks"}, "WH36", "WH36", "WH37", "WH38", "WH38"},
		resale.HostAudit:    {"entry", "audit log", []string{"entry", "logs", "entries", "audit_log", "audit_logs", "auditLogs"}, "WH39", "WH39", "", "", ""},
	}
}

func unsupported(act string) error { return &resale.Error{Act: act, Code: resale.Unsupported} }
