package resale_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

func TestLinesOfAnInvoice(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"total":10,"items":[{"description":"A","amount":10,"quantity":1}]}`:                                        "A 1×10",
		`{"total":"10.00","line_items":[{"name":"A","unit_price":"2.50","qty":"4","total":"10.00"}]}`:                "A 4×2.50 each",
		`{"total":10,"items":[{"id":7,"description":"A","amount":12,"taxed":true},{"description":"D","amount":-2}]}`: "A 1×12 id taxed, D 1×-2",
		`{"total":10,"items":[{"description":"A","amount":10,"quantity":4}]}`:                                        "", // the amount is for all of them
		`{"total":12,"items":[{"description":"A","amount":10}]}`:                                                     "", // there is a tax on top
		`{"items":[{"description":"A","amount":10}]}`:                                                                "",
		`{"total":10,"items":[{"amount":10}]}`:                                                                       "",
		`{"total":10,"items":[{"description":"A","amount":10,"quantity":1.5}]}`:                                      "",
		`{"total":10,"items":[{"description":"A","amount":10,"tax":{"rate":19}}]}`:                                   "",
		`{"total":10,"items":[{"description":"A","amount":10,"tax":null,"notes":[]}]}`:                               "A 1×10",
		`{"total":10,"items":[]}`: "",
		`{"total":30,"items":[{"description":"A (3 × 10.00)","amount":30}]}`:                                        "A 3×10.00", // as Sent writes it
		`{"total":30,"items":[{"description":"A (3 &times; 10)","amount":"30.00","quantity":1}]}`:                   "A 3×10",
		`{"total":-9,"items":[{"description":"A (2 × 1.5) (3 × -3)","amount":-9}]}`:                                 "A (2 × 1.5) 3×-3",
		`{"total":31,"items":[{"description":"A (3 × 10.00)","amount":31}]}`:                                        "A (3 × 10.00) 1×31", // somebody's own words
		`{"total":10,"items":[{"description":"A (1 × 10)","amount":10}]}`:                                           "A (1 × 10) 1×10",
		`{"total":60,"items":[{"description":"A (3 × 10)","amount":30,"quantity":2}]}`:                              "A (3 × 10) 2×30 each",
		`{"total":10,"items":[{"description":"(2 × 5)","amount":10},{"description":"A (9999999 × 0)","amount":0}]}`: "(2 × 5) 1×10, A (9999999 × 0) 1×0",
	} {
		lines, ok := record(t, resale.HostInvoices, text).InvoiceLines()
		got := ""
		for i, line := range lines {
			if i > 0 {
				got += ", "
			}
			got += line.Text + " " + decimal.MustNew(int64(line.Quantity), 0).String() + "×" + line.Amount.String()
			if line.Each {
				got += " each"
			}
			for _, f := range line.Kept {
				got += " " + f.Name
			}
		}
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", text, got, ok, want)
		}
	}
}

// What is shown of a line is how many and what one costs, where that is sure.
func TestALineAsItIsShown(t *testing.T) {
	t.Parallel()
	for text, sure := range map[string]bool{
		`{"description":"A","amount":10}`:                          true,
		`{"description":"A (3 × 10)","amount":30}`:                 true,
		`{"description":"A","amount":10,"quantity":3}`:             false,
		`{"description":"A","amount":10,"quantity":3,"total":30}`:  true,
		`{"description":"A","amount":10,"quantity":3,"total":10}`:  false,
		`{"description":"A","amount":10,"quantity":"many"}`:        false,
		`{"name":"A","unit_price":"10","qty":3,"line_total":"30"}`: true,
	} {
		if line, ok := record(t, resale.HostInvoices, text).ShownLine(); ok != sure {
			t.Errorf("%s: %+v, %v", text, line, ok)
		}
	}
}

// Several of a thing are one line, unless the panel is known to count.
func TestALineAsItIsSent(t *testing.T) {
	t.Parallel()
	line := resale.InvoiceLine{Text: "Mailbox", Amount: decimal.MustParse("2.50"), Quantity: 4}
	sent, err := line.Sent()
	if diff := cmp.Diff("Mailbox (4 × 2.50) 1 10.00", sent.Text+" "+decimal.MustNew(int64(sent.Quantity), 0).String()+" "+sent.Amount.String()); diff != "" || err != nil {
		t.Errorf("%s %v", diff, err)
	}
	counted := line
	counted.Each = true
	if sent, err := counted.Sent(); err != nil || sent.Quantity != 4 || sent.Text != "Mailbox" {
		t.Errorf("%+v %v", sent, err)
	}
	lower := []resale.InvoiceLine{{Text: "mailbox  (4 &times; 2.50)", Amount: decimal.MustParse("10"), Quantity: 1}}
	if !resale.SameLines([]resale.InvoiceLine{line}, lower) {
		t.Error("a line is not known again")
	}
	if resale.SameLines([]resale.InvoiceLine{line}, []resale.InvoiceLine{counted, counted}) {
		t.Error("two lines are as one")
	}
}
