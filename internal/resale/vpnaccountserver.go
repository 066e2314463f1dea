package resale

import (
	"net/netip"
	"strings"
)

// VPNServer is where an account can connect to. Show its country and city:
// Name is a host name of the supplier, see ShowsSupplier.
type VPNServer struct {
	ID          int64
	Name        string
	IP          string
	CountryCode string // two capital letters
	City        string
	Capacity    int // its meaning is not documented: neither shown nor sorted by
}

// VPNPort is one that OpenVPN servers listen at.
type VPNPort struct {
	ID       int64
	Protocol string // "udp", "tcp"
	Number   int
	Default  bool
}

// GeoIP is where the panel believes an address to be.
type GeoIP struct {
	IP          string
	Country     string
	CountryCode string
	City        string
	Continent   string // two letters
	Lat, Lon    float64
}

// ShowsSupplier tells of a text for people that names the supplier: by its
// hosts' usual domain, or by the name or address of one of the servers. Files
// and links of VPNConfig have to, and are no such text.
func ShowsSupplier(text string, servers ...VPNServer) bool {
	text = strings.ToLower(text)
	named := strings.Contains(text, "321inter") || strings.Contains(text, "vpnresellers")
	for _, s := range servers {
		named = named || strings.Contains(s.Name, ".") && strings.Contains(text, strings.ToLower(s.Name))
		if _, err := netip.ParseAddr(s.IP); err == nil {
			named = named || strings.Contains(text, s.IP)
		}
	}
	return named
}
