package whmdc

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// mostProducts is how many products a price list can have.
const mostProducts = 2000

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// Pricing gives the products with their prices (WH11), which
// resale.Record.Prices reads. A panel without this call shows prices in its
// list of products.
func (c *Client) Pricing(ctx context.Context) ([]resale.Record, error) {
	var priced []resale.Record
	err := c.do(ctx, call{
		operation: "WH11", act: "list prices", method: http.MethodGet, path: []string{string(resale.Products), "pricing"},
		read: true, most: httpapi.ListBody, absent: resale.Unsupported,
		pages: map[int]resale.Code{http.StatusNotFound: resale.Unsupported, http.StatusMethodNotAllowed: resale.Unsupported},
		take: func(a answer) (ok bool) {
			priced, ok = c.priced(a)
			return ok
		},
	})
	if code := resale.CodeOf(err); code != resale.Unsupported && code != resale.NotFound {
		return priced, err
	}
	priced = nil
	for r, err := range c.All(ctx, resale.Products, Query{PerPage: lookRows}, mostProducts) {
		if err != nil {
			return nil, err
		}
		priced = append(priced, r)
	}
	return priced, nil
}

// priced reads a list of products, or an object of them by currency, number or
// name.
func (c *Client) priced(a answer) ([]resale.Record, bool) {
	if f, ok := rowsOf(a, kinds()[resale.Products].within, wrappers); ok {
		return c.records(resale.Products, f.rows)
	}
	inner := read(a.Fields["data"])
	if inner.Fields == nil {
		inner = a
	}
	var all []resale.Record
	for _, name := range slices.Sorted(maps.Keys(inner.Fields)) {
		raw := inner.Fields[name]
		under := read(raw)
		switch {
		case currency.MatchString(name) && under.List:
			rows, ok := c.records(resale.Products, under.Rows)
			if !ok {
				return nil, false
			}
			all = append(all, with(rows, "currency", name)...)
		case under.List, under.Fields != nil:
			r, _ := c.record(resale.Products, joined(name, raw))
			all = append(all, r)
		}
	}
	return all, len(all) > 0
}

// with adds to rows what they stood under.
func with(rows []resale.Record, name, text string) []resale.Record {
	value, _ := json.Marshal(text)
	for i, r := range rows {
		if r.Text(name) == "" {
			rows[i].Fields = append(r.Fields, resale.RecordField{Name: name, Value: value})
		}
	}
	return rows
}

// joined makes one product of its name and its prices.
func joined(name string, prices json.RawMessage) json.RawMessage {
	text, _ := json.Marshal(struct {
		Name    string          `json:"name"`
		Pricing json.RawMessage `json:"pricing"`
	}{name, prices})
	return text
}
