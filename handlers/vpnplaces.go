package handlers

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// vpnPlace is a city with a server, as people choose it: hosts are not shown.
type vpnPlace struct {
	Country string // two letters
	City    string
	Nth     int   // 1, or which one of several in the city
	Server  int64 // for OpenVPN and WireGuard; 0: none
	VLESS   int64 // for VLESS; 0: none
}

func (p vpnPlace) label() string {
	if p.Nth > 1 || p.City == "" && p.Nth == 1 {
		return strings.TrimSpace(p.City + " " + strconv.Itoa(p.Nth))
	}
	return p.City
}

// vpnPlaces gives where an account of a chat's panel can connect to. A panel without VLESS, or
// one that does not list it just now, offers the rest.
func (d Deps) vpnPlaces(ctx context.Context, t *dialog.Turn, panel int64) ([]vpnPlace, error) {
	servers, err := d.Ops.VPNServers(ctx, panel)
	if err != nil {
		return nil, err
	}
	vless, err := d.Ops.VLESSServers(ctx, panel)
	if err != nil && resale.CodeOf(err) != resale.Unsupported && resale.CodeOf(err) != resale.NotFound {
		t.Log.Warn("list vless servers", "err", err)
	}
	return placesOf(servers, vless), nil
}

// placesOf joins two lists of servers whose ids have nothing to do with each
// other: the n-th one of a city for VLESS stands with the n-th other one there.
func placesOf(servers, vless []resale.VPNServer) []vpnPlace {
	all := slices.Concat(servers, vless)
	var found []vpnPlace
	for kind, list := range [][]resale.VPNServer{servers, vless} {
		counted := map[vpnPlace]int{}
		for _, s := range list {
			p := vpnPlace{Country: strings.ToUpper(s.CountryCode), City: s.City}
			if resale.ShowsSupplier(p.City, all...) {
				p.City = ""
			}
			counted[p]++
			p.Nth = counted[p]
			i := slices.IndexFunc(found, func(q vpnPlace) bool { return q.Country == p.Country && q.City == p.City && q.Nth == p.Nth })
			if i < 0 {
				i, found = len(found), append(found, p)
			}
			if kind == 0 {
				found[i].Server = s.ID
			} else {
				found[i].VLESS = s.ID
			}
		}
	}
	return found
}

// inCountry gives the places of a country, by city.
func inCountry(places []vpnPlace, country string) []vpnPlace {
	var in []vpnPlace
	for _, p := range places {
		if p.Country == country {
			in = append(in, p)
		}
	}
	slices.SortStableFunc(in, func(a, b vpnPlace) int { return cmp.Or(cmp.Compare(a.City, b.City), a.Nth-b.Nth) })
	return in
}

// countriesOf gives the codes of the countries, ordered as their names are in
// the person's language.
func countriesOf(places []vpnPlace, lang string) []string {
	var codes []string
	for _, p := range places {
		if !slices.Contains(codes, p.Country) {
			codes = append(codes, p.Country)
		}
	}
	order := collate.New(language.Make(lang))
	slices.SortStableFunc(codes, func(a, b string) int { return order.CompareString(regionName(a, lang), regionName(b, lang)) })
	return codes
}

// countryName is a flag and a name: "🇳🇱 Netherlands".
func countryName(code, lang string) string {
	name := regionName(code, lang)
	if len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return or(name, "—")
	}
	flag := strings.Map(func(r rune) rune { return '🇦' + r - 'A' }, code)
	return flag + " " + name
}

// regionName is what a country is called in a language, its code when it is
// not known.
func regionName(code, lang string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return or(display.Regions(language.Make(lang)).Name(region), code)
}
