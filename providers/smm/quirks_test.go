package smm

import "testing"

// quirk is an answer as some panel gives it, and what it means.
type quirk struct {
	ask        asking
	body, want string
}

func (q quirk) check(t *testing.T) {
	t.Helper()
	c, p := start(t, says(q.body))
	if got := q.ask(t.Context(), c); got != q.want {
		t.Errorf("%s\ngives %q\nwant  %q", q.body, got, q.want)
	}
	if len(p.forms) != 1 {
		t.Errorf("%s: asked %d times", q.body, len(p.forms))
	}
}

func TestQuirksOfServices(t *testing.T) {
	for _, q := range []quirk{
		{services, `[]`, "[]"},
		{services, `{"status":"success","data":"Empty Data"}`, "[]"},
		{services, `{"status":"success","data":[]}`, "[]"},
		{services, `{"status":"success","data":[{"service":1,"rate":1}]}`, "[1]"},
		{services, `{"1":{"service":1,"rate":1},"2":{"service":"2","rate":"2"}}`, "[1 2]"},
		{services, `[{"name":"without anything"}]`, "bad_answer"},
		{services, `{"message":"Soon"}`, "bad_answer: Soon"},
		{services, `null`, "bad_answer"},
	} {
		q.check(t)
	}
}

func TestQuirksOfAdd(t *testing.T) {
	for _, q := range []quirk{
		{add, `{"order":23501}`, "23501"},
		{add, `{"order":"23501"}`, "23501"},
		{add, `{"order":92233720368547758079}`, "92233720368547758079"},
		{add, `{"order":"a1-B2"}`, "a1-B2"},
		{add, `{"status":"success","order":99999,"message":"Created"}`, "99999"},
		{add, `{"order":5,"error":""}`, "5"},
		{add, `{"order":5,"error":null,"errors":[]}`, "5"},
		{add, `{"order":5,"error":false}`, "5"},
		{add, `{"order":5,"error":0}`, "5"},
		{add, `{"data":{"order":5}}`, "5"},
		{add, `{"order":5,"error":"Bad link"}`, "unknown: Bad link"},
		{add, `{"order":0,"error":"Bad link"}`, "refused: Bad link"},
		{add, `{"order":null,"status":"error","message":"Closed"}`, "refused: Closed"},
		{add, `{"order":{"error":"Bad link"}}`, "refused: Bad link"},
		{add, `{"order":0}`, "unknown"},
		{add, `{"order":""}`, "unknown"},
		{add, `{"order":"-1"}`, "unknown"},
		{add, `{"order":[]}`, "unknown"},
		{add, `{"order":true}`, "unknown"},
		{add, `{"order":"success"}`, "unknown"},
		{add, `{"status":"success"}`, "unknown"},
		{add, `{"status":"error"}`, "unknown"},
		{add, `{"message":"Thank you"}`, "unknown: Thank you"},
		{add, `{"error":""}`, "unknown"},
		{add, `{}`, "unknown"},
		{add, `[]`, "unknown"},
		{add, `null`, "unknown"},
		{add, `23501`, "unknown"},
		{add, `"Order placed"`, "unknown"},
		{add, `"Not enough funds on balance"`, "no_funds: Not enough funds on balance"},
		{add, ` `, "unknown"},
		{add, `{"order":235`, "unknown"},
	} {
		q.check(t)
	}
}

func TestQuirksOfStatus(t *testing.T) {
	for _, q := range []quirk{
		{status, `{"charge":null,"start_count":"","status":"Pending","remains":"-12","currency":"USD"}`, "pending (Pending) remains -12"},
		{status, `{"charge":0.5,"start_count":12,"status":"Cancelled","remains":0}`, "canceled (Cancelled) charge 0.5 start 12 remains 0"},
		{status, `{"charge":"1,234.50","status":"Em andamento","remains":"1,000"}`, "Em andamento (Em andamento) charge 1234.50 remains 1000"},
		{status, `{"charge":"1e-7","status":"Queued"}`, "Queued (Queued) charge 0.0000001"},
		{status, `{"status":"Active","expiry":"2027-12-31","posts":"3","orders":["11","12",13]}`, `active (Active) posts 3 expiry "2027-12-31" runs 0 orders [11 12 13]`},
		{status, `{"status":"Active","expiry":true,"posts":3,"orders":[]}`, `active (Active) posts 3 expiry "" runs 0 orders []`},
		{status, `{"status":"In progress","runs":5,"orders":[21,"22"]}`, `in_progress (In progress) posts 0 expiry "" runs 5 orders [21 22]`},
		{status, `{"status":"Error","charge":"0.1","error":""}`, "failed (Error) charge 0.1"},
		{status, `{"status":"Fail"}`, "failed (Fail)"},
		{status, `{"status":"","charge":"0.1"}`, " () charge 0.1"},
		{status, `{"5":{"status":"Completed"}}`, "completed (Completed)"},
		{status, `[{"order":5,"status":"Completed"}]`, "completed (Completed)"},
		{status, `{"status":"error","message":"Incorrect order ID"}`, "not_found: Incorrect order ID"},
		{status, `{"error":"Incorrect order ID","charge":"0"}`, "not_found: Incorrect order ID"},
		{status, `{"status":"Incorrect order ID"}`, "not_found: Incorrect order ID"},
		{status, `"Incorrect order ID"`, "not_found: Incorrect order ID"},
		{status, `{"status":null}`, "bad_answer"},
		{status, ``, "bad_answer"},
		{status, `[]`, "bad_answer"},
	} {
		q.check(t)
	}
}

func TestQuirksOfBalance(t *testing.T) {
	for _, q := range []quirk{
		{balance, `{"balance":100.5}`, "100.5 "},
		{balance, `{"balance":"-0.02","currency":"THB"}`, "-0.02 THB"},
		{balance, `{"status":"success","balance":"1,234.50","currency":"USD"}`, "1234.50 USD"},
		{balance, `{"data":{"balance":"5","currency":"BRL"}}`, "5 BRL"},
		{balance, `{"balance":null,"currency":"USD"}`, "bad_answer"},
		{balance, `{"balance":""}`, "bad_answer"},
		{balance, `{"balance":"0,90"}`, "bad_answer"},
		{balance, `{"error":"Invalid API key"}`, "unauthorized: Invalid API key"},
	} {
		q.check(t)
	}
}
