package sandbox

// SMMQuirks are the ways in which one panel differs from another. The zero
// value answers as the documentation of the API shows it. Sections are those
// of the notes on providers: 5.4 types and values, 5.5 errors.
type SMMQuirks struct {
	// 5.4, values.

	IDs       SMMScalar // ids of orders and services, wherever one is answered; documented as numbers
	Rates     SMMScalar // rate, charge and balance; documented as strings
	Counts    SMMScalar // min, max, start_count, remains, runs, posts; documented as strings
	Unset     SMMScalar // start_count and remains of an order not begun; "" says 0 and the quantity
	NoCharge  SMMScalar // charge of an order not begun; "" says it
	RefillIDs SMMScalar // documented as "1" of one order and 1 of many
	Flags     SMMFlags  // refill, cancel, dripfeed of a service; documented as booleans
	BareList  bool      // services without the undocumented desc and dripfeed

	// 5.4, answers of many.

	Statuses   SMMStatuses // status of many orders
	Refills    SMMRows     // refill, refill_status and cancel of many
	NoServices SMMEmpty    // services when there are none
	Names      SMMNames    // action names with multi_ of the documentation's headings

	// 5.4, states.

	Words          map[SMMState]string // how a state is spelled, where not as documented: "Inprogress", "Cancelled"
	UnknownPending bool                // a state that the API does not name is reported as Pending
	ReducedCharge  bool                // charge of a partial or canceled order is what it cost in the end
	BooleanExpiry  bool                // expiry of a subscription is whether it has one
	DripRuns       bool                // status of a drip-feed order is its runs and orders

	// 5.3 to 5.6, what it takes.

	Links           SMMLinks // whether a running order on the same link and service stands in the way
	NoCancel        bool     // there is no cancel
	SingleRefills   bool     // refill and refill_status of one only
	TwoTypes        bool     // add knows only Custom Comments and everything else
	PackageQuantity bool     // add refuses a package without a quantity
	FewIntervals    bool     // drip-feed every 0, 5, 10, 15, 30, 60 or 90 minutes only
	DecodesTwice    bool     // values are URL-decoded a second time and lose their tags
	PerMinute       int      // calls of one key in a minute, above that 429; 0: any number

	// 5.5, errors.

	Errors     SMMErrors         // where the text stands
	Laravel    bool              // 401 for a wrong key, 422 for a refusal, 201 for an order made
	EmptyReply bool              // status without order and orders: 200 without a body
	Language   string            // of error texts: "" English, "pt", "ru"
	Texts      map[string]string // other words for the English text, before all else
}

// SMMScalar is how a value is written.
type SMMScalar string

// The ways to write a value; "" is as documented.
const (
	SMMNumber  SMMScalar = "number"
	SMMString  SMMScalar = "string"
	SMMNull    SMMScalar = "null"
	SMMBlank   SMMScalar = "blank" // ""
	SMMMissing SMMScalar = "missing"
)

// SMMFlags is how yes and no are written.
type SMMFlags string

// The ways to write yes and no; "" is true and false.
const (
	SMMFlagNumbers SMMFlags = "numbers" // 1, 0
	SMMFlagStrings SMMFlags = "strings" // "1", "0"
	SMMFlagMissing SMMFlags = "missing" // true, and nothing for no
)

// SMMStatuses is the shape of the status of many orders.
type SMMStatuses string

// The shapes; "" is an object keyed by id with errors as objects.
const (
	SMMStatusTexts SMMStatuses = "texts" // keyed by id, errors are plain strings
	SMMStatusArray SMMStatuses = "array" // by id, unknown ones left out: cannot be told apart
	SMMStatusRows  SMMStatuses = "rows"  // an array whose rows carry their order
)

// SMMRows is the shape of what was done to many orders or refills.
type SMMRows string

// The shapes; "" is an array of rows with errors as objects.
const (
	SMMRowTexts SMMRows = "texts" // rows, errors are plain strings
	SMMRowKeyed SMMRows = "keyed" // an object keyed by what was asked for
)

// SMMEmpty is the list of services when there are none.
type SMMEmpty string

// SMMEmptyObject says {"status":"success","data":"Empty Data"}; "" is [].
const SMMEmptyObject SMMEmpty = "object"

// SMMNames is which names of actions are taken for many orders or refills.
type SMMNames string

// The names; "" takes status, refill and refill_status only.
const (
	SMMNamesBoth  SMMNames = "both"
	SMMNamesMulti SMMNames = "multi" // only multi_status and so on take many
)

// SMMLinks is whose running order stands in the way of one for the same link
// and service.
type SMMLinks string

// Whose; "" is nobody's, so that a test sees an order made twice.
const (
	SMMLinksOwn    SMMLinks = "own"
	SMMLinksAnyone SMMLinks = "anyone" // another customer's too
)

// SMMErrors is where the text of an error stands.
type SMMErrors string

// The places; "" is {"error":"…"}.
const (
	SMMErrorMessage SMMErrors = "message" // {"status":"error","message":"…"}
	SMMErrorList    SMMErrors = "list"    // {"errors":["…"]}
	SMMErrorMixed   SMMErrors = "mixed"   // error for ids and actions, message for the rest
)

// SMMSmartPanel is a panel that runs SmartPanel.
func SMMSmartPanel() SMMQuirks {
	return SMMQuirks{
		Statuses: SMMStatusTexts, NoServices: SMMEmptyObject, UnknownPending: true, BooleanExpiry: true, DripRuns: true,
		Links: SMMLinksAnyone, NoCancel: true, SingleRefills: true, TwoTypes: true, PackageQuantity: true, FewIntervals: true,
		DecodesTwice: true, Errors: SMMErrorMixed, EmptyReply: true,
		Texts: map[string]string{"Incorrect service ID": "Service ID does not exists"},
	}
}

// SMMLaravel is a panel of the kind that means its HTTP statuses and answers
// many orders with an array that nobody can read.
func SMMLaravel() SMMQuirks {
	return SMMQuirks{Rates: SMMNumber, Counts: SMMNumber, Statuses: SMMStatusArray, Laravel: true, Errors: SMMErrorMessage}
}

// SMMEGF is a panel that runs EGF.
func SMMEGF() SMMQuirks { return SMMQuirks{Flags: SMMFlagNumbers, Errors: SMMErrorList} }

// Quirk makes the panel speak another dialect from now on.
func (p *SMMPanel) Quirk(q SMMQuirks) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.quirks = q
	p.changed()
}
