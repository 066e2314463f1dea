package sandbox

import (
	"strings"
	"testing"
)

func TestSMMWritesValues(t *testing.T) {
	for name, c := range map[string]struct {
		quirks               SMMQuirks
		service, order, made string
	}{
		"documented": {
			SMMQuirks{},
			`[{"cancel":false,"category":"All","desc":"Slow","dripfeed":false,"max":"1000","min":"10","name":"Likes","rate":"0.90","refill":true,"service":7,"type":"Default"}]`,
			`{"charge":"0.18","currency":"THB","remains":"200","start_count":"0","status":"Pending"}`,
			`{"order":23501}`,
		},
		"strings": {
			SMMQuirks{IDs: SMMString, Flags: SMMFlagStrings, BareList: true},
			`[{"cancel":"0","category":"All","max":"1000","min":"10","name":"Likes","rate":"0.90","refill":"1","service":"7","type":"Default"}]`,
			`{"charge":"0.18","currency":"THB","remains":"200","start_count":"0","status":"Pending"}`,
			`{"order":"23501"}`,
		},
		"numbers": {
			SMMQuirks{Rates: SMMNumber, Counts: SMMNumber, Flags: SMMFlagNumbers, BareList: true},
			`[{"cancel":0,"category":"All","max":1000,"min":10,"name":"Likes","rate":0.90,"refill":1,"service":7,"type":"Default"}]`,
			`{"charge":0.18,"currency":"THB","remains":200,"start_count":0,"status":"Pending"}`,
			`{"order":23501}`,
		},
		"nothing": {
			SMMQuirks{Unset: SMMNull, NoCharge: SMMBlank, Flags: SMMFlagMissing, BareList: true},
			`[{"category":"All","max":"1000","min":"10","name":"Likes","rate":"0.90","refill":true,"service":7,"type":"Default"}]`,
			`{"charge":"","currency":"THB","remains":null,"start_count":null,"status":"Pending"}`,
			`{"order":23501}`,
		},
		"missing": {
			SMMQuirks{Unset: SMMMissing, NoCharge: SMMNull, BareList: true, Words: map[SMMState]string{SMMPending: "pending_"}},
			`[{"cancel":false,"category":"All","max":"1000","min":"10","name":"Likes","rate":"0.90","refill":true,"service":7,"type":"Default"}]`,
			`{"charge":null,"currency":"THB","status":"pending_"}`,
			`{"order":23501}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := startSMM(t)
			s.p.options.Currency = "THB"
			for _, v := range s.p.Services() {
				s.p.RemoveService(v.ID)
			}
			s.p.AddService(SMMService{ID: 7, Name: "Likes", Type: "Default", Category: "All", Rate: "0.90", Min: 10, Max: 1000, Refill: true, Desc: "Slow"})
			s.p.Quirk(c.quirks)
			s.says("action=services", c.service)
			s.says("action=add&service=7&link=a.example&quantity=200", c.made)
			s.says("action=status&order=23501", c.order)
		})
	}
}

func TestSMMBalanceAndRates(t *testing.T) {
	s := startSMM(t)
	s.says("action=balance", `{"balance":"100.00","currency":"USD"}`)
	s.p.SetRate(1, "0.83333")
	s.added("service=1&link=a.example&quantity=333")
	s.says("action=balance", `{"balance":"99.72250111","currency":"USD"}`)
	s.p.Quirk(SMMQuirks{Rates: SMMNumber})
	s.says("action=balance", `{"balance":99.72250111,"currency":"USD"}`)
	s.p.SetBalance("ours", "0.27749888")
	s.says("action=add&service=1&link=a.example&quantity=333", smmRefused("Not enough funds on balance"))
	s.p.SetRate(1, "ask us")
	s.says("action=add&service=1&link=a.example&quantity=333", smmRefused("Incorrect service ID"))
	s.p.RemoveService(1)
	s.says("action=add&service=1&link=a.example&quantity=333", smmRefused("Incorrect service ID"))
}

func TestSMMAnswersOfMany(t *testing.T) {
	const row = `"charge":"0.18","currency":"USD",`
	const rest = `"remains":"200","start_count":"0","status":"Pending"}`
	for shape, want := range map[SMMStatuses]string{
		"":             `{"23501":{` + row + rest + `,"23502":{` + row + rest + `,"7":{"error":"Incorrect order ID"}}`,
		SMMStatusTexts: `{"23501":{` + row + rest + `,"23502":{` + row + rest + `,"7":"Incorrect order ID"}`,
		SMMStatusArray: `[{` + row + rest + `,{` + row + rest + `]`,
		SMMStatusRows:  `[{` + row + `"order":23502,` + rest + `,{"error":"Incorrect order ID","order":7},{` + row + `"order":23501,` + rest + `]`,
	} {
		t.Run(string(shape), func(t *testing.T) {
			s := startSMM(t)
			s.added(smmPlain)
			s.added(smmPlain)
			s.p.Quirk(SMMQuirks{Statuses: shape})
			s.says("action=status&orders=23502,7,23501", want)
			s.says("action=status&orders="+strings.Repeat("23501,", 101), smmRefused("Incorrect request"))
			s.says("action=status&orders=", smmRefused("Incorrect request"))
		})
	}
}

func TestSMMRows(t *testing.T) {
	s := startSMM(t)
	s.p.Advance(s.added(smmPlain), SMMCompleted)
	s.late.Store(24 * 3600)
	s.p.Quirk(SMMQuirks{Refills: SMMRowTexts, RefillIDs: SMMString})
	s.says("action=refill&orders=23501,x", `[{"order":23501,"refill":"1"},{"order":"x","refill":"Incorrect order ID"}]`)
	s.p.Quirk(SMMQuirks{Refills: SMMRowKeyed})
	s.says("action=refill_status&refills=1,2", `{"1":{"status":"Pending"},"2":{"error":"Refill not found"}}`)
	s.p.Quirk(SMMQuirks{RefillIDs: SMMNumber, Words: map[SMMState]string{SMMPending: "waiting"}})
	s.late.Store(48 * 3600)
	s.says("action=refill&order=23501", `{"refill":2}`)
	s.says("action=refill_status&refill=2", `{"status":"waiting"}`)
}

func TestSMMNamesOfActions(t *testing.T) {
	s := startSMM(t)
	s.added(smmPlain)
	const many, invalid = "&orders=23501", `{"error":"This action is Invalid"}`
	want := `{"23501":{"charge":"0.18","currency":"USD","remains":"200","start_count":"0","status":"Pending"}}`
	s.says("action=multi_status"+many, invalid)
	s.says("action=buy", invalid)
	s.says("", invalid)
	s.p.Quirk(SMMQuirks{Names: SMMNamesBoth})
	s.says("action=multi_status"+many, want)
	s.says("action=status"+many, want)
	s.says("action=multi_add"+many, invalid)
	s.p.Quirk(SMMQuirks{Names: SMMNamesMulti})
	s.says("action=multi_status"+many, want)
	s.says("action=status"+many, smmRefused("Incorrect request"))
	s.says("action=multi_cancel"+many, invalid)
	s.says("action=cancel"+many, `[{"cancel":1,"order":23501}]`)
}

func TestSMMLinks(t *testing.T) {
	s := startSMM(t)
	id := s.added(smmPlain)
	s.says("action=add&"+smmPlain, `{"order":23502}`)
	taken := smmRefused("You have active order with this link. Please wait until order being completed.")
	s.p.Quirk(SMMQuirks{Links: SMMLinksOwn})
	s.says("action=add&"+smmPlain, taken)
	s.says("action=add&service=1&link=b.example&quantity=200", `{"order":23503}`)
	if _, got := s.ask("theirs", "action=add&"+smmPlain); got != `{"order":23504}` {
		t.Errorf("another customer: %s", got)
	}
	s.p.Advance(id, SMMCompleted)
	s.p.Advance(23502, SMMCanceled)
	s.says("action=add&"+smmPlain, `{"order":23505}`)
	s.p.Advance(23505, SMMCompleted)
	s.p.Quirk(SMMQuirks{Links: SMMLinksAnyone})
	s.says("action=add&"+smmPlain, taken)
	s.p.DropOrder(23504)
	s.says("action=add&"+smmPlain, `{"order":23506}`)
}
