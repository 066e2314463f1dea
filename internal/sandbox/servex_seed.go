package sandbox

import (
	"fmt"
	"time"
)

// ServexDemoOwner owns everything that Seed makes: give it to AddKey.
const ServexDemoOwner = 1

// Seed fills the panel with an invented business, for the demo: 60 clients in
// every state, four categories of which one is over, and three resellers with
// clients of their own, three servers. The same at each start, relative to the clock.
func (p *ServexPanel) Seed() {
	now := p.now()
	categories := []int64{
		p.AddCategory("Premium SSH", time.Time{}),
		p.AddCategory("V2Ray Turbo", time.Time{}),
		p.AddCategory("Economy", now.AddDate(1, 0, 0)),
		p.AddCategory("Summer offer", now.AddDate(0, 0, -20)),
	}
	names := []string{"ana", "bruno", "carla", "diego", "elisa", "fabio", "gisele", "hugo", "iris", "jonas"}
	for i := range 54 {
		c := ServexClient{
			Username:   fmt.Sprintf("%s%02d", names[i%len(names)], i+1),
			Password:   fmt.Sprintf("demo%04d", 1000+i*37),
			CategoryID: categories[i%3],
			Limit:      1 + i%3,
			OwnerID:    ServexDemoOwner,
			Created:    now.AddDate(0, 0, -90+i),
			Updated:    now.AddDate(0, 0, -10),
		}
		seedServexState(&c, i, now)
		p.AddClient(c)
	}
	p.seedResellers(now, categories)
	p.seedServers()
}

// seedServexState spreads the states: every ninth client is a test, and so on.
func seedServexState(c *ServexClient, i int, now time.Time) {
	c.Expires = now.AddDate(0, 0, 8+i)
	switch i % 9 {
	case 0:
		c.Kind, c.Expires = "test", now.Add(time.Duration(20+i)*time.Minute)
	case 1:
		c.Expires = now.AddDate(0, 0, -1-i/9)
	case 2:
		c.Suspended, c.Note = true, "paused while travelling"
	case 3:
		c.Expires = now.Add(time.Hour)
	case 4:
		c.Expires = now.AddDate(0, 0, 1+i/9)
	case 5:
		c.Online, c.LastSeen = true, now.Add(-time.Minute)
	case 6:
		c.Note = "pays on Fridays <b>& in cash</b>"
		c.LastSeen = now.Add(-26 * time.Hour)
	case 7:
		c.UUID = fmt.Sprintf("00000000-0000-4000-8000-%012d", i)
	}
}

func (p *ServexPanel) seedResellers(now time.Time, categories []int64) {
	for i, name := range []string{"Norte Net", "Sul Conecta", "Litoral VPN"} {
		r := ServexReseller{
			Name: name, Username: fmt.Sprintf("loja%d", i+1), Password: "demo1234", MaxUsers: 50, AccountType: "validity",
			CategoryIDs: categories[:2], Expires: now.AddDate(0, 0, 5+20*i), ParentID: ServexDemoOwner,
		}
		if i == 1 {
			r.AccountType, r.MaxUsers, r.Expires = "credit", 120, time.Time{}
		}
		id := p.AddReseller(r)
		for n := range 2 {
			p.AddClient(ServexClient{
				Username: fmt.Sprintf("loja%dcli%d", i+1, n+1), Password: "demo5678", CategoryID: categories[n], OwnerID: id,
			})
		}
	}
}
