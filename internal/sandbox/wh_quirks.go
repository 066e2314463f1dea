package sandbox

import "time"

// WHQuirks are the ways in which a panel may be what the documentation does
// not say. The zero value is the one that was judged likeliest.
type WHQuirks struct {
	// Shapes of answers.

	Envelope      int  // of lists: 1 data and meta (default), 2 data.items and data.pagination, 3 data.data with its counts beside it; 2 and 3 have other names of fields and nested objects too
	NoTotals      bool // lists do not tell how many there are
	StringNumbers bool // every number is a string
	UUIDOnly      bool // things have no numbers: uuids everywhere
	FloatMoney    bool // sums are numbers without zeros at their end, as PHP has them
	StringMoney   bool // sums are strings
	UnknownFields bool // every row has fields that nobody heard of
	ShowSecrets   bool // lists show secrets and passwords
	NoZoneTimes   bool // times are written without saying that they are UTC's

	// What it can.

	NoGet           bool // one thing cannot be asked for: 404
	IgnorePerPage   bool // pages have 20 rows, whatever is asked
	MaxPerPage      int  // the most rows of a page; default 100
	IgnorePage      bool // every page is the first
	IgnoreFilters   bool // status, client_id and others do nothing, nor does search
	PricesApart     bool // products/pricing is a table of its own, which a change of a product does not touch; otherwise a product's price is the one of its cycle there. The documentation does not say
	IgnoreItems     bool // lines of an invoice that a change sends are not heeded
	OldestFirst     bool // lists begin with what is oldest
	SoftDeleteStays bool // what was deleted stays in lists, with deleted_at

	// Refusals.

	SuccessFalse200 bool   // a refusal's status is 200
	ErrorObject     bool   // "error" is an object with code and message
	ErrorsMap422    bool   // what is invalid is told by field, with 422; otherwise in one sentence, with 400
	Localized       string // language of states and messages: "pt", "ru"; "" English

	// Acts.

	AsyncProvision time.Duration // provision answers 202, and the service is there so much later

	// Webhooks.

	WebhookPrefix bool // the signature begins with "sha256="
	WebhookShape  int  // of data: 1 invoice_id, uuid, amount (default), 2 invoice_number, client_id, amount, currency
}

// Quirk makes the panel differ in that way from now on.
func (p *WHPanel) Quirk(q WHQuirks) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.quirks = q
	p.changed()
}
