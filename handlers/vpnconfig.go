package handlers

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// configSheet is whose configuration is got, and for where.
type configSheet struct {
	accountSheet
	Seller  int64  `json:"seller,omitempty"`  // the reseller's chat, when a customer gets it; 0: it is this chat's own
	Country string `json:"country,omitempty"` // two letters
	City    string `json:"city,omitempty"`
	Nth     int    `json:"nth,omitempty"` // of the servers in that city
	Server  int64  `json:"server,omitempty"`
	VLESS   int64  `json:"vless,omitempty"` // a server of its own; 0: none there
}

// vpnConfigFlow gets the configuration of an account: where, how, and then the
// file, link and picture that an app takes.
func vpnConfigFlow(d Deps) dialog.Flow[configSheet] {
	return dialog.Flow[configSheet]{
		Name: "vpnconfig", Needs: ops.VPNResellers,
		Begin: func(ctx context.Context, t *dialog.Turn, s *configSheet, args string) (dialog.Next, error) {
			return d.aboutAccount("country")(ctx, t, &s.accountSheet, args)
		},
		Away:  func(s configSheet) string { return s.card() },
		Steps: d.configSteps(),
	}
}

// configSteps are the same for whoever sells an account and whoever uses it.
func (d Deps) configSteps() []dialog.Step[configSheet] {
	return []dialog.Step[configSheet]{
		{Name: "country", Ask: d.askCountry, Take: d.takeCountry},
		{Name: "city", Buttons: true, Ask: d.askCity, Take: d.takeCity},
		{Name: "protocol", Buttons: true, Ask: d.askProtocol, Take: d.takeProtocol},
		{Name: "port", Buttons: true, Ask: d.askPort, Take: d.takePort},
	}
}

// panel is the chat whose account it is.
func (s configSheet) panel(t *dialog.Turn) int64 { return cmp.Or(s.Seller, t.Input.Place.Chat) }

// configuring puts whose configuration it is, and for where, above what is
// asked.
func (s configSheet) configuring(t *dialog.Turn, where string, asked ...chat.Text) []chat.Text {
	lines := []chat.Text{chat.T("vpnconfig.title", s.name())}
	if where != "" {
		lines = append(lines, literal(where, 80))
	}
	over, off := "vpnconfig.is_over", "vpnconfig.is_off"
	if s.Seller != 0 {
		over, off = "myconfig.is_over", "myconfig.is_off"
	}
	switch {
	case resale.VPNAccount{Expires: s.Expires}.Over(t.Now):
		lines = append(lines, chat.T(over))
	case s.Off:
		lines = append(lines, chat.T(off))
	}
	return append(append(lines, chat.Text{}), asked...)
}

func (d Deps) askCountry(ctx context.Context, t *dialog.Turn, s *configSheet) (chat.Screen, error) {
	places, err := d.vpnPlaces(ctx, t, s.panel(t))
	if err != nil {
		return chat.Screen{}, err
	}
	if len(places) == 0 {
		return chat.Screen{Lines: []chat.Text{chat.T("vpnconfig.no_server")}, Rows: s.backRow(t)}, nil
	}
	rows := countryRows(countriesOf(places, t.Lang), t.Lang)
	return chat.Screen{Lines: s.configuring(t, "", chat.T("vpnconfig.ask_country")), Rows: append(rows, s.backRow(t)...)}, nil
}

func (d Deps) takeCountry(ctx context.Context, t *dialog.Turn, s *configSheet, a dialog.Answer) (dialog.Next, error) {
	places, err := d.vpnPlaces(ctx, t, s.panel(t))
	if err != nil {
		return dialog.Next{}, err
	}
	country := strings.TrimPrefix(a.Value, "in ")
	if a.Typed() {
		found := countriesBegun(countriesOf(places, t.Lang), t.Lang, a.Text)
		switch len(found) {
		case 0:
			return dialog.Stay(chat.T("vpnconfig.no_country", chat.Args{"Name": shorten(a.Text, 40)})), nil
		case 1:
			country = found[0]
		default:
			return dialog.Stay(chat.T("vpnconfig.which_country", chat.Args{"Names": countryNames(found, t.Lang)})), nil
		}
	}
	s.Country = country
	in := inCountry(places, s.Country)
	if len(in) != 1 {
		return dialog.To("city"), nil
	}
	s.at(in[0])
	return dialog.To("protocol"), nil
}

func (s *configSheet) at(p vpnPlace) {
	s.City, s.Nth, s.Server, s.VLESS = p.City, p.Nth, p.Server, p.VLESS
}

func (d Deps) askCity(ctx context.Context, t *dialog.Turn, s *configSheet) (chat.Screen, error) {
	places, err := d.vpnPlaces(ctx, t, s.panel(t))
	if err != nil {
		return chat.Screen{}, err
	}
	var all []chat.Button
	for i, p := range inCountry(places, s.Country) {
		all = append(all, chat.Button{Label: literal(p.label(), 30), Answer: strconv.Itoa(i) + " " + p.label()})
	}
	return chat.Screen{Lines: s.configuring(t, countryName(s.Country, t.Lang), chat.T("vpnconfig.ask_city")), Rows: inPairs(all)}, nil
}

// takeCity takes a place that is still there: lists of servers change.
func (d Deps) takeCity(ctx context.Context, t *dialog.Turn, s *configSheet, a dialog.Answer) (dialog.Next, error) {
	places, err := d.vpnPlaces(ctx, t, s.panel(t))
	if err != nil {
		return dialog.Next{}, err
	}
	_, label, _ := strings.Cut(a.Value, " ")
	for _, p := range inCountry(places, s.Country) {
		if p.label() == label {
			s.at(p)
			return dialog.To("protocol"), nil
		}
	}
	return dialog.Stay(chat.T("vpnconfig.place_gone")), nil
}

// where names the place that was chosen, without a host.
func (s configSheet) where(t *dialog.Turn) string {
	place := vpnPlace{City: s.City, Nth: s.Nth}
	return strings.TrimSuffix(countryName(s.Country, t.Lang)+", "+place.label(), ", ")
}

func (d Deps) askProtocol(_ context.Context, t *dialog.Turn, s *configSheet) (chat.Screen, error) {
	lines := s.configuring(t, s.where(t))
	var rows [][]chat.Button
	for _, p := range []resale.VPNProtocol{resale.WireGuard, resale.OpenVPN, resale.VLESS} {
		if p == resale.VLESS && s.VLESS == 0 || p != resale.VLESS && s.Server == 0 {
			continue
		}
		lines = append(lines, chat.T("vpnconfig.about_"+string(p)))
		rows = append(rows, row(chat.Button{Label: chat.T("vpnconfig.by_" + string(p)), Answer: string(p)}))
	}
	lines = append(lines, chat.Text{}, chat.T("vpnconfig.ask_protocol"))
	if !t.Input.Private {
		lines = append(lines, chat.T("vpnconfig.in_group"))
	}
	return chat.Screen{Lines: lines, Rows: rows}, nil
}

func (d Deps) takeProtocol(ctx context.Context, t *dialog.Turn, s *configSheet, a dialog.Answer) (dialog.Next, error) {
	switch resale.VPNProtocol(a.Value) {
	case resale.WireGuard:
		return d.sendWireGuard(ctx, t, s)
	case resale.VLESS:
		return d.sendVLESS(ctx, t, s)
	}
	return dialog.To("port"), nil
}

// inPairs puts buttons in rows of two.
func inPairs(all []chat.Button) [][]chat.Button {
	var rows [][]chat.Button
	for i, b := range all[:min(len(all), mostButtons)] {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}
