package xmplus

import (
	"testing"

	"resellerbot/internal/resale"
)

func price(p resale.Period, text string) resale.PlanPrice {
	return resale.PlanPrice{Period: p, Price: resale.ParseSum(text)}
}

func TestXM06Packages(t *testing.T) {
	c, p := start(t, recorded(t, "packages.json"))
	got, err := c.Plans(t.Context())
	same(t, []resale.Plan{{
		ID: 1, Name: "StarterPack", Traffic: "100 GB", Devices: 2, Speed: "100 Mb/s", Group: "VIP", Resets: true, Stock: 79,
		Prices: []resale.PlanPrice{price("month", "$ 10.00"), price("quater", "$ 30.00"), price("semiannual", "$ 6.00"), price("annual", "$ 120.00")},
	}, {
		ID: 3, Name: "100", Traffic: "200 GB", Devices: 2, Speed: "100 Mb/s", Group: "VIP", Stock: 0, Sort: 2,
		Prices: []resale.PlanPrice{price("month", "$ 10.00"), price("quater", "$ 15.00")},
	}}, got, err)
	p.wasAsked(`packages {}`)
}

// Prices as objects, a list with gaps in data, a top-up and a plan without a
// price among the plans.
func TestOddPackages(t *testing.T) {
	c, _ := start(t, recorded(t, "packages_odd.json"))
	got, err := c.Plans(t.Context())
	same(t, []resale.Plan{{
		ID: 5, Name: "Gold & more", Text: "Fast\nservers\nx", Traffic: "Unlimited", Resets: true, Stock: -1, Sort: 1,
		Prices: []resale.PlanPrice{price("month", "10.00")},
	}}, got, err)
	got, err = c.TopUps(t.Context())
	same(t, []resale.Plan{{ID: 6, Name: "Only traffic", Stock: -1, Prices: []resale.PlanPrice{price("topup_traffic", "$ 5.00")}}}, got, err)
}

func TestXM07TrafficPackages(t *testing.T) {
	c, p := start(t, recorded(t, "packages_traffic.json"))
	got, err := c.TopUps(t.Context())
	same(t, []resale.Plan{{
		ID: 2, Name: "TOP50", Traffic: "50 GB", Stock: 104, Prices: []resale.PlanPrice{price("topup_traffic", "$ 5.00")},
	}}, got, err)
	p.wasAsked(`packages/traffic {}`)
}

func TestXM08PackageInfo(t *testing.T) {
	c, p := start(t, recorded(t, "package.json"), answers(200, `{"status":"error","code":208,"message":"The package does not exist."}`))
	got, err := c.Plan(t.Context(), 1)
	same(t, resale.Plan{
		ID: 1, Name: "StarterPack", Traffic: "100 GB", Devices: 2, Speed: "100 Mb/s", Resets: true, Stock: 100,
		Prices: []resale.PlanPrice{price("month", "10.00"), price("quater", "30.00"), price("annual", "120.00")},
	}, got, err)
	if _, err := c.Plan(t.Context(), 9); outcome(err) != "not_found: The package does not exist." {
		t.Error(err)
	}
	p.wasAsked(`package/info {"pid":1}`, `package/info {"pid":9}`)
	other, _ := start(t, recorded(t, "package.json"))
	if _, err := other.Plan(t.Context(), 2); outcome(err) != "bad_answer" {
		t.Errorf("another plan was taken: %v", err)
	}
}

func TestListsOfNothing(t *testing.T) {
	for _, list := range []string{`[]`, `null`, `{}`, `""`, `false`} {
		c, _ := start(t, answers(200, `{"code":100,"packages":`+list+`,"gateways":`+list+`,"invoices":`+list+`}`))
		plans, err := c.Plans(t.Context())
		same(t, []resale.Plan{}, plans, err)
		gateways, err := c.Gateways(t.Context())
		same(t, []resale.Gateway{}, gateways, err)
		invoices, err := c.Invoices(t.Context(), ana())
		same(t, []resale.Invoice{}, invoices, err)
	}
}

func TestListsThatAreNone(t *testing.T) {
	for _, body := range []string{
		`{"code":100}`, `{"code":100,"LIST":"none"}`, `{"code":100,"LIST":[1,2]}`, `{"code":100,"LIST":["a"]}`, `{"code":100,"LIST":{"message":"no"}}`,
		`{"code":100,"LIST":[{"name":"without a number"}]}`, `[]`, `{"LIST":[]}`,
	} {
		for id, list := range map[string]string{"XM06": "packages", "XM07": "packages", "XM13": "gateways", "XM14": "invoices"} {
			c, _ := start(t, answers(200, replace(body, list)))
			if got, err := reads()[id](t.Context(), c); outcome(err) != "bad_answer" {
				t.Errorf("%s, %s: %v, %v", body, id, got, err)
			}
		}
	}
}
