package smm

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestSM01Services(t *testing.T) {
	c, p := start(t, recorded(t, "services.json"))
	services, err := c.Services(t.Context())
	same(t, []resale.Service{
		{
			ID: "1", Name: "Followers", Category: "First Category", Word: "Default", Kind: resale.KindDefault,
			Rate: dec("0.90"), Min: 50, Max: 10000, Refill: true, Cancel: true,
		},
		{
			ID: "2", Name: "Comments", Category: "Second Category", Word: "Custom Comments", Kind: resale.KindCustomComments,
			Rate: dec("8"), Min: 10, Max: 1500, Cancel: true,
		},
	}, services, err)
	p.wasAsked("action=services")
}

func TestSM01ServicesOfAnotherPanel(t *testing.T) {
	c, _ := start(t, recorded(t, "services_odd.json"))
	services, err := c.Services(t.Context())
	same(t, []resale.Service{
		{
			ID: "101", Name: "Likes & Views", Category: "Net <A>", Word: "custom_comments", Kind: resale.KindCustomComments,
			Rate: dec("8"), Min: 10, Max: 1500, Refill: true, DripFeed: true, Note: "Fast\nNo drop5 < 6",
		},
		{ID: "102", Name: "Small", Category: "Tiny", Word: "Default", Kind: resale.KindDefault, Rate: dec("0.000125")},
		{
			ID: "103", Name: "From a float", Word: "PACKAGE", Kind: resale.KindPackage, Rate: dec("0.26999999999999996"),
			Min: 1, Max: 1, Cancel: true,
		},
		{ID: "104", Name: "Dear", Word: "Hologram Parade", Rate: dec("1234.5"), Min: 1, Max: 1},
	}, services, err)
}

func TestSM02AddSendsEveryField(t *testing.T) {
	for _, test := range []struct {
		values resale.OrderValues
		form   string
	}{
		{resale.OrderValues{resale.FieldLink: "https://example.com/?a=1&b=2+3", resale.FieldQuantity: "100"}, "link=https%3A%2F%2Fexample.com%2F%3Fa%3D1%26b%3D2%2B3&quantity=100"},
		{resale.OrderValues{resale.FieldLink: "@x", resale.FieldComments: "Olá 👋\n100% & more"}, "link=%40x&comments=Ol%C3%A1+%F0%9F%91%8B%0A100%25+%26+more"},
		{resale.OrderValues{resale.FieldLink: "@x", resale.FieldRuns: ""}, "link=%40x&quantity=1"}, // a package
		{resale.OrderValues{resale.FieldUsername: "x", resale.FieldMin: "10", resale.FieldMax: "20", resale.FieldDelay: "0", resale.FieldExpiry: "31/12/2027"}, "username=x&min=10&max=20&delay=0&expiry=31%2F12%2F2027"},
	} {
		c, p := start(t, recorded(t, "added.json"))
		order, err := c.Add(t.Context(), "7", test.values)
		same(t, "23501", order, err)
		p.wasAsked("action=add&service=7&" + test.form)
	}
}

func TestSM03Status(t *testing.T) {
	c, p := start(t, recorded(t, "status.json"))
	status, err := c.Status(t.Context(), "23501")
	same(t, resale.OrderStatus{
		State: resale.OrderPartial, Word: "Partial", Charge: money("0.27819"), StartCount: new(int64(3572)), Remains: new(int64(157)), Currency: "USD",
	}, status, err)
	p.wasAsked("action=status&order=23501")
}

func TestSM04Statuses(t *testing.T) {
	c, p := start(t, recorded(t, "statuses.json"))
	statuses, failed, err := c.Statuses(t.Context(), []string{"1", "10", "100", "1000"})
	same(t, map[string]resale.OrderStatus{
		"1": {
			State: resale.OrderPartial, Word: "Partial", Charge: money("0.27819"), StartCount: new(int64(3572)), Remains: new(int64(157)), Currency: "USD",
		},
		"100": {
			State: resale.OrderInProgress, Word: "In progress", Charge: money("1.44219"), StartCount: new(int64(234)), Remains: new(int64(10)), Currency: "USD",
		},
	}, statuses, err)
	same(t, map[string]string{"10": "not_found: Incorrect order ID"}, brief(failed), nil)
	p.wasAsked("action=status&orders=1%2C10%2C100%2C1000")
}

func TestSM05Refill(t *testing.T) {
	c, p := start(t, recorded(t, "refill.json"))
	refill, err := c.Refill(t.Context(), "23501")
	same(t, "1", refill, err)
	p.wasAsked("action=refill&order=23501")
}

func TestSM06Refills(t *testing.T) {
	c, p := start(t, recorded(t, "refills.json"))
	refills, failed, err := c.Refills(t.Context(), []string{"1", "2", "3"})
	same(t, map[string]string{"1": "1", "2": "2"}, refills, err)
	same(t, map[string]string{"3": "not_found: Incorrect order ID"}, brief(failed), nil)
	p.wasAsked("action=refill&orders=1%2C2%2C3")
}

func TestSM07RefillStatus(t *testing.T) {
	c, p := start(t, recorded(t, "refill_status.json"))
	status, err := c.RefillStatus(t.Context(), "9")
	same(t, resale.RefillStatus{State: resale.RefillCompleted, Word: "Completed"}, status, err)
	p.wasAsked("action=refill_status&refill=9")
}

func TestSM08RefillStatuses(t *testing.T) {
	c, p := start(t, recorded(t, "refill_statuses.json"))
	statuses, failed, err := c.RefillStatuses(t.Context(), []string{"1", "2", "3"})
	same(t, map[string]resale.RefillStatus{
		"1": {State: resale.RefillCompleted, Word: "Completed"},
		"2": {State: resale.RefillRejected, Word: "Rejected"},
	}, statuses, err)
	same(t, map[string]string{"3": "not_found: Refill not found"}, brief(failed), nil)
	p.wasAsked("action=refill_status&refills=1%2C2%2C3")
}

func TestSM09Cancel(t *testing.T) {
	c, p := start(t, recorded(t, "cancel.json"))
	asked, err := c.Cancel(t.Context(), []string{"9", "2"})
	same(t, map[string]string{"9": "not_found: Incorrect order ID", "2": ""}, brief(asked), err)
	p.wasAsked("action=cancel&orders=9%2C2")
}

func TestSM10Balance(t *testing.T) {
	c, p := start(t, recorded(t, "balance.json"))
	balance, err := c.Balance(t.Context())
	same(t, resale.Balance{Amount: dec("100.84292"), Currency: "USD"}, balance, err)
	p.wasAsked("action=balance")
}

// brief gives codes and details.
func brief(errs map[string]error) map[string]string {
	short := make(map[string]string, len(errs))
	for id, err := range errs {
		short[id] = outcome(err)
	}
	return short
}

func TestNoMoreThanAHundredAtOnce(t *testing.T) {
	c, p := start(t, says("{}"))
	if _, _, err := c.Statuses(t.Context(), make([]string, MaxIDs+1)); resale.CodeOf(err) != resale.Internal {
		t.Error(err)
	}
	statuses, failed, err := c.Statuses(t.Context(), nil)
	if len(statuses)+len(failed) != 0 || err != nil {
		t.Error(statuses, failed, err)
	}
	if diff := cmp.Diff(0, len(p.forms)); diff != "" {
		t.Errorf("calls: %s", diff)
	}
}
