package sandbox

import (
	"strings"
	"testing"
)

// added orders on the first service and gives the number.
func (s smmTest) added(form string) int {
	s.t.Helper()
	before := s.p.state.orderID
	if _, got := s.ask("ours", "action=add&"+form); !strings.Contains(got, `"order":`) {
		s.t.Fatalf("%s: %s", form, got)
	}
	return before + 1
}

const smmPlain = "service=1&link=a.example&quantity=200"

func TestSMMOrderGoesOn(t *testing.T) {
	s := startSMM(t)
	id := s.added(smmPlain)
	for _, want := range []string{
		`{"charge":"0.18","currency":"USD","remains":"200","start_count":"0","status":"Pending"}`,
		`{"charge":"0.18","currency":"USD","remains":"200","start_count":"0","status":"Processing"}`,
		`{"charge":"0.18","currency":"USD","remains":"200","start_count":"5637","status":"In progress"}`,
		`{"charge":"0.18","currency":"USD","remains":"100","start_count":"5637","status":"In progress"}`,
		`{"charge":"0.18","currency":"USD","remains":"0","start_count":"5637","status":"Completed"}`,
		`{"charge":"0.18","currency":"USD","remains":"0","start_count":"5637","status":"Completed"}`,
	} {
		s.says("action=status&order=23501", want)
		s.p.Advance(id)
	}
	s.says("action=status", smmRefused("Incorrect request"))
	s.says("action=status&order=1", smmRefused("Incorrect order ID"))
	s.says("action=status&order=x", smmRefused("Incorrect order ID"))
	if _, got := s.ask("theirs", "action=status&order=23501"); got != smmRefused("Incorrect order ID") {
		t.Errorf("another customer sees it: %s", got)
	}
}

func TestSMMGivesMoneyBack(t *testing.T) {
	s := startSMM(t)
	partial, canceled, refunded := s.added(smmPlain), s.added(smmPlain), s.added(smmPlain)
	s.p.SetOrder(partial, func(o *SMMOrder) { o.Remains = 157 })
	s.p.Advance(partial, SMMPartial)
	s.p.Advance(canceled, SMMProcessing, SMMCanceled)
	s.p.Advance(refunded, SMMCompleted, SMMRefunded, SMMRefunded)
	if got := s.p.Balance("ours"); got != "99.9613" { // 100 - 0.18 + 0.18 × 157 / 200
		t.Errorf("balance %s", got)
	}
	s.says("action=status&orders=23501,23502", `{"23501":{"charge":"0.18","currency":"USD","remains":"157","start_count":"5637","status":"Partial"},`+
		`"23502":{"charge":"0.18","currency":"USD","remains":"200","start_count":"0","status":"Canceled"}}`)
	s.p.Quirk(SMMQuirks{ReducedCharge: true})
	s.says("action=status&order=23501", `{"charge":"0.0387","currency":"USD","remains":"157","start_count":"5637","status":"Partial"}`)
}

func TestSMMCancelIsOnlyRequested(t *testing.T) {
	s := startSMM(t)
	fresh, begun, over := s.added(smmPlain), s.added(smmPlain), s.added(smmPlain)
	s.p.SetService(1, func(v *SMMService) { v.Cancel = false })
	s.added(smmPlain)
	for range 3 {
		s.p.Advance(begun)
	}
	s.p.Advance(over, SMMCompleted)
	s.says("action=cancel&orders=23501,23502,23503,23504,9", `[{"cancel":1,"order":23501},{"cancel":1,"order":23502},{"cancel":{"error":"The order can not be canceled"},"order":23503},`+
		`{"cancel":{"error":"Cancel is disabled for this service"},"order":23504},{"cancel":{"error":"Incorrect order ID"},"order":9}]`)
	if o, _ := s.p.Order(fresh); o.State != SMMPending || !o.CancelAsked {
		t.Errorf("at once: %+v", o)
	}
	s.says("action=cancel&orders=23501", `[{"cancel":1,"order":23501}]`)
	if n := s.p.Count("cancel"); n != (SMMCount{Asked: 2, Applied: 1}) {
		t.Errorf("counted %+v", n)
	}
	s.p.Advance(fresh)
	s.p.Advance(begun)
	if a, b := s.state(fresh), s.state(begun); a != SMMCanceled || b != SMMPartial {
		t.Errorf("%s and %s", a, b)
	}
	if got := s.p.Balance("ours"); got != "99.55" { // four orders of 0.18, one whole and a half back
		t.Errorf("balance %s", got)
	}
}

func (s smmTest) state(id int) SMMState {
	o, _ := s.p.Order(id)
	return o.State
}

func TestSMMRefill(t *testing.T) {
	s := startSMM(t)
	id := s.added(smmPlain)
	s.says("action=refill&order=23501", smmRefused("The order is not completed"))
	s.p.Advance(id, SMMCompleted)
	s.says("action=refill&order=23501", smmRefused("The order was completed or refill was requested less than 24 hours ago"))
	s.late.Store(24 * 3600)
	s.says("action=refill&order=23501", `{"refill":"1"}`)
	s.says("action=refill&orders=23501,5", `[{"order":23501,"refill":{"error":"The order was completed or refill was requested less than 24 hours ago"}},{"order":5,"refill":{"error":"Incorrect order ID"}}]`)
	s.late.Store(48 * 3600)
	s.says("action=refill&orders=23501", `[{"order":23501,"refill":2}]`)
	s.p.AdvanceRefill(1)
	s.says("action=refill_status&refill=1", `{"status":"In progress"}`)
	s.p.AdvanceRefill(1)
	s.p.AdvanceRefill(2, SMMRejected)
	s.says("action=refill_status&refills=1,2,3", `[{"refill":1,"status":"Completed"},{"refill":2,"status":"Rejected"},{"refill":3,"status":{"error":"Refill not found"}}]`)
	s.says("action=refill_status&refill=3", smmRefused("Refill not found"))
	s.p.SetService(1, func(v *SMMService) { v.Refill = false })
	s.p.Advance(s.added(smmPlain), SMMCompleted)
	s.says("action=refill&order=23502", smmRefused("Refill is disabled for this service"))
	if got := s.p.Refills(); len(got) != 2 || got[0].Order != id || got[1].State != SMMRejected {
		t.Errorf("%+v", got)
	}
}

func TestSMMDripFeed(t *testing.T) {
	s := startSMM(t)
	for form, text := range map[string]string{
		"&runs=6&interval=30": "Quantity more than maximum 1000", "&runs=3": "Incorrect request", "&interval=30": "Incorrect request", "&runs=0&interval=5": "Incorrect request",
		"&runs=9223372036854775807&interval=5": "Quantity more than maximum 1000",
	} {
		s.says("action=add&"+smmPlain+form, smmRefused(text))
	}
	id := s.added(smmPlain + "&runs=2&interval=30")
	s.p.Advance(id)
	s.p.Advance(id)
	o, _ := s.p.Order(id)
	if o.Quantity != 400 || o.Remains != 200 || len(o.Orders) != 1 || s.p.Balance("ours") != "99.64" {
		t.Errorf("%+v, balance %s", o, s.p.Balance("ours"))
	}
	s.p.Quirk(SMMQuirks{DripRuns: true})
	s.says("action=status&order=23501", `{"orders":[23502],"runs":"1","status":"In progress"}`)
	s.p.Advance(id)
	s.says("action=status&order=23501", `{"orders":[23502,23503],"runs":"2","status":"Completed"}`)
	s.says("action=status&order=23503", `{"charge":"0.18","currency":"USD","remains":"200","start_count":"0","status":"Pending"}`)
	if s.p.Added("ours") != 1 || s.p.Balance("ours") != "99.64" {
		t.Errorf("%d orders, balance %s", s.p.Added("ours"), s.p.Balance("ours"))
	}
	s.p.SetService(1, func(v *SMMService) { v.DripFeed = false })
	s.says("action=add&"+smmPlain+"&runs=2&interval=30", smmRefused("Incorrect request"))
}

func TestSMMSubscription(t *testing.T) {
	s := startSMM(t)
	s.p.SetBalance("ours", "90")
	form := "service=16&username=ana&min=10&max=50&delay=0"
	counted, poor, dated := s.added(form+"&posts=1"), s.added(form), s.added(form+"&expiry=23/05/2026")
	s.p.Post(counted)
	s.says("action=status&order=23501", `{"expiry":"","orders":[23504],"posts":"1","status":"Completed"}`)
	s.says("action=status&order=23504", `{"charge":"45.00","currency":"USD","remains":"50","start_count":"0","status":"Pending"}`)
	s.p.Post(poor)
	s.p.Post(poor)
	s.late.Store(72 * 3600)
	s.p.Post(dated)
	if a, b := s.state(poor), s.state(dated); a != SMMPaused || b != SMMExpired || s.p.Balance("ours") != "0.00" {
		t.Errorf("%s, %s, balance %s", a, b, s.p.Balance("ours"))
	}
	s.p.Quirk(SMMQuirks{BooleanExpiry: true, IDs: SMMString})
	s.says("action=status&order=23503", `{"expiry":true,"orders":[],"posts":"0","status":"Expired"}`)
	s.says("action=status&order=23502", `{"expiry":false,"orders":["23505"],"posts":"1","status":"Paused"}`)
	s.says("action=add&"+form, smmRefused("Not enough funds on balance"))
}
