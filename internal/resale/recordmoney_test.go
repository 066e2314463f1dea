package resale_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestRecordSums(t *testing.T) {
	for text, want := range map[string]string{
		`{"total":29.99,"currency":"usd"}`:                   "29.99 USD",
		`{"total":"1,234.50","currency_code":"EUR"}`:         "1234.50 EUR",
		`{"total":"$ 5.00"}`:                                 "$ 5.00",
		`{"total":"$ 5.00","currency":"USD"}`:                "5.00 USD",
		`{"amount":29.989999999999998,"currency":"USD"}`:     "29.99 USD",
		`{"amount":1e2}`:                                     "100",
		`{"total":"(5.00)"}`:                                 "-5.00",
		`{"total":"($1,005.00)"}`:                            "$ -1005.00",
		`{"total":"5.00-"}`:                                  "-5.00",
		`{"total":"5.-","currency":"CHF"}`:                   "5 CHF",
		`{"total":{"amount":"7.5","currency":"BRL"}}`:        "7.5 BRL",
		`{"total":{"amount":"7.5"},"currency":"BRL"}`:        "7.5 BRL",
		`{"grand_total":3,"client":{"currency":"GBP"}}`:      "3 GBP",
		`{"total":3,"currency":{"code":"USD","symbol":"$"}}`: "3 USD",
		`{"total":3,"currency":1}`:                           "3",
		`{"total":null,"amount":0.00}`:                       "0.00",
		`{"total":"free"}`:                                   "",
		`{"amount_paid":5,"amount_due":15}`:                  "15", // what was paid of it is not what it is about
		`{"amount_paid":5}`:                                  "",
		`{}`:                                                 "",
	} {
		if got := record(t, resale.HostInvoices, text).Total().String(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func prices(r resale.Record) string {
	var lines []string
	for _, p := range r.Prices() {
		line := fmt.Sprintf("%s/%d %v", p.Cycle, p.Months, p.Price)
		if p.Setup.Known {
			line += fmt.Sprintf(" +%v", p.Setup)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestPricesHoweverTheyAreNested(t *testing.T) {
	for text, want := range map[string]string{
		`{"price":5,"billing_cycle":"monthly","setup_fee":"1.50","currency":"USD"}`:                                    "monthly/1 5 USD +1.50 USD",
		`{"currency":"USD","pricing":{"annually":"50.00","monthly":5,"biennially":"-1.00"}}`:                           "monthly/1 5 USD; annually/12 50.00 USD",
		`{"price":5,"pricing":{"monthly":{"price":5,"setup_fee":1,"currency":"USD"},"annually":{"price":50}}}`:         "annually/12 50; monthly/1 5 USD +1 USD",
		`{"pricing":[{"billing_cycle":"annually","price":50,"currency":"USD"},{"cycle":"monthly","amount":"5"}]}`:      "monthly/1 5; annually/12 50 USD",
		`{"pricing":{"USD":{"monthly":5,"annually":50},"EUR":{"monthly":4}}}`:                                          "monthly/1 4 EUR; monthly/1 5 USD; annually/12 50 USD",
		`{"pricing":{"USD":[{"period":"month","price":5}]}}`:                                                           "month/1 5 USD",
		`{"pricing":{"monthly":{"USD":5,"EUR":4}}}`:                                                                    "monthly/1 4 EUR; monthly/1 5 USD",
		`{"pricing":{"USD":{"prefix":"$","msetupfee":"0.00","monthly":"9.99","annually":"-1.00","asetupfee":"0.00"}}}`: "monthly/1 9.99 USD",
		`{"monthly_price":5,"price_annually":"50","setup_fee_monthly":1,"currency":"USD"}`:                             "monthly/1 5 USD; annually/12 50 USD",
		`{"price":5,"currency":"USD"}`:                                "/-1 5 USD",
		`{"price":{"amount":5,"currency":"USD"},"cycle":"fortnight"}`: "fortnight/-1 5 USD",
		`{"prices":{"0":{"interval":"year","value":12}}}`:             "year/12 12",
		`{"name":"free","pricing":[]}`:                                "",
	} {
		if diff := cmp.Diff(want, prices(record(t, resale.Products, text))); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestPricesEnd(t *testing.T) {
	deep := strings.Repeat(`{"pricing":`, 500) + `{"price":1}` + strings.Repeat(`}`, 500)
	if got := record(t, resale.Products, deep).Prices(); len(got) != 0 {
		t.Error(got)
	}
	many := `{"pricing":[` + strings.Repeat(`{"price":1},`, 5000) + `{"price":1}]}`
	if got := record(t, resale.Products, many).Prices(); len(got) != 200 {
		t.Error(len(got))
	}
}
