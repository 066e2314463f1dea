package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/govalues/decimal"
)

// asked gives the answer without a network.
func (p *SMMPanel) asked(form url.Values) string {
	r := httptest.NewRequest(http.MethodPost, "/api/v2", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Body.String()
}

func TestSMMAddsAtOnceAgree(t *testing.T) {
	s := startSMM(t)
	s.p.SetBalance("ours", "36.10") // 200 orders of 0.18, and a rest
	var work sync.WaitGroup
	for n := range 8 {
		work.Go(func() {
			for i := range 50 {
				switch i % 10 {
				case 8:
					s.p.asked(url.Values{"key": {"ours"}, "action": {"status"}, "orders": {"23501,23502"}})
				case 9:
					s.p.Advance(23501+n, SMMProcessing)
				default:
					s.p.asked(url.Values{"key": {"ours"}, "action": {"add"}, "service": {"1"}, "link": {fmt.Sprintf("a.example/%d/%d", n, i)}, "quantity": {"200"}})
				}
				_, _, _, _ = s.p.Orders(), s.p.Calls(), s.p.Balance("ours"), s.p.Services()
			}
		})
	}
	work.Wait()
	spent := decimal.Decimal{}
	for _, o := range s.p.Orders() {
		spent, _ = spent.Add(o.Charge)
	}
	if n := s.p.Count("add"); n != (SMMCount{Asked: 320, Applied: 200}) || s.p.Added("ours") != 200 || spent.String() != "36.00" || s.p.Balance("ours") != "0.10" {
		t.Errorf("%+v, %d orders, spent %s, left %s", n, s.p.Added("ours"), spent, s.p.Balance("ours"))
	}
}

func TestSMMSeed(t *testing.T) {
	p, again := NewSMM(SMMOptions{}), NewSMM(SMMOptions{})
	p.Seed()
	again.Seed()
	services := p.Services()
	if fmt.Sprint(services) != fmt.Sprint(again.Services()) {
		t.Error("not the same each time")
	}
	names, categories, kinds := map[string]bool{}, map[string]bool{}, map[string]int{}
	var refill, cancel, drip, desc int
	for _, v := range services {
		names[v.Name], categories[v.Category] = true, true
		kinds[v.kind()]++
		count := func(n *int, on bool) { *n += map[bool]int{true: 1}[on] }
		count(&refill, v.Refill)
		count(&cancel, v.Cancel)
		count(&drip, v.DripFeed)
		count(&desc, v.Desc != "")
		if cost, ok := v.cost(v.Min); !ok || !cost.IsPos() || v.Min > v.Max {
			t.Errorf("%+v costs %s", v, cost)
		}
	}
	unknown := 0
	for kind, n := range kinds {
		if p.types[kind] == nil {
			unknown += n
		}
	}
	for kind := range p.types {
		if kinds[kind] == 0 {
			t.Errorf("no %s", kind)
		}
	}
	if len(services) != 3000 || len(names) != 3000 || len(categories) != 60 || unknown != 5 || refill == 0 || cancel == 0 || drip == 0 || desc == 0 {
		t.Errorf("%d services, %d names, %d categories, %d unknown, %d refill, %d cancel, %d drip, %d desc",
			len(services), len(names), len(categories), unknown, refill, cancel, drip, desc)
	}
}

// BenchmarkSMMStatus asks for 100 of 100,000 orders, as the tracking does.
func BenchmarkSMMStatus(b *testing.B) {
	p := NewSMM(SMMOptions{})
	p.AddKey("ours", "1000000")
	p.AddService(SMMService{ID: 1, Type: "Default", Rate: "0.90", Min: 1, Max: 1000})
	add := url.Values{"key": {"ours"}, "action": {"add"}, "service": {"1"}, "link": {"a.example"}, "quantity": {"200"}}
	for range 100_000 {
		p.asked(add)
	}
	var ids []string
	for i := range 100 {
		ids = append(ids, fmt.Sprint(23501+i*999))
	}
	ask := url.Values{"key": {"ours"}, "action": {"status"}, "orders": {strings.Join(ids, ",")}}
	b.ResetTimer()
	for b.Loop() {
		if !strings.Contains(p.asked(ask), `"status":"Pending"`) {
			b.Fatal("no answer")
		}
	}
}
