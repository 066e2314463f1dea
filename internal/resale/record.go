package resale

import (
	"encoding/json"
	"time"
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

// ReadRecord reads a JSON object. It is false for anything else. Secrets are
// left out, at any depth.
func ReadRecord(kind RecordKind, raw json.RawMessage) (Record, bool) {
	return Record{}, false
}

// Text gives the first of these fields that holds a string, a number or a
// bool, or "". It is untrusted.
func (r Record) Text(names ...string) string { return "" }

// Inner gives an object within, such as an invoice's client; one with no
// fields when there is none.
func (r Record) Inner(name string) Record { return Record{} }

// Rows gives the objects of a list within, such as an invoice's lines.
func (r Record) Rows(name string) []Record { return nil }

// Ref gives the id of the thing of that kind that this one belongs to, or "".
func (r Record) Ref(of RecordKind) string { return "" }

// Label is what people call it: its name, company, number, domain, host or
// address, or else "#12". It is untrusted.
func (r Record) Label() string { return "#" + r.ID }

// Email gives the e-mail address of a customer, or "".
func (r Record) Email() string { return "" }

// Created, Due, Paid, NextDue and Deleted give times in UTC; zero when there
// is none, or when it cannot be read. A date alone is that day at 00:00.

// Created is when it was made.
func (r Record) Created() time.Time { return time.Time{} }

// Due is when an invoice is to be paid.
func (r Record) Due() time.Time { return time.Time{} }

// Paid is when an invoice was paid, or a payment came in.
func (r Record) Paid() time.Time { return time.Time{} }

// NextDue is when a service is to be paid again.
func (r Record) NextDue() time.Time { return time.Time{} }

// Deleted is when it was deleted, though the panel still shows it.
func (r Record) Deleted() time.Time { return time.Time{} }

// Sum gives the first of these fields that holds money, with the record's
// currency. It is not Known when there is none.
func (r Record) Sum(names ...string) Sum { return Sum{} }

// Total is what an invoice or a payment is about.
func (r Record) Total() Sum { return Sum{} }
