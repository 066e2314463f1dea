package xmplus

import (
	"context"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/resale"
)

// Subscription gives a subscription with its servers, but without its link,
// which only Account has (XM10, POST service/info).
func (c *Client) Subscription(ctx context.Context, l Login, id int64) (resale.Subscription, []resale.Node, error) {
	var got answer
	var s resale.Subscription
	var nodes []resale.Node
	err := c.do(ctx, l.of(call{
		operation: "XM10", act: "read subscription", path: []string{"service", "info"}, read: true, limit: listBody,
		body: map[string]any{"serviceid": id},
		take: func(a answer) bool {
			if a.text(serviceIDs()...) == "" {
				a = a.inner("data", "service").inner("service")
			}
			s, nodes = c.subscription(a), nodesOf(a)
			return s.ID == id
		},
	}), &got)
	if err != nil {
		return resale.Subscription{}, nil, err
	}
	return s, nodes, nil
}

func serviceIDs() []string { return []string{"sid", "serviceid", "service_id"} }

func (c *Client) subscription(a answer) resale.Subscription {
	online, devices := deviceCounts(a.text("iplimit"))
	return resale.Subscription{
		ID: a.number(append(serviceIDs(), "id")...), PlanID: a.number("packageid", "package_id", "pid"), //nolint:misspell // as XMPlus writes it
		Plan: a.plain(longestName, "package", "packagename"),
		Paid: c.moment(a.text("paid_date")), Expires: c.moment(a.text("expire_date")),
		Period: resale.ReadPeriod(a.text("billing")), Amount: a.sum("amount"),
		Online: online, Devices: devices, Speed: a.speed(), Group: a.group(),
		Traffic: resale.ParseTraffic(a.text("traffic")), Used: resale.ParseTraffic(a.text("used_traffic")), Today: resale.ParseTraffic(a.text("today")),
		ResetDays: resetDays(a.text("reset_traffic")), ResetText: a.plain(longestName, "reset_traffic"), Word: cut(a.text("status"), longestWord),
		Link: webAddress(a.text("sublink", "subscription_url", "subscription_link", "suburl", "sub_url")),
	}
}

var ofLimit = regexp.MustCompile(`^(\d+) ?/ ?(\S+)$`)

// deviceCounts reads "0/2": how many are online, and how many may be.
func deviceCounts(text string) (online, most int) {
	online = -1
	if parts := ofLimit.FindStringSubmatch(text); parts != nil {
		if n, err := strconv.Atoi(parts[1]); err == nil {
			online = n
		}
		text = parts[2]
	}
	n, err := strconv.Atoi(text)
	switch {
	case err == nil && n >= 0:
		return online, n
	case text == "∞" || strings.EqualFold(text, "unlimited"):
		return online, 0
	default:
		return online, -1
	}
}

var days = regexp.MustCompile(`(?i)(\d+) ?(?:\(?days?|d[ií]as?|روز|天|日|д(?:ень|ня|ней|н)|gün|ngày|hari|tag|jour)`)

// resetDays finds the days in a sentence such as "Traffic will reset to 100 GB
// after 23 day(s)"; -1 when they are not there.
func resetDays(text string) int {
	if parts := days.FindStringSubmatch(text); parts != nil {
		if n, err := strconv.Atoi(parts[1]); err == nil {
			return n
		}
	}
	return -1
}

var nodeURI = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[^\s\x00-\x1f]+$`)

// nodesOf reads the servers of any type: what apps take is the URI, and the
// fields beside it are for people. One without is left out.
func nodesOf(a answer) []resale.Node {
	list, _ := rows(a["servers"], "uri", "address")
	var nodes []resale.Node
	for _, row := range list {
		uri := row.text("uri", "link", "url")
		if !nodeURI.MatchString(uri) {
			continue
		}
		kind, _, _ := strings.Cut(uri, "://")
		if said := row.text("type"); said != "" {
			kind = cut(strings.ToLower(said), longestWord)
		}
		n := resale.Node{Type: kind, Name: row.plain(longestName, "remark", "name", "remarks"), Host: cut(row.text("address", "host", "server"), longestName), URI: uri}
		if port := row.number("port"); 0 < port && port < 1<<16 {
			n.Port = int(port)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// webAddress is a text that is the address of a page, else "".
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || !strings.EqualFold(u.Scheme, "https") && !strings.EqualFold(u.Scheme, "http") {
		return ""
	}
	return text
}
