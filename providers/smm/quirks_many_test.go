package smm

import "testing"

func TestQuirksOfStatuses(t *testing.T) {
	for _, q := range []quirk{
		{statuses, `{"1":{"status":"Completed"},"2":"Incorrect order ID","3":{"error":{"message":"Order not found"}}}`, "1 completed (Completed); 2 not_found: Incorrect order ID; 3 not_found: Order not found"},
		{statuses, `{"1":"Completed","2":"Pedido desconhecido","3":0}`, "1 completed (Completed); 2 refused: Pedido desconhecido; 3 refused"},
		{statuses, `{"1":{"status":"error","message":"Wait"},"2":{"errors":["Gone"]},"3":{"status":"Error"}}`, "1 refused: Wait; 2 refused: Gone; 3 failed (Error)"},
		{statuses, `{"1":null,"2":5,"7":{"status":"Completed"}}`, ""},
		{statuses, `{"data":{"2":{"status":"Paused"}}}`, "2 paused (Paused)"},
		{statuses, `[{"order":"3","status":"Expired"},{"order":1,"status":{"error":"Incorrect order ID"}},{"id":2,"status":"Refunded"}]`, "1 not_found: Incorrect order ID; 2 refunded (Refunded); 3 expired (Expired)"},
		{statuses, `[{"order":8,"status":"Expired"},{"order":1,"status":"Completed"}]`, "1 completed (Completed)"},
		{statuses, `[{"status":"Completed","charge":"1"},{"status":"Pending","charge":"2"}]`, "bad_answer"},
		{statuses, `[{"order":1,"status":"Completed"},{"error":"Incorrect order ID"}]`, "bad_answer"},
		{statuses, `[{"order":8,"status":"Completed"}]`, "bad_answer"},
		{statuses, `["Completed","Pending","Partial"]`, "bad_answer"},
		{statuses, `{"status":"Completed","charge":"1"}`, "bad_answer"},
		{statuses, `{}`, "bad_answer"},
		{statuses, `[]`, "bad_answer"},
		{statuses, `{"error":"Incorrect request"}`, "unsupported: Incorrect request"},
		{statusesOfOne, `{"status":"Completed","charge":"1"}`, "1 completed (Completed) charge 1"},
		{statusesOfOne, `{"status":"Active","posts":1,"orders":["9"]}`, `1 active (Active) posts 1 expiry "" runs 0 orders [9]`},
		{statusesOfOne, `{"2":{"status":"Completed"}}`, ""},
		{statusesOfOne, `{"error":"Incorrect order ID"}`, "not_found: Incorrect order ID"},
	} {
		q.check(t)
	}
}

func TestQuirksOfRefills(t *testing.T) {
	for _, q := range []quirk{
		{refill, `{"refill":1}`, "1"},
		{refill, `[{"order":5,"refill":"12"}]`, "12"},
		{refill, `{"refill":{"error":"The order is not completed"}}`, "refused: The order is not completed"},
		{refill, `{"refill":"Refill is disabled for this service","error":"Refill is disabled for this service"}`, "refused: Refill is disabled for this service"},
		{refill, `{"refill":7,"error":"Bad"}`, "unknown: Bad"},
		{refill, `{"refill":null}`, "unknown"},
		{refill, `{"refill":"success"}`, "unknown"},
		{refills, `{"1":{"refill":5},"2":{"error":"Bad"},"3":{"refill":"6"}}`, "1 is 5; 2 refused: Bad; 3 is 6"},
		{refills, `[{"order":1,"refill":0},{"order":2,"refill":null},{"order":3,"refill":"Not now"}]`, "1 refused; 3 refused: Not now"},
		{refills, `[{"order":1,"refill":4,"error":"Bad"},{"order":2,"error":"Bad"},{"order":3,"refill":false}]`, "2 refused: Bad; 3 refused"},
		{refills, `[{"refill":1},{"refill":2},{"refill":3}]`, "unknown"},
		{refills, `[]`, "unknown"},
		{refills, `{"error":"This action is Invalid"}`, "unsupported: This action is Invalid"},
	} {
		q.check(t)
	}
}

func TestQuirksOfRefillStatus(t *testing.T) {
	for _, q := range []quirk{
		{refillStatus, `{"status":"In progress"}`, "in_progress (In progress)"},
		{refillStatus, `{"status":"Em fila"}`, "Em fila (Em fila)"},
		{refillStatus, `{"status":"Error"}`, "failed (Error)"},
		{refillStatus, `[{"refill":5,"status":"Rejected"}]`, "rejected (Rejected)"},
		{refillStatus, `{"status":{"error":"Refill not found"}}`, "not_found: Refill not found"},
		{refillStatus, `{"status":"Refill not found"}`, "not_found: Refill not found"},
		{refillStatus, `{"status":""}`, "bad_answer"},
		{refillStatuses, `{"1":"Completed","2":"Refill not found","3":{"status":"Em fila"}}`, "1 completed (Completed); 2 not_found: Refill not found; 3 Em fila (Em fila)"},
		{refillStatuses, `[{"refill":1,"status":"error","message":"Wait"},{"refill":2,"error":"Bad"},{"refill":3,"status":null}]`, "1 refused: Wait; 2 refused: Bad"},
		{refillStatuses, `[{"status":"Completed"}]`, "bad_answer"},
	} {
		q.check(t)
	}
}

func TestQuirksOfCancel(t *testing.T) {
	for _, q := range []quirk{
		{cancel, `[{"order":1,"cancel":"1"},{"order":"2","cancel":true},{"order":3,"cancel":0}]`, "1 ; 2 ; 3 refused"},
		{cancel, `{"1":{"cancel":1},"2":1,"3":{"error":"Order can't be canceled"}}`, "1 ; 2 ; 3 refused: Order can't be canceled"},
		{cancel, `[{"order":1,"cancel":"Too late"},{"order":2,"cancel":null},{"order":3,"cancel":1,"error":"Bad"}]`, "1 refused: Too late"},
		{cancel, `[{"cancel":1},{"cancel":1},{"cancel":1}]`, "unknown"},
		{cancel, `{"status":"error","message":"This action is Invalid"}`, "unsupported: This action is Invalid"},
		{cancelOne, `{"cancel":1}`, "1 "},
		{cancelOne, `{"cancel":{"error":"Incorrect order ID"}}`, "1 not_found: Incorrect order ID"},
		{cancelOne, `{"message":"Thank you"}`, ""},
	} {
		q.check(t)
	}
}
