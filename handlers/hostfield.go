package handlers

import (
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// hostForm is how a field is asked for, read and shown.
type hostForm int

const (
	textForm   hostForm = iota
	noteForm            // a longer text
	emailForm           //
	moneyForm           //
	dayForm             //
	countForm           // a whole number
	choiceForm          // one of choices
	refForm             // another record, of the kind "of"
	wordsForm           // several words
	eventsForm          // several of the events that a panel tells
	urlForm             // https
	hiddenForm          // a secret: typed in private, deleted at once, never shown
	linesForm           // the lines of an invoice
	unitForm            // a currency: shown by the amounts in it
)

// hostAsk is whether a new record is asked for a field.
type hostAsk int

const (
	never hostAsk = iota
	must          //
	may           // it can be skipped
)

// hostField is one field of a kind of record. The same table serves the card,
// the questions of a new record, and its changes.
type hostField struct {
	name    string   // as the panel's documentation spells it, or would; also of its sentences
	also    []string // how else panels spell it
	form    hostForm
	of      resale.RecordKind
	choices []string
	her     bool // in languages where that makes a difference, the words are said of her
	other   bool // something else than the choices may be typed
	ask     hostAsk
	edit    bool
	at      func(resale.Record) time.Time // of days: where the record knows to look
}

// names are all spellings of the field.
func (f hostField) names() []string { return append([]string{f.name}, f.also...) }

// key is what the field's sentences are called; the catalogue keeps one word
// for itself.
func (f hostField) key() string {
	if f.name == "description" {
		return "about"
	}
	return f.name
}

// spelling is how a record of the panel spells the field, so that it can be
// written the same way.
func (f hostField) spelling(seen resale.Record) string {
	for _, name := range f.names() {
		if slices.ContainsFunc(seen.Fields, func(is resale.RecordField) bool { return is.Name == name }) && seen.Inner(name).Fields == nil {
			return name
		}
	}
	return f.name
}

// hostFields are the fields of a kind that are known by name, in the order in
// which they are asked and shown.
func hostFields(k hostKind) []hostField {
	switch k {
	case ofCustomers:
		return customerFields()
	case ofProducts:
		return productFields()
	case ofServices:
		return hostServiceFields()
	case ofInvoices:
		return invoiceFields()
	case ofPayments:
		return paymentFields()
	case ofServers:
		return hostServerFields()
	case ofKeys:
		return hostKeyFields()
	case ofHooks:
		return hookFields()
	}
	return auditFields()
}

// hostFieldOf finds a field of a kind by its name.
func hostFieldOf(k hostKind, name string) (hostField, bool) {
	all := hostFields(k)
	i := slices.IndexFunc(all, func(f hostField) bool { return f.name == name })
	if i < 0 {
		return hostField{}, false
	}
	return all[i], true
}

// askedFields are those that a new record is asked for.
func askedFields(k hostKind) []hostField {
	return slices.DeleteFunc(hostFields(k), func(f hostField) bool { return f.ask == never })
}

// editedFields are those that can be changed.
func editedFields(k hostKind) []hostField {
	return slices.DeleteFunc(hostFields(k), func(f hostField) bool { return !f.edit })
}

// questionedFields are the fields of all kinds that anything is asked about,
// each once: the same name is the same question everywhere.
func questionedFields() (all []hostField) {
	for _, k := range hostKinds() {
		for _, f := range hostFields(k) {
			known := slices.ContainsFunc(all, func(is hostField) bool { return is.name == f.name })
			if (f.ask != never || f.edit) && !known {
				all = append(all, f)
			}
		}
	}
	return all
}
