package xmplus

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// How a member's login stands in every body. PHP reads the escapes.
const (
	password = `"Qct8-\u003cFm\u003e\u0026v!"`
	login    = `"email":"ana@mail.example","passwd":` + password
)

func TestXM02AccountInfo(t *testing.T) {
	c, p := start(t, recorded(t, "account.json"))
	got, err := c.Account(t.Context(), ana(), "123456")
	same(t, resale.Member{
		UID: "7", Name: "Ana", Email: "ana@mail.example", Balance: resale.ParseSum("$ 49.00"),
		Subscriptions: []resale.Subscription{{
			ID: 4, PlanID: 1, Plan: "StarterPack", Paid: at("2026-08-03 00:47"), Expires: at("2026-12-01 00:47"),
			Period: resale.Quarter, Amount: resale.ParseSum("$ 30.00"), Online: 0, Devices: 2, Speed: "100 Mb/s", Group: "VIP",
			Traffic: 150 << 30, Used: 3 << 29, Today: 0, ResetDays: 23, ResetText: "Traffic will reset to 100 GB after 23 day(s)", Word: "Active",
			Link: "https://panel.example/link/LpYnkaUyEInventedA2b8ll5DYag1U",
		}},
	}, got, err)
	p.wasAsked(`account/info {"code":"123456",` + login + `}`)
}

// Warnings before the JSON, a list with gaps, numbers as texts, another
// calendar, another language, a link that is none.
func TestAnOddAccount(t *testing.T) {
	c, p := start(t, recorded(t, "account_odd.json"))
	got, err := c.Account(t.Context(), ana(), "")
	same(t, resale.Member{
		UID: "7", Name: "Ana & Bia", Email: "Ana@mail.example", Balance: resale.ParseSum("150000 تومان"),
		Subscriptions: []resale.Subscription{{
			ID: 4, PlanID: 1, Plan: "بسته ویژه", Amount: resale.ParseSum("30"), Online: 1, Devices: 0, Traffic: -1, Used: 12 << 30, Today: -1,
			ResetDays: 5, ResetText: "ترافیک بعد از 5 روز", Word: "منقضی شده", Link: "https://panel.example/link/Invented2?config=1",
		}, {
			ID: 9, PlanID: 2, Plan: "TOP", Paid: time.Date(2026, 8, 3, 0, 47, 11, 0, time.UTC), Period: resale.Year, Online: -1, Devices: 3,
			Speed: "50 Mb/s", Traffic: 100 << 30, ResetDays: -1,
		}},
	}, got, err)
	p.wasAsked(`account/info {"code":"",` + login + `}`)
}

func TestAnAccountWithoutSubscriptions(t *testing.T) {
	bia := Login{Email: "bia@mail.example"}
	for _, services := range []string{`[]`, `null`, `""`, `{}`} {
		c, _ := start(t, answers(200, `{"code":100,"data":{"uid":8,"email":"bia@mail.example","money":"$ 0.00 ","services":`+services+`}}`))
		got, err := c.Account(t.Context(), bia, "")
		if err != nil || len(got.Subscriptions) != 0 || !got.Balance.IsZero() {
			t.Errorf("%s: %+v, %v", services, got, err)
		}
	}
	c, _ := start(t, recorded(t, "account_none.json"))
	if got, err := c.Account(t.Context(), bia, ""); err != nil || got.UID != "8" || len(got.Subscriptions) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// What cannot be read must not look as if it were gone: somebody would buy it
// again. And nobody sees what is another's.
func TestAnAccountThatIsNone(t *testing.T) {
	for _, data := range []string{
		`{}`, `[]`, `null`, `"yes"`, `{"money":"$ 1"}`, `{"uid":9,"email":"bia@mail.example"}`,
		`{"uid":7,"services":"soon"}`, `{"uid":7,"services":[{"package":"A"}]}`, `{"uid":7,"services":[4]}`, `{"uid":7,"services":{"message":"no"}}`,
	} {
		c, _ := start(t, answers(200, `{"code":100,"data":`+data+`}`))
		if got, err := c.Account(t.Context(), ana(), ""); outcome(err) != "bad_answer" {
			t.Errorf("%s: %+v, %v", data, got, err)
		}
	}
}

func TestTimesAreOfThePanelsZone(t *testing.T) {
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: []reply{recorded(t, "account.json"), recorded(t, "pay.json")}}
	c := serve(t, p, func(config *Config) { config.Zone = time.FixedZone("+03:30", 3*60*60+30*60) })
	got, err := c.Account(t.Context(), ana(), "")
	if err != nil || !got.Subscriptions[0].Expires.Equal(at("2026-11-30 21:17")) || got.Subscriptions[0].Expires.Location() != time.UTC {
		t.Errorf("%v, %v", got.Subscriptions[0].Expires, err)
	}
	// Seconds since 1970 have no zone.
	payment, err := c.Pay(t.Context(), ana(), anInvoice, 2)
	if err != nil || payment.Expires.Unix() != 1795168300 {
		t.Errorf("%v, %v", payment.Expires, err)
	}
}

func TestXM03ResetPassword(t *testing.T) {
	c, p := start(t, recorded(t, "done.json"), recorded(t, "refused.json"), answers(200, `{"code":100,"status":"error"}`))
	if err := c.ResetPassword(t.Context(), "ana@mail.example"); err != nil {
		t.Error(err)
	}
	if err := c.ResetPassword(t.Context(), "ana@mail.example"); outcome(err) != "no_account: No account registered with this email address." {
		t.Error(err)
	}
	if err := c.ResetPassword(t.Context(), "ana@mail.example"); outcome(err) != "unknown" {
		t.Error("a yes and a no at once:", err)
	}
	const asked = `account/password/reset {"email":"ana@mail.example"}`
	p.wasAsked(asked, asked, asked)
}

// The optional keys are sent even when they are empty: the panel prints
// warnings without them, or crashes.
func TestXM04Register(t *testing.T) {
	c, p := start(t, recorded(t, "done.json"), answers(200, `{"status":"error","code":208,"message":"This email is already registered."}`))
	if err := c.Register(t.Context(), newAna()); err != nil {
		t.Error(err)
	}
	n := newAna()
	n.Affiliate, n.Code = "", ""
	if err := c.Register(t.Context(), n); outcome(err) != "taken: This email is already registered." {
		t.Error(err)
	}
	p.wasAsked(
		`register {"aff":"Jk45ei","code":"123456","email":"ana@mail.example","name":"Ana","passwd":"Qct8-\u003cFm\u003e\u0026v!"}`,
		`register {"aff":"","code":"","email":"ana@mail.example","name":"Ana","passwd":"Qct8-\u003cFm\u003e\u0026v!"}`,
	)
}

func TestXM05SendCode(t *testing.T) {
	c, p := start(t, recorded(t, "done.json"), answers(200, `{"code":"208","message":"Email already exists"}`))
	if err := c.SendCode(t.Context(), "Ana", "ana@mail.example"); err != nil {
		t.Error(err)
	}
	if err := c.SendCode(t.Context(), "Ana", "ana@mail.example"); outcome(err) != "taken: Email already exists" {
		t.Error(err)
	}
	const asked = `register/sendcode {"email":"ana@mail.example","name":"Ana"}`
	p.wasAsked(asked, asked)
}
