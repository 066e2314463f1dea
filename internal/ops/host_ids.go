package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"resellerbot/internal/resale"
)

// hostID is an id as it is: a number or a uuid. A webhook may name an invoice
// by what it is called instead: "INV-7".
var hostID = regexp.MustCompile(`^(?:\d+|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$`)

// settleIDs puts an invoice's id in the place of what it is called, so that one
// who calls it otherwise waits for the same lock. An act that was begun has it
// already.
func (o *Ops) settleIDs(ctx context.Context, a Act, h *hostIntent) error {
	id := h.ID
	if h.Invoice != "" {
		id = h.Invoice
	}
	if id == "" || hostID.MatchString(id) {
		return nil
	}
	row, found, err := o.entry(ctx, a.Key)
	if err != nil {
		return err
	}
	if found {
		was := intent{Host: &hostIntent{}}
		if err := json.Unmarshal(row.Intent, &was); err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		h.ID, h.Invoice = was.Host.ID, was.Host.Invoice
		return nil
	}
	kind := h.Kind
	if h.Invoice != "" {
		kind = resale.HostInvoices
	}
	now, err := o.HostGet(ctx, a.Place.Chat, kind, id)
	if err != nil {
		return err
	}
	if h.ID != "" {
		h.ID = now.ID
	}
	if h.Invoice != "" {
		h.Invoice = now.ID
		h.Wish.Fields = slices.Clone(h.Wish.Fields)
		for i, f := range h.Wish.Fields {
			if f.Name == "invoice_id" {
				h.Wish.Fields[i] = resale.WishField{Name: f.Name, Text: now.ID}
			}
		}
	}
	return nil
}
