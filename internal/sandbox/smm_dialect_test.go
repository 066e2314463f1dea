package sandbox

import (
	"net/http"
	"testing"
)

func TestSMMSmartPanel(t *testing.T) {
	s := startSMM(t)
	s.p.Quirk(SMMSmartPanel())
	s.says("action=cancel&orders=1", smmRefused("This action is Invalid"))
	s.says("action=refill&orders=1", smmRefused("Incorrect request"))
	s.says("action=refill_status&refills=1", smmRefused("Incorrect request"))
	s.says("action=status", "")
	s.says("action=status&orders=1", `{"1":"Incorrect order ID"}`)
	s.says("action=add&service=1&link=x&quantity=20", `{"message":"Bad link","status":"error"}`)
	s.says("action=add&service=99&link=x&quantity=20", smmRefused("Service ID does not exists"))
	s.says("action=add&service=1&link=a.example&quantity=20&runs=2&interval=20", smmRefused("Incorrect request"))
	s.says("action=add&service=2&link=a.example", `{"message":"Quantity less than minimal 10","status":"error"}`)
	s.says("action=add&service=2&link=a.example&quantity=1", `{"order":23501}`)
	s.says("action=add&service=13&link=a.example&quantity=20", `{"order":23502}`) // a poll without an answer
	s.says("action=add&service=1&link=http://a.example/%252B%3Cb%3Ex&quantity=20", `{"order":23503}`)
	if o, _ := s.p.Order(23503); o.Link != "http://a.example/+x" {
		t.Errorf("link %q", o.Link)
	}
	for _, state := range []SMMState{SMMFailed, "Error"} {
		s.p.SetOrder(23502, func(o *SMMOrder) { o.State = state })
		s.says("action=status&order=23502", `{"charge":"0.018","currency":"USD","remains":"20","start_count":"0","status":"Pending"}`)
	}
	for _, v := range s.p.Services() {
		s.p.RemoveService(v.ID)
	}
	s.says("action=services", `{"data":"Empty Data","status":"success"}`)
	s.p.Quirk(SMMQuirks{})
	s.says("action=services", `[]`)
	s.says("action=status&order=23502", `{"charge":"0.018","currency":"USD","remains":"20","start_count":"0","status":"Error"}`)
}

func TestSMMLaravel(t *testing.T) {
	s := startSMM(t)
	s.p.Quirk(SMMLaravel())
	for form, want := range map[string]int{
		"action=add&service=1&link=x":                           http.StatusUnprocessableEntity,
		"action=add&service=1&link=a.example&quantity=20":       http.StatusCreated,
		"action=add&service=1&link=a.example&quantity=20000000": http.StatusUnprocessableEntity,
		"action=balance": http.StatusOK,
	} {
		if status, body := s.ask("ours", form); status != want {
			t.Errorf("%s: %d %s", form, status, body)
		}
	}
	if status, body := s.ask("wrong", "action=balance"); status != 401 || body != `{"message":"Invalid API key","status":"error"}` {
		t.Errorf("%d %s", status, body)
	}
}

func TestSMMErrors(t *testing.T) {
	s := startSMM(t)
	s.p.Quirk(SMMEGF())
	s.says("action=status&order=1", `{"errors":["Incorrect order ID"]}`)
	s.p.Quirk(SMMQuirks{Language: "pt"})
	s.says("action=add&service=1&link=a.example&quantity=3", smmRefused("Quantidade menor que o mínimo 10"))
	s.says("action=refill_status&refill=1", smmRefused("Refill not found")) // as real ones: half translated
	s.p.Quirk(SMMQuirks{Language: "ru", Texts: map[string]string{"Bad link": "Так не надо"}})
	s.says("action=status&orders=1", `{"1":{"error":"Неверный ID заказа"}}`)
	s.says("action=add&service=1", smmRefused("Так не надо"))
	s.p.Quirk(SMMQuirks{})
	s.p.BlockKey("ours", SMMSuspended)
	s.says("action=balance", smmRefused("Your account has been suspended"))
	s.p.BlockKey("ours", "")
	s.p.RevokeKey("ours")
	s.says("action=balance", smmRefused("Invalid API key"))
}

// A key in an address would be in every log between here and there.
func TestSMMReadsNoKeyFromTheAddress(t *testing.T) {
	s := startSMM(t)
	s.base += "?key=ours&action=balance"
	if _, body := s.ask("", ""); body != smmRefused("Invalid API key") {
		t.Error(body)
	}
	s.base = s.base[:len(s.base)-len("/api/v2?key=ours&action=balance")] + "/elsewhere"
	if status, _ := s.ask("ours", "action=balance"); status != http.StatusNotFound {
		t.Error(status)
	}
}
