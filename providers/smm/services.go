package smm

import (
	"context"
	"encoding/json"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"resellerbot/internal/httpapi"
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
		holds: func(a answer) bool { return a.List },
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
	case inner.List:
		return inner.Rows, true
	case strings.Contains(strings.ToLower(httpapi.Scalar(a.Fields["data"])), "empty"):
		return nil, true
	}
	var rows []json.RawMessage
	for _, key := range slices.Sorted(maps.Keys(inner.Fields)) {
		if raw := inner.Fields[key]; read(raw).has("service") {
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
	number, rate := id(a.Fields["service"]), amount(a.Fields["rate"])
	if number == "" || rate == nil || rate.IsNeg() {
		return resale.Service{}, false
	}
	word := cut(httpapi.Scalar(a.Fields["type"]), longestWord)
	note := a.Fields["desc"]
	if !a.has("desc") {
		note = a.Fields["description"]
	}
	return resale.Service{
		ID:       number,
		Name:     cut(plain(httpapi.Scalar(a.Fields["name"])), longestName),
		Category: cut(plain(httpapi.Scalar(a.Fields["category"])), longestName),
		Word:     word,
		Kind:     resale.KindOf(word),
		Rate:     *rate,
		Min:      orZero(count(a.Fields["min"])),
		Max:      orZero(count(a.Fields["max"])),
		Refill:   flag(a.Fields["refill"]),
		Cancel:   flag(a.Fields["cancel"]),
		DripFeed: flag(a.Fields["dripfeed"]),
		Note:     cut(plain(httpapi.Scalar(note)), longestNote),
	}, true
}

// plain makes text of what a web page would show.
func plain(text string) string {
	if strings.Contains(text, "<") {
		text = anyTag.ReplaceAllString(lineTag.ReplaceAllString(text, "\n"), "")
	}
	return strings.TrimSpace(html.UnescapeString(text))
}
