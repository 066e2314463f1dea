package servex

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"resellerbot/internal/resale"
)

// The shapes of live messages are documented nowhere: an object, a list, and
// either in a wrapper are read, with every spelling that was seen or guessed.

// maxFields bounds how many names of fields an error holds.
const maxFields = 10

// maxNesting bounds how deep a list is looked for: each wrapper is read anew.
const maxNesting = 3

type fields map[string]json.RawMessage

// objects gives the objects of a message, and whether it was a list of them.
func objects(raw []byte, isOne func(fields) bool, nesting int) (found []fields, list bool, err error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '[' {
		if json.Unmarshal(raw, &found) != nil {
			return nil, false, errors.New("no list of objects") // the decoder's own words may hold content
		}
		return found, true, nil
	}
	var o fields
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, false, errors.New("no JSON object or list")
	}
	if isOne(o) {
		return []fields{o}, false, nil
	}
	for _, name := range []string{"data", "users", "clients", "servers", "statuses", "list", "items", "payload", "event", "result", "user", "client", "server"} {
		inner, ok := o[name]
		if !ok || nesting == 0 || len(inner) == 0 || inner[0] != '{' && inner[0] != '[' {
			continue
		}
		if found, list, err := objects(inner, isOne, nesting-1); err == nil {
			return found, list, nil
		}
	}
	return nil, false, fmt.Errorf("unknown fields %s", strings.Join(o.names(), ", "))
}

func (o fields) names() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if len(names) < maxFields && utf8.RuneCountInString(name) <= 30 {
			names = append(names, strconv.Quote(name)) // a name too is text of somebody else's
		}
	}
	return names
}

// text gives the first of the fields that holds a scalar.
func (o fields) text(names ...string) (string, bool) {
	for _, name := range names {
		raw, ok := o[name]
		if !ok {
			continue
		}
		if s, err := scalar(raw); err == nil && s != "" {
			return s, true
		}
	}
	return "", false
}

// float reads what begins like an amount: 45, "45,5 %", "3.84 GB". What is no
// amount of anything counts as none.
func (o fields) float(names ...string) float64 {
	s, _ := o.text(names...)
	s = strings.ReplaceAll(s, ",", ".")
	f, err := strconv.ParseFloat(s, 64)
	if end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.+-", r) }); err != nil && end > 0 {
		f, err = strconv.ParseFloat(s[:end], 64)
	}
	if err != nil || !(f > 0) {
		return 0
	}
	return min(f, math.MaxInt32) // so that it may become an int
}

// ReadPresences reads a message of user-status (SX20). whole tells that it was
// a list. A message about something else is an empty list; one that cannot be
// understood is an error that names its fields and no content.
func ReadPresences(raw []byte) (list []resale.Presence, whole bool, err error) {
	found, whole, err := objects(raw, func(o fields) bool { _, ok := o.presence(); return ok }, maxNesting)
	if len(found) == 0 && aside(raw) {
		return nil, false, nil // even with an empty list in it: it is not the list of who is online
	}
	if err != nil {
		return nil, false, fmt.Errorf("read user status: %w", err)
	}
	for _, o := range found {
		p, ok := o.presence()
		if !ok {
			return nil, false, fmt.Errorf("read user status: unknown fields %s", strings.Join(o.names(), ", "))
		}
		list = append(list, p)
	}
	return list, whole, nil
}

// aside tells a message that only answers ours, such as {"type":"pong"}.
func aside(raw []byte) bool {
	var o fields
	if json.Unmarshal(raw, &o) != nil {
		return false
	}
	kind, ok := o.text("type", "event", "action")
	if !ok {
		return len(o) == 0
	}
	for _, word := range []string{"pong", "ping", "filter", "connected", "welcome", "subscribed", "heartbeat", "ack", "error"} {
		if strings.Contains(strings.ToLower(kind), word) {
			return true
		}
	}
	return false
}

func (o fields) presence() (p resale.Presence, ok bool) {
	if p.Username, ok = o.text("username", "user", "login", "name"); !ok {
		return p, false
	}
	p.Connections = int(o.float("connections", "connection_count", "connectionCount", "online_connections"))
	p.Method, _ = o.text("method", "protocol")
	p.Uptime, _ = o.text("uptime", "duration")
	// The list of clients has a status too: of the subscription, whose "active" is nothing about now.
	if s, said := o.text("status", "state"); said && !strings.HasSuffix(strings.ToLower(s), "active") && !strings.HasSuffix(strings.ToLower(s), "ativo") {
		if p.Online, ok = online(s); ok {
			return p, true
		}
	}
	if s, said := o.text("online", "is_online", "isOnline", "connected"); said {
		if p.Online, ok = online(s); ok {
			return p, true
		}
	}
	if _, said := o.text("connections", "connection_count", "connectionCount", "online_connections"); said {
		p.Online = p.Connections > 0
		return p, true
	}
	return p, false
}

func online(s string) (online, ok bool) {
	switch strings.ToLower(s) {
	case "online", "on", "connected", "conectado", "true", "1", "active", "ativo":
		return true, true
	case "offline", "off", "disconnected", "desconectado", "false", "0", "inactive", "inativo":
		return false, true
	}
	return false, false
}
