package smm

import (
	"context"
	"encoding/json"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// servicesBody: ten thousand services with long descriptions.
const servicesBody = 16 << 20

var (
	lineTag = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|li|div|h\d)>`)
	anyTag  = regexp.MustCompile(`<[/a-zA-Z][^<>]*>`)
)

// Services gives everything the panel sells to this key (SM01). A service
// without a number, or whose price cannot be read, is left out: it could not
// be ordered.
func (c *Client) Services(ctx context.Context) ([]resale.Service, error) {
	var services []resale.Service
	err := c.do(ctx, call{
		operation: "SM01", act: "list services", action: "services", read: true, body: servicesBody,
		holds: func(a answer) bool { return a.list },
		take: func(a answer) bool {
			rows, ok := serviceRows(a)
			services = readServices(rows)
			return ok && (len(rows) == 0 || len(services) > 0)
		},
	})
	if err != nil {
		return nil, err
	}
	return services, nil
}

// serviceRows finds the list: bare, wrapped, or by number; "Empty Data" is an
// empty one.
func serviceRows(a answer) ([]json.RawMessage, bool) {
	inner := a.inner("data", "services")
	switch {
	case inner.list:
		return inner.rows, true
	case strings.Contains(strings.ToLower(scalar(a.fields["data"])), "empty"):
		return nil, true
	}
	var rows []json.RawMessage
	for _, key := range slices.Sorted(maps.Keys(inner.fields)) {
		if raw := inner.fields[key]; read(raw).has("service") {
			rows = append(rows, raw)
		}
	}
	return rows, len(rows) > 0
}

func readServices(rows []json.RawMessage) []resale.Service {
	services := make([]resale.Service, 0, len(rows))
	for _, raw := range rows {
		if service, ok := readService(read(raw)); ok {
			services = append(services, service)
		}
	}
	return services
}

func readService(a answer) (resale.Service, bool) {
	number, rate := id(a.fields["service"]), amount(a.fields["rate"])
	if number == "" || rate == nil || rate.IsNeg() {
		return resale.Service{}, false
	}
	word := cut(scalar(a.fields["type"]), longestWord)
	note := a.fields["desc"]
	if !a.has("desc") {
		note = a.fields["description"]
	}
	return resale.Service{
		ID:       number,
		Name:     cut(plain(scalar(a.fields["name"])), longestName),
		Category: cut(plain(scalar(a.fields["category"])), longestName),
		Word:     word,
		Kind:     resale.KindOf(word),
		Rate:     *rate,
		Min:      orZero(count(a.fields["min"])),
		Max:      orZero(count(a.fields["max"])),
		Refill:   flag(a.fields["refill"]),
		Cancel:   flag(a.fields["cancel"]),
		DripFeed: flag(a.fields["dripfeed"]),
		Note:     cut(plain(scalar(note)), longestNote),
	}, true
}

// plain makes text of what a web page would show.
func plain(text string) string {
	if strings.Contains(text, "<") {
		text = anyTag.ReplaceAllString(lineTag.ReplaceAllString(text, "\n"), "")
	}
	return strings.TrimSpace(html.UnescapeString(text))
}
