package resale

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// RecordKind is one of the things that a hosting panel keeps. Its value is the
// path that the panel lists them under.
type RecordKind string

// The kinds.
const (
	Customers    RecordKind = "clients"
	Products     RecordKind = "products"
	HostServices RecordKind = "services"
	HostInvoices RecordKind = "invoices"
	HostPayments RecordKind = "payments"
	HostServers  RecordKind = "servers"
	HostKeys     RecordKind = "api-keys"
	HostHooks    RecordKind = "webhooks"
	HostAudit    RecordKind = "audit-log"
)

// RecordKinds gives all kinds, in the order people are shown them.
func RecordKinds() []RecordKind {
	return []RecordKind{
		Customers, HostInvoices, HostServices, HostPayments, Products, HostServers, HostKeys, HostHooks, HostAudit,
	}
}

// Record is one thing that a hosting panel keeps, as the panel shows it. Which
// fields there are is known in part only, so it holds all of them, and its
// methods look for what they need under every name that is in use. Nothing
// secret is in it: ReadRecord leaves that out.
type Record struct {
	Kind   RecordKind
	ID     string        // what the panel takes in paths: its number when it has one, else the uuid
	UUID   string        // "" when the panel shows none
	Fields []RecordField // in the panel's order
}

// RecordField is one field of a Record.
type RecordField struct {
	Name  string          // untrusted text
	Value json.RawMessage // as it came
}

// uuidForm is how an id is written that is no number.
var uuidForm = regexp.MustCompile(`^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// recordID is what can stand in a path and in a button.
var recordID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// ReadRecord reads a JSON object. It is false for anything else. Secrets are
// left out, at any depth. A record that the panel shows no id of has none.
func ReadRecord(kind RecordKind, raw json.RawMessage) (Record, bool) {
	return ReadRecordHiding(kind, raw, nil)
}

// ReadRecordHiding is ReadRecord that leaves out every text which hide tells of
// too. Names alone do not tell all secrets.
func ReadRecordHiding(kind RecordKind, raw json.RawMessage, hide func(text string) bool) (Record, bool) {
	fields, ok := fieldsOf(raw)
	if !ok {
		return Record{}, false
	}
	if inner, wrapped := fieldsOf(valueOf(fields, "attributes")); wrapped { // as JSON:API has it
		fields = slices.DeleteFunc(fields, func(f RecordField) bool { return f.Name == "attributes" })
		fields = append(fields, inner...)
	}
	r := Record{Kind: kind, Fields: withoutSecrets(hide, fields, deepest)}
	r.UUID = r.id("uuid", "guid")
	r.ID = r.id(append([]string{"id"}, ownID(kind)...)...)
	switch {
	case r.ID == "":
		r.ID = r.UUID
	case r.UUID == "" && uuidForm.MatchString(r.ID):
		r.UUID = r.ID
	}
	return r, true
}

// ownID gives what the id of a kind is called where other ids stand beside it.
func ownID(kind RecordKind) []string {
	switch kind {
	case Customers, Products, HostServices, HostInvoices, HostPayments, HostServers:
		return []string{strings.TrimSuffix(string(kind), "s") + "_id"}
	case HostKeys:
		return []string{"api_key_id", "key_id"}
	case HostHooks:
		return []string{"webhook_id"}
	default:
		return nil
	}
}

// id reads the first of these fields that can be an id. Some write whole
// numbers with a fraction.
func (r Record) id(names ...string) string {
	for _, name := range names {
		text := r.Text(name)
		if whole, ok := strings.CutSuffix(text, ".0"); ok {
			text = whole
		}
		if recordID.MatchString(text) && text != "0" {
			return text
		}
	}
	return ""
}
