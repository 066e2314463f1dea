package sandbox

import (
	"fmt"
	"strings"

	"github.com/govalues/decimal"
)

// smmWare is what a network's category sells.
type smmWare struct {
	name     string
	types    []string // taken in turn
	rate     int64    // of the cheapest, in hundredths of a cent
	min, max int
	drip     bool
}

func smmWares() []smmWare {
	return []smmWare{
		{"Followers", []string{"Default"}, 4200, 50, 100_000, true},
		{"Likes", []string{"Default"}, 900, 10, 50_000, true},
		{"Views", []string{"Default"}, 83, 100, 5_000_000, true},
		{"Shares", []string{"Default"}, 1250, 10, 20_000, false},
		{"Comments", []string{"Custom Comments", "Comment Likes", "Custom Comments Package", "Comment Replies"}, 31_000, 5, 1_500, false},
		{"Mentions", []string{
			"Mentions", "Mentions with Hashtags", "Mentions Custom List", "Mentions Hashtag", "Mentions User Followers", "Mentions Media Likers",
		}, 18_000, 20, 10_000, false},
		{"Starter packs", []string{"Package"}, 24_900, 1, 1, false},
		{"Polls", []string{"Poll"}, 5600, 50, 25_000, false},
		{"Group members", []string{"Default", "Invites from Groups"}, 7700, 100, 200_000, true},
		{"Search", []string{"SEO"}, 12_345, 100, 10_000, false},
		{"Auto likes", []string{"Subscriptions"}, 12, 20, 5_000, false},
		{"Website visits", []string{"Web Traffic"}, 3333, 500, 1_000_000, false},
	}
}

// Seed fills the panel with 3,000 services in 60 categories of invented
// networks: of every type and a few of an unknown one. The same each time.
func (p *SMMPanel) Seed() {
	for n, network := range []string{"Picagram", "Vidoro", "Chirpo", "Tikkar", "Sonoro"} {
		for w, ware := range smmWares() {
			for i := range 50 {
				s := ware.service(network, i)
				s.ID = 1 + n*1000 + w*60 + i // with holes, as where services were taken away
				p.AddService(s)
			}
		}
	}
}

// service is one of the fifty of a category: ten qualities in five places.
func (w smmWare) service(network string, i int) SMMService {
	quality, place := i%10, i/10
	grade := []string{"Economy", "Bots", "Mixed", "Real", "HQ", "HQ slow", "Premium", "Instant", "VIP", "Exclusive"}[quality]
	country := []string{"Worldwide", "Brazil 🇧🇷", "Ukraine 🇺🇦", "India 🇮🇳", "USA 🇺🇸"}[place]
	rate := decimal.MustNew(w.rate*int64(10+4*quality+3*place)/10, 4)
	s := SMMService{
		Name: fmt.Sprintf("%s %s | %s | %s", network, w.name, grade, country), Category: network + " " + w.name,
		Type: w.types[i%len(w.types)], Rate: smmTidy(rate).String(), Min: w.min, Max: w.max,
		Refill: quality%3 == 1, Cancel: (quality+place)%2 == 0, DripFeed: w.drip && place == 0,
	}
	switch quality {
	case 4:
		s.Desc = "Start: within an hour. Speed: 5,000 a day.\nPlease leave the account <b>public</b> & do not rename it."
	case 5:
		s.Type = strings.ToLower(s.Type)
	case 7:
		s.Type = strings.ReplaceAll(strings.ToLower(s.Type), " ", "_")
	case 9:
		if place == 4 && w.name == "Starter packs" {
			s.Type = "Story Carousel"
		}
	}
	if s.Refill {
		s.Name += " | 30 days refill"
	}
	if smmKind(s.Type) == "customcommentspackage" {
		s.Min, s.Max = 1, 1
	}
	return s
}
