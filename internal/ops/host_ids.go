package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// Most things have a number and a uuid, which stays theirs. A webhook may name an
// invoice by what it is called instead: "INV-7".
var (
	hostNumber = regexp.MustCompile(`^\d+$`)
	hostUUID   = regexp.MustCompile(`^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
)

// uuidLife is how long it is remembered whose a uuid is.
const uuidLife = time.Hour

// settleIDs puts a thing's id in the place of what it is called, so that one
// who calls it otherwise waits for the same lock. An act that was begun has it
// already.
func (o *Ops) settleIDs(ctx context.Context, a Act, h *hostIntent) error {
	id := h.ID
	if h.Invoice != "" {
		id = h.Invoice
	}
	if id == "" || hostNumber.MatchString(id) {
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
	within := time.Duration(0)
	if hostUUID.MatchString(id) {
		within = uuidLife
	}
	now, err := o.HostSeen(ctx, a.Place.Chat, kind, id, within)
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
