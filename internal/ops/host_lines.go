package ops

import "resellerbot/internal/resale"

// LinesShown is how an invoice shows the lines that were written.
type LinesShown string

// How it shows them.
const (
	LinesAsWritten LinesShown = ""
	LinesAsBefore  LinesShown = "before" // the panel took the change and did not heed it
	LinesOtherwise LinesShown = "other"
	LinesUnseen    LinesShown = "unseen" // it could not be read
)

// linesOpen refuses a change of lines that are not those the person saw, or that
// cannot be written anew because not all of them is understood, or because the
// invoice waits for no money.
func (h *hostIntent) linesOpen() error {
	if len(h.Wish.Lines) == 0 {
		return nil
	}
	lines, ok := h.Before.InvoiceLines()
	switch state := h.Before.State(); {
	case state == resale.RecordPaid:
		return refusedHost(HostUpdateAct, resale.AlreadyPaid, "")
	case state == resale.RecordUnclear, !ok:
		return refusedHost(HostUpdateAct, resale.Unclear, "")
	case !h.Before.Unpaid() && state != resale.RecordDraft:
		return refusedHost(HostUpdateAct, resale.Refused, "")
	case len(h.Wish.Was) > 0 && !resale.SameLines(h.Wish.Was, lines):
		return refusedHost(HostUpdateAct, resale.Changed, "")
	}
	return nil
}

// linesShown compares the lines of an invoice with those that were written.
func (h *hostIntent) linesShown(now resale.Record) LinesShown {
	if len(h.Wish.Lines) == 0 {
		return LinesAsWritten
	}
	lines, ok := now.InvoiceLines()
	before, known := h.Before.InvoiceLines()
	switch {
	case ok && resale.SameLines(h.Wish.Lines, lines):
		return LinesAsWritten
	case ok && known && resale.SameLines(before, lines):
		return LinesAsBefore
	case len(now.Lines()) == 0:
		return LinesUnseen
	}
	return LinesOtherwise
}

// lookLines finds out what became of a change of lines whose answer was lost.
func (h *hostIntent) lookLines(now resale.Record) verdict {
	switch h.linesShown(now) {
	case LinesAsWritten:
		return present
	case LinesAsBefore:
		return absent
	}
	return unclear
}
