package vpnresellers

import (
	"encoding/json"
	"strings"
	"testing"

	"resellerbot/internal/httpapi/clienttest"
)

// FuzzAnswers: whatever JSON a panel sends, reading it ends well, invents no
// account, and keeps the private key.
func FuzzAnswers(f *testing.F) {
	clienttest.Recordings(f, "*.json")
	for _, text := range []string{
		`null`, `""`, `[]`, `{}`, `{"data":{"1":{"id":1e400}}}`, `{"data":[null]}`, `{"data":{"-1":{}}}`, `{"meta":{"last_page":{}}}`,
		`{"data":{"id":9,"username":"a","expired_at":"0000-00-00"}}`, `["vless://\u0000x"]`, `{"data":{"balance":"1e99"}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var list page[wireAccount]
		if json.Unmarshal(raw, &list) == nil {
			for _, w := range list.Data {
				check(t, w)
			}
		}
		var single struct{ Data wireAccount }
		if json.Unmarshal(raw, &single) == nil {
			check(t, single.Data)
		}
		var profile struct{ Data wireProfile }
		_ = json.Unmarshal(raw, &profile)
		var found link
		if found.UnmarshalText(raw) == nil && found != "" && (!strings.HasPrefix(string(found), "vless://") || strings.ContainsAny(string(found), " \n\"<>")) {
			t.Errorf("the link %q", found)
		}
	})
}

func check(t *testing.T, w wireAccount) {
	t.Helper()
	if !w.present() {
		return
	}
	a := w.value()
	if a.ID <= 0 || a.Username == "" {
		t.Errorf("the account %+v", a)
	}
	if encoded, err := json.Marshal(a); err != nil || strings.Contains(string(encoded), privateKey) {
		t.Errorf("%s, %v", encoded, err)
	}
}
