package storage

import (
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// OrderLine is one order of a BulkOrder.
type OrderLine struct {
	Service string             `json:"service"`
	Name    string             `json:"name,omitempty"` // the service's
	Values  resale.OrderValues `json:"values"`
	Cost    decimal.Decimal    `json:"cost"`             // of the whole, as it was confirmed
	Number  string             `json:"number,omitempty"` // the panel's, once it is placed
}
