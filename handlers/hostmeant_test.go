package handlers

import (
	"testing"

	"resellerbot/locales"
)

// What people type for a billing cycle, a state or a software is what the button
// stands for, in both languages; a panel's own words stay.
func TestMeant(t *testing.T) {
	t.Parallel()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := Deps{Catalog: catalog}
	cycle := map[string]string{
		"Mensal": "monthly", "Por mês": "monthly", "por mes": "monthly", "Monthly": "monthly", "month": "monthly",
		"TRIMESTRAL": "quarterly", "a cada 3 meses": "quarterly", "Quarterly": "quarterly", "every 3 months": "quarterly", "3 meses": "quarterly",
		"semestral": "semiannually", "semi-annually": "semiannually", "Anual": "annually", "Yearly": "annually", "annual": "annually", "1 ano": "annually", //nolint:misspell // Portuguese
		"bienal": "biennially", "every 3 years": "triennially", "Único": "one_time", "unica": "one_time", "Uma vez": "one_time", "once": "one_time", "one time": "one_time",
		"Grátis": "free", "gratis": "free", "weekly": "weekly", "fortnightly": "fortnightly", "": "",
	}
	state := map[string]string{
		"Ativo": "active", "ativa": "active", "ACTIVE": "active", "inativa": "inactive", "Inactive": "inactive", "mensal": "mensal", "frozen": "frozen",
	}
	for field, words := range map[*hostField]map[string]string{
		new(cycleField(must)):                       cycle,
		new(statusField("active", "inactive")):      state,
		new(statusField("unpaid", "cancelled")):     {"Em aberto": "unpaid", "cancelada": "cancelled", "canceled": "cancelled"},
		{name: "type", choices: serverTypes()}:      {"Direct Admin": "directadmin", "cPanel": "cpanel", "999": "999"},
		{name: "type", choices: []string{"cpanel"}}: {"monthly": "monthly"},
	} {
		for typed, want := range words {
			if got := d.meant(*field, typed); got != want {
				t.Errorf("%s: %q means %q, want %q", field.name, typed, got, want)
			}
		}
	}
}
