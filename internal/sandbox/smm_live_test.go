package sandbox

import (
	"testing"
	"time"
)

func TestSMMLive(t *testing.T) {
	s := startSMM(t)
	for range 13 {
		s.added(smmPlain)
	}
	s.p.Live(time.Millisecond)
	err := s.p.Wait(t.Context(), func(p *SMMPanel) bool {
		for _, o := range p.Orders() {
			if !o.State.final() {
				return false
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	ends := map[SMMState]int{}
	for _, o := range s.p.Orders() {
		ends[o.State]++
	}
	if ends[SMMPartial] == 0 || ends[SMMCanceled] != 1 || ends[SMMCompleted] < 10 {
		t.Errorf("%v", ends)
	}
}

func TestSMMOrderOfBefore(t *testing.T) {
	s := startSMM(t)
	s.p.AddOrder(SMMOrder{ID: 90_000, Key: "ours", Service: 1, Link: "a.example", Quantity: 200, Remains: 200})
	if id := s.added(smmPlain); id != 90_001 || s.p.Added("ours") != 2 || s.p.Balance("ours") != "99.82" {
		t.Errorf("the next is %d of %d, balance %s", id, s.p.Added("ours"), s.p.Balance("ours"))
	}
	s.p.SetOrder(90_000, func(o *SMMOrder) { o.State, o.Begun, o.Remains = "Frobbed", true, -7 })
	s.says("action=status&order=90000", `{"charge":"0","currency":"USD","remains":"-7","start_count":"0","status":"Frobbed"}`)
	if id := s.p.AddOrder(SMMOrder{Key: "ours", Service: 404, State: SMMCompleted}); id != 90_002 || s.state(id) != SMMCompleted {
		t.Errorf("%d is %s", id, s.state(id))
	}
	s.says("action=cancel&orders=90002", `[{"cancel":{"error":"Cancel is disabled for this service"},"order":90002}]`)
}
