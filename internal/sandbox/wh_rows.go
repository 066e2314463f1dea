package sandbox

import "maps"

// Add puts something into the panel as its owner does, with what it lacks, and
// tells the webhooks. An invoice and a service know their customer by
// "client_id" or by the service.
func (p *WHPanel) Add(kind WHKind, row WHRow) (id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	made := p.admit(kind, row.copied())
	p.announceMade(kind, made)
	return made.ID()
}

// Set changes fields of something, as they are named in WHRow, and nothing
// follows from it.
func (p *WHPanel) Set(kind WHKind, id int64, fields WHRow) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if row := p.state.row(kind, id); row != nil {
		maps.Copy(row, fields)
		row["updated_at"] = p.now().UTC()
	}
	p.changed()
}

// Drop takes something away, and nothing of it can be seen any more.
func (p *WHPanel) Drop(kind WHKind, id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.drop(kind, id)
	p.changed()
}

// Row gives a copy, with its secrets; false when there is none. What was
// deleted softly is there, with "deleted_at".
func (p *WHPanel) Row(kind WHKind, id int64) (WHRow, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.provisionDue(p.now())
	row := p.state.row(kind, id)
	return row.copied(), row != nil
}

// Rows gives copies, oldest first, of what was not deleted.
func (p *WHPanel) Rows(kind WHKind) []WHRow {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.provisionDue(p.now())
	var copies []WHRow
	for _, row := range p.state.all(kind) {
		if row.Time("deleted_at").IsZero() {
			copies = append(copies, row.copied())
		}
	}
	return copies
}

// Clients gives the customers.
func (p *WHPanel) Clients() []WHRow { return p.Rows(WHClients) }

// Services gives the services.
func (p *WHPanel) Services() []WHRow { return p.Rows(WHServices) }

// Invoices gives the invoices.
func (p *WHPanel) Invoices() []WHRow { return p.Rows(WHInvoices) }

// Payments gives the payments: of an invoice never more than one, if all is well.
func (p *WHPanel) Payments() []WHRow { return p.Rows(WHPayments) }
