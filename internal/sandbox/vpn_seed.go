package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// vpnCities are a country's, in which servers stand.
func vpnCities() [][2]string {
	return [][2]string{
		{"NL", "Amsterdam,Rotterdam,Amsterdam"},
		{"DE", "Frankfurt,Berlin,Düsseldorf,Frankfurt"},
		{"US", "New York,Los Angeles,Dallas,Miami,Chicago,Seattle"},
		{"BR", "São Paulo,Rio de Janeiro,São Paulo"},
		{"UA", "Kyiv,Lviv"},
		{"IN", "Mumbai,Bangalore"},
		{"GB", "London,Manchester,London"},
		{"FR", "Paris,Marseille"},
		{"ES", "Madrid,Barcelona"},
		{"PT", "Lisbon"},
		{"IT", "Milan,Rome"},
		{"CH", "Zürich,Geneva"},
		{"SE", "Stockholm,Malmö"},
		{"NO", "Oslo"},
		{"PL", "Warsaw,Warsaw"},
		{"CA", "Toronto,Vancouver,Montréal"},
		{"MX", "Mexico City,Querétaro"},
		{"AR", "Buenos Aires"},
		{"JP", "Tokyo,Osaka"},
		{"SG", "Singapore,Singapore,Singapore"},
		{"TH", "Bangkok,Bangkok"},
		{"AU", "Sydney,Melbourne,Perth"},
		{"ZA", "Johannesburg,Cape Town"},
		{"TR", "Istanbul,Izmir"},
		{"HK", "Hong Kong,Hong Kong"},
		{"AE", "Dubai"},
	}
}

// Seed fills the panel with an invented supply, 60 servers in 26 countries,
// and with a business of the key's reseller: two projects, six customers and
// 40 accounts in every state. The same at each start but for keys and the
// clock.
func (p *VPNPanel) Seed(key string) {
	p.mu.Lock()
	u := p.state.keys[key]
	p.mu.Unlock()
	n := 0
	for _, country := range vpnCities() {
		for i, city := range strings.Split(country[1], ",") {
			n++
			s := VPNServer{CountryCode: country[0], City: city, Capacity: n * 37 % 100}
			p.AddServer(s)
			if i == 0 && n%3 != 0 {
				p.AddVLESSServer(s)
			}
		}
	}
	for i, number := range []int{1194, 118, 123, 443, 53, 443, 80} {
		p.AddPort(VPNPort{Protocol: map[bool]string{true: "udp", false: "tcp"}[i < 5], Number: number, Default: i == 0})
	}
	if u != nil {
		p.seedBusiness(u.id)
	}
}

func (p *VPNPanel) seedBusiness(user int64) {
	shop := p.AddProject(VPNProject{User: user, Name: "Corner shop", Description: "Who pays at the counter."})
	p.AddProject(VPNProject{User: user, Name: "Online", Description: "Who came over the <b>web page</b> & pays by PIX."})
	var customers []int64
	for i, name := range []string{"Ana Souza", "Bruno Lima", "Carla Reis", "Diego Alves", "Elisa Prado", "Fabio Nunes"} {
		first, last, _ := strings.Cut(name, " ")
		customers = append(customers, p.AddCustomer(VPNCustomer{
			User: user, Project: shop + int64(i%2), FirstName: first, LastName: last, Email: strings.ToLower(first) + "@mail.example",
		}))
	}
	now := p.now()
	for i := range 40 {
		a := VPNAccount{
			User: user, Username: fmt.Sprintf("%s.%02d", []string{"ana", "bruno", "carla", "diego", "elisa"}[i%5], i+1),
			Password: fmt.Sprintf("demo%04d", 1000+i*37), Created: now.AddDate(0, 0, -80+i), Updated: now.AddDate(0, 0, -5),
		}
		if i%4 != 3 {
			a.Customer = customers[i%len(customers)]
		}
		seedVPNState(&a, i, now)
		p.AddAccount(a)
	}
}

// seedVPNState spreads the states: every eighth account renews itself, and so
// on.
func seedVPNState(a *VPNAccount, i int, now time.Time) {
	today := now.UTC().Truncate(vpnDay)
	a.Expires = today.AddDate(0, 0, 10+i)
	switch i % 8 {
	case 0:
		a.Expires = time.Time{}
	case 1:
		a.Expires = today.AddDate(0, 0, -1-i/8)
	case 2:
		a.Disabled = true
	case 3:
		a.Expires = today.AddDate(0, 0, 1+i/8)
	}
}
