package resale_test

import (
	"encoding/json"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

func TestRecordsHoldNoSecrets(t *testing.T) {
	text := `{"id":1,"password":"hush1","Root_Password":"hush2","apiKey":{"id":2,"key":"hush3","prefix":"wh_live"},"secret":"hush4",
		"access_token":"hush5","changes":[{"new_password":"hush6","name":"x"}],"details":"{\"api_secret\":\"hush7\",\"ip\":\"192.0.2.1\"}",
		"credentials":{"user":"root","pass":"hush8"},"has_password":true,"password_changed_at":"2026-03-01","epp_code":"hush9","pin_hash":12345}`
	all := printed(t, record(t, resale.HostAudit, text))
	if strings.Contains(all, "hush") || strings.Contains(all, "12345") {
		t.Errorf("%s", all)
	}
	for _, kept := range []string{`"prefix"`, `192.0.2.1`, `"has_password"`, `password_changed_at`, `"name"`} {
		if !strings.Contains(all, kept) {
			t.Errorf("%s is gone: %s", kept, all)
		}
	}
}

func TestRecordsHideWhatIsToldOf(t *testing.T) {
	text := `{"id":1,"note":"sesame","list":["sesame",{"x":"sesame"},"b"],"inner":"[\"sesame\",\"c\"]"}`
	r, ok := resale.ReadRecordHiding(resale.HostAudit, json.RawMessage(text), func(text string) bool { return text == "sesame" })
	all := printed(t, r)
	if !ok || strings.Contains(all, "sesame") || !strings.Contains(all, `"b"`) || !strings.Contains(all, `"c"`) {
		t.Errorf("%s", all)
	}
}

func printed(t *testing.T, r resale.Record) string {
	t.Helper()
	all, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}
