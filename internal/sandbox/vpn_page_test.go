package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// vpnListed is what a page of accounts tells.
type vpnListed struct {
	Data []struct {
		Username string `json:"username"`
	} `json:"data"`
	Links map[string]any `json:"links"`
	Meta  struct {
		Page  int  `json:"current_page"`
		From  *int `json:"from"`
		To    *int `json:"to"`
		Last  int  `json:"last_page"`
		Size  int  `json:"per_page"`
		Total int  `json:"total"`
		Links []struct {
			Label  string  `json:"label"`
			URL    *string `json:"url"`
			Active bool    `json:"active"`
		} `json:"links"`
	} `json:"meta"`
}

func (v vpnTest) page(path string) (l vpnListed) {
	v.t.Helper()
	status, text := v.ask("ours", "GET "+path)
	if err := json.Unmarshal([]byte(text), &l); status != 200 || err != nil {
		v.t.Fatalf("%d %s, %v", status, text, err)
	}
	return l
}

// names are the first, the last and the number of names on a page.
func (l vpnListed) names() string {
	if len(l.Data) == 0 {
		return "none"
	}
	return fmt.Sprintf("%s-%s %d", l.Data[0].Username, l.Data[len(l.Data)-1].Username, len(l.Data))
}

func (l vpnListed) buttons() string {
	var all []string
	for _, link := range l.Meta.Links {
		label := link.Label
		if link.Active {
			label = "[" + label + "]"
		}
		if link.URL == nil {
			label = "(" + label + ")"
		}
		all = append(all, label)
	}
	return strings.Join(all, " ")
}

func startVPNList(t *testing.T) vpnTest {
	t.Helper()
	v := startVPN(t)
	for n := 2; n <= 33; n++ {
		v.p.AddAccount(VPNAccount{User: 3595, Username: fmt.Sprintf("u%02d", n), Disabled: n%3 == 0})
	}
	return v
}

func TestVPNListsAccounts(t *testing.T) {
	v := startVPN(t)
	v.says("GET accounts", 200, vpnOnly("accounts", vpnAna()))
	v = startVPNList(t)
	l := v.page("accounts")
	if l.names() != "Ana-u15 15" || l.Meta.Last != 3 || l.Meta.Total != 33 || *l.Meta.From != 1 || *l.Meta.To != 15 || l.buttons() != "(« Previous) [1] 2 3 Next »" {
		t.Errorf("%+v", l)
	}
	if want := map[string]any{"first": "BASE/accounts?page=1", "last": "BASE/accounts?page=3", "prev": nil, "next": "BASE/accounts?page=2"}; fmt.Sprint(l.Links) != fmt.Sprint(want) {
		t.Errorf("%v", l.Links)
	}
	l = v.page("accounts?page=3&per_page=15")
	if l.names() != "u31-u33 3" || *l.Meta.From != 31 || *l.Meta.To != 33 || l.buttons() != "« Previous 1 2 [3] (Next »)" || l.Links["next"] != nil {
		t.Errorf("%+v", l)
	}
	if l = v.page("accounts?page=9"); l.names() != "none" || l.Meta.From != nil || l.Meta.To != nil || l.Meta.Page != 9 || l.Meta.Last != 3 {
		t.Errorf("%+v", l)
	}
	if l = v.page("accounts?page=5&per_page=2"); l.buttons() != "« Previous 1 2 3 4 [5] 6 7 8 (...) 16 17 Next »" || *l.Meta.From != 9 {
		t.Errorf("%s", l.buttons())
	}
	if l = v.page("accounts?per_page=1000"); l.Meta.Size != 100 || l.names() != "Ana-u33 33" {
		t.Errorf("%+v", l)
	}
	for query, want := range map[string]string{
		"page=0": "Ana-u15 15", "page=x&per_page=-1": "Ana-u15 15", "per_page=100": "Ana-u33 33",
		"status=Active&per_page=100": "Ana-u32 22", "status=Disabled": "u03-u33 11", "status=Expired&per_page=100": "Ana-u33 33",
		"username=u17": "Ana-u15 15",
	} {
		if got := v.page("accounts?" + query).names(); got != want {
			t.Errorf("%s: %s", query, got)
		}
	}
}

func TestVPNListsAccountsInItsWay(t *testing.T) {
	v := startVPNList(t)
	for _, c := range []struct {
		quirks      VPNQuirks
		query, want string
	}{
		{VPNQuirks{UsernameFilter: VPNFilterExact}, "username=U17", "u17-u17 1"},
		{VPNQuirks{UsernameFilter: VPNFilterExact}, "username=u1", "none"},
		{VPNQuirks{UsernameFilter: VPNFilterPart}, "username=U1", "u10-u19 10"},
		{VPNQuirks{PageSize: 15}, "per_page=100", "Ana-u15 15"},
		{VPNQuirks{PageSize: 4}, "per_page=100&page=2", "u05-u08 4"},
		{VPNQuirks{NewestFirst: true}, "per_page=5", "u33-u29 5"},
	} {
		v.p.Quirk(c.quirks)
		if got := v.page("accounts?" + c.query).names(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
