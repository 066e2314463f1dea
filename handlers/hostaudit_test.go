package handlers

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/locales"
)

// An entry of a panel's log is a sentence where its words are known, whatever
// the panel's way to write them, and is shown as it came where not.
func TestAnEntryOfAHostingPanelsLog(t *testing.T) {
	t.Parallel()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := Deps{Catalog: catalog}
	for _, test := range []struct{ entry, en, pt string }{
		{`"user":"api:Key 1","action":"webhook.created","entity_type":"webhook","entity_id":1`, "API key “Key 1” created webhook #1", "Chave de API “Key 1” criou o webhook #1"},
		{`"user":"system","action":"service.suspended","entity_type":"App\\Models\\Service","entity_id":7`, "The panel suspended service #7", "O painel suspendeu o serviço #7"},
		{`"user":"admin:Mike","action":"DELETE","entity_type":"api_keys","entity_id":"2"`, "Mike deleted API key #2", "Mike excluiu a chave de API #2"},
		{`"action":"invoice_paid","entity_id":5`, "Marked as paid: invoice #5", "Pagamento: fatura #5"},
		{`"user":"Ana","action":"updated","object":"coupon","object_id":9`, "Ana changed coupon #9", "Ana alterou coupon #9"},
		{`"user":"Ana","action":"client.login","entity_type":"client","entity_id":3`, "Ana logged in", "Ana entrou"},
		{`"user":"Ana","action":"settings.updated","entity_type":"invoice"`, "Ana · settings.updated · invoice", "Ana · settings.updated · invoice"},
		{`"user":"Ana","action":"cache.flushed"`, "Ana · cache.flushed", "Ana · cache.flushed"},
		{`"actor":"Ana","description":"Invoice 7 was sent by mail"`, "Ana · Invoice 7 was sent by mail", "Ana · Invoice 7 was sent by mail"},
		{`"weight":"4 kg"`, "weight: 4 kg", "weight: 4 kg"},
		{``, "", ""},
	} {
		if test.entry != "" {
			test.entry += ","
		}
		r, ok := resale.ReadRecord(resale.HostAudit, json.RawMessage(`{`+test.entry+`"id":1}`))
		if !ok {
			t.Fatal(test.entry)
		}
		for lang, want := range map[string]string{"en": test.en, "pt-BR": test.pt} {
			if want != "" {
				want = " · " + want
			}
			turn := &dialog.Turn{Zone: time.UTC}
			turn.Lang, turn.Input.Place.Chat = lang, 7
			if got := catalog.HTML(lang, d.auditLine(turn, r)); got != "• —"+want {
				t.Errorf("%s, %s: %q, want %q", test.entry, lang, got, "• —"+want)
			}
		}
	}
}

// Permissions are offered as the panel's own keys spell them, everything last.
func TestPermissionsAreOfferedAsThePanelSpellsThem(t *testing.T) {
	t.Parallel()
	all := knownPermissions(nil)
	if len(all) != 15 || all[0] != "clients.read" || all[1] != "clients.write" || all[14] != anything {
		t.Error(all)
	}
	all = knownPermissions([]string{anything, "invoice.create", "zone.read"})
	if len(all) != 17 || all[0] != "client.read" || all[2] != "invoice.create" || all[15] != "zone.read" || all[16] != anything {
		t.Error(all)
	}
	all = knownPermissions([]string{"api-keys.read", "audit_log.read"})
	for _, word := range []string{"api-keys.read", "api-keys.write", "audit_log.read"} {
		if !slices.Contains(all, word) {
			t.Errorf("%s is not in %v", word, all)
		}
	}
	if len(all) != 18 {
		t.Error(all)
	}
}

// What nobody has words for, and what two would share, is said as the panel
// spells it.
func TestPermissionsInWords(t *testing.T) {
	t.Parallel()
	all := []string{"client.read", "clients.read", "zone.read", "invoices.approve", "api_keys.*", "audit.read"}
	for word, want := range map[string]string{
		"client.read": "literal", "clients.read": "literal", "zone.read": "literal", "invoices.approve": "literal",
		"api_keys.*": "hostpermit.all", "audit.read": "hostpermit.read",
	} {
		if got := boxLabel(word, all); got.Key != want {
			t.Errorf("%s: %s", word, got.Key)
		}
	}
}
