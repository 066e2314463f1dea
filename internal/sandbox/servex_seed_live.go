package sandbox

import (
	"math"
	"strconv"
	"time"
)

func (p *ServexPanel) seedServers() {
	for i, name := range []string{"BR São Paulo 1", "BR Fortaleza 2", "US Miami 1"} {
		p.SetServer(ServexServer{
			ID: strconv.Itoa(i + 1), Name: name, Online: true, OnlineUsers: 12 - 4*i, TotalUsers: 30 - 6*i,
			CPU: 34 - 9*float64(i), Memory: 58 - 7*float64(i), Cores: 4 >> (i / 2), MemoryGB: 7.8 / float64(1+i/2), Recv: 41.5, Sent: 96.25,
		})
	}
}

// SeedLive gives the demo some life until Close: at each turn a few clients
// come and go, and the load of the servers rises and falls.
func (p *ServexPanel) SeedLive(every time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.isClosed() {
		return
	}
	p.work.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for turn := 1; ; turn++ {
			select {
			case <-p.closed:
				return
			case <-ticker.C:
				p.liveTurn(turn)
			}
		}
	})
}

// liveTurn is the same at the same turn of every demo.
func (p *ServexPanel) liveTurn(turn int) {
	now := p.now()
	var active []ServexClient
	for _, c := range p.Clients() {
		if c.status(now) == "active" {
			active = append(active, c)
		}
	}
	for i := range min(3, len(active)) {
		c := active[(turn*7+i*11)%len(active)]
		p.SetOnline(c.Username, !c.Online)
	}
	for i, s := range p.Servers() {
		wave := math.Sin(float64(turn)/9 + 2*float64(i))
		s.CPU, s.Memory = math.Round(45+35*wave), math.Round(60+15*wave)
		s.Recv, s.Sent = math.Round(400+300*wave)/10, math.Round(900+700*wave)/10
		s.OnlineUsers = max(0, s.TotalUsers/3+int(math.Round(5*wave)))
		p.SetServer(s)
	}
}
