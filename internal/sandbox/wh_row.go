package sandbox

import (
	"fmt"
	"maps"
	"strconv"
	"time"
)

// WHKind is a sort of things that the panel has: its name in the path.
type WHKind string

// The kinds.
const (
	WHClients  WHKind = "clients" // customers
	WHProducts WHKind = "products"
	WHServices WHKind = "services"
	WHInvoices WHKind = "invoices"
	WHPayments WHKind = "payments"
	WHServers  WHKind = "servers"
	WHKeys     WHKind = "api-keys"
	WHWebhooks WHKind = "webhooks"
	WHAudit    WHKind = "audit-log"
)

// WHRow is one thing that the panel has, by the names of its fields as the
// first envelope shows them. Its values are: text and sums of money as string,
// references and counts as int64, flags as bool, times as time.Time, lists as
// []string, an invoice's items and a product's prices as []WHRow.
type WHRow map[string]any

// ID is the row's number.
func (r WHRow) ID() int64 { return r.Number("id") }

// Text is a field as a person reads it; "" when it is not there.
func (r WHRow) Text(name string) string {
	switch v := r[name].(type) {
	case nil:
		return ""
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.UTC().Format(time.RFC3339)
	default:
		return fmt.Sprint(v)
	}
}

// Number is a reference or a count; 0 when it is not there.
func (r WHRow) Number(name string) int64 {
	switch v := r[name].(type) {
	case int64:
		return v
	case int:
		return int64(v)
	case string:
		n, _ := strconv.ParseInt(v, 10, 64)
		return n
	}
	return 0
}

// Time is zero when it is not there.
func (r WHRow) Time(name string) time.Time {
	t, _ := r[name].(time.Time)
	return t
}

// Rows are an invoice's items or a product's prices.
func (r WHRow) Rows(name string) []WHRow {
	rows, _ := r[name].([]WHRow)
	return rows
}

// copied is for those who are given rows: they may not change the panel's.
func (r WHRow) copied() WHRow {
	c := maps.Clone(r)
	for name, value := range c {
		if rows, is := value.([]WHRow); is {
			inner := make([]WHRow, len(rows))
			for i, row := range rows {
				inner[i] = row.copied()
			}
			c[name] = inner
		}
	}
	return c
}
