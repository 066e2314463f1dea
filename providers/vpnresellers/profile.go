package vpnresellers

import (
	"context"
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type wireProfile struct {
	Balance money `json:"balance"`
}

func (w wireProfile) present() bool { return w.Balance.said }

func (w wireProfile) value() resale.Balance { return resale.Balance{Amount: w.Balance.Decimal} }

// money is an amount as a string or a number.
type money struct {
	decimal.Decimal
	said bool
}

func (m *money) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if err != nil {
		return err
	}
	if grouped.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	if amount, bad := decimal.Parse(s); bad == nil {
		m.Decimal, m.said = amount, true
	}
	return nil
}

var grouped = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$`) // as PHP's number_format writes it

// Balance gives what is left of what was paid in advance (VR20, GET /profile).
// The API names no currency; the price list is in US dollars.
func (c *Client) Balance(ctx context.Context) (resale.Balance, error) {
	return read[wireProfile](ctx, c.keyed, httpapi.Request{Operation: "VR20", Act: "read balance", Path: []string{"profile"}})
}

type wireGeoIP struct {
	IP        text    `json:"ip"`
	Country   text    `json:"country"`
	Code      text    `json:"iso_code"`
	City      text    `json:"city"`
	Continent text    `json:"continent"`
	Lat       degrees `json:"lat"`
	Lon       degrees `json:"lon"`
}

func (w wireGeoIP) present() bool { return w.IP != "" }

func (w wireGeoIP) value() resale.GeoIP {
	return resale.GeoIP{
		IP: string(w.IP), Country: string(w.Country), CountryCode: string(w.Code), City: string(w.City),
		Continent: string(w.Continent), Lat: float64(w.Lat), Lon: float64(w.Lon),
	}
}

// GeoIP gives where the panel believes this program to be; the key is not sent
// (VR17, GET /geoip).
func (c *Client) GeoIP(ctx context.Context) (resale.GeoIP, error) {
	return read[wireGeoIP](ctx, c.open, httpapi.Request{Operation: "VR17", Act: "look up own address", Path: []string{"geoip"}})
}
