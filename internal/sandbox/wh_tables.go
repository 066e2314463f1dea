package sandbox

// whSort is what a field holds.
type whSort int

const (
	whString whSort = iota
	whMoney
	whCount
	whTime
	whDay
	whList
	whRef    // another row's number, of the kind "of"
	whWords  // one of words; the first one unless something else is sent
	whItems  // an invoice's
	whHidden // a secret: shown once, if at all
)

// whField is a field of a kind. Its other names are those of the second and
// third envelope; either is taken.
type whField struct {
	name   string
	second string
	third  string
	sort   whSort
	needs  bool // must be sent when one is made
	own    bool // the panel's: what is sent is passed over
	of     WHKind
	words  []string
	begin  string // what it is unless something is sent
}

func (f whField) names() []string { return []string{f.name, f.second, f.third} }

// called is the field's name in an envelope.
func (f whField) called(envelope int) string {
	if name := f.names()[max(envelope, 1)-1]; name != "" {
		return name
	}
	return f.name
}

// whTable is what the panel knows of a kind.
type whTable struct {
	one    string // "client"
	fields []whField
	fixed  bool // its rows cannot be changed or deleted
	hard   bool // what is deleted is gone
}

func whTables() map[WHKind]whTable {
	return map[WHKind]whTable{
		WHClients:  {one: "client", fields: whClientFields()},
		WHProducts: {one: "product", fields: whProductFields()},
		WHServices: {one: "service", fields: whServiceFields()},
		WHInvoices: {one: "invoice", fields: whInvoiceFields()},
		WHPayments: {one: "payment", fields: whPaymentFields(), fixed: true},
		WHServers:  {one: "server", fields: whServerFields()},
		WHKeys:     {one: "api_key", fields: whKeyFields(), hard: true},
		WHWebhooks: {one: "webhook", fields: whWebhookFields(), hard: true},
		WHAudit:    {one: "audit_log", fields: whAuditFields(), fixed: true},
	}
}

func whCurrency() whField { return whField{name: "currency", begin: "USD"} }

func whStatus(words ...string) whField {
	return whField{name: "status", sort: whWords, words: words}
}

// whCycles are how often a service is paid for.
func whCycles() []string {
	return []string{"monthly", "quarterly", "semiannually", "annually", "biennially", "triennially", "one_time", "free"}
}

// whEvents are what webhooks can be told.
func whEvents() []string {
	return []string{"invoice.created", "invoice.paid", "service.created", "service.provisioned", "service.suspended"}
}
