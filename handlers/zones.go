package handlers

import (
	"context"
	"embed"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// zones.txt holds a time zone in each line, and behind it, in words that people
// type, other places in it; an underscore stands for a space.
//
//go:embed zones.txt
var zoneFile embed.FS

// offeredZone has a button; any other can be typed.
type offeredZone struct{ name, label string }

func offeredZones() [][]offeredZone {
	return [][]offeredZone{
		{{"America/Sao_Paulo", "zone.sao_paulo"}, {"America/Manaus", "zone.manaus"}},
		{{"America/Mexico_City", "zone.mexico_city"}, {"America/Bogota", "zone.bogota"}},
		{{"America/New_York", "zone.new_york"}, {"Europe/Lisbon", "zone.lisbon"}},
		{{"Europe/London", "zone.london"}, {"Europe/Berlin", "zone.berlin"}},
		{{"Europe/Istanbul", "zone.istanbul"}, {"Asia/Tehran", "zone.tehran"}},
		{{"Asia/Jakarta", "zone.jakarta"}, {"UTC", "zone.utc"}},
	}
}

func askZone(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("settings.ask_zone")}, Rows: zoneRows()}, nil
}

func zoneRows() (rows [][]chat.Button) {
	for _, pair := range offeredZones() {
		var r []chat.Button
		for _, z := range pair {
			r = append(r, pick(z.label, z.name))
		}
		rows = append(rows, r)
	}
	return rows
}

// longestZone is more than any time zone's name.
const longestZone = 64

func (d Deps) takeZone(_ context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	name, err := findZone(a.Value + a.Text)
	if err != nil {
		return dialog.Next{}, err
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" || len(name) > longestZone {
		return dialog.Stay(chat.T("settings.bad_zone")), nil
	}
	place := t.Chat
	place.Zone, t.Zone = name, zone
	t.Also(func(tx *storage.Tx) error {
		if err := tx.SaveChat(place); err != nil {
			return err
		}
		return d.Ops.Rezone(tx, place.ID)
	})
	t.Note(chat.T("settings.zone_set", chat.Args{"Zone": name}))
	return dialog.To("show"), nil
}

// findZone gives the time zone of what was typed: its name, the city in its
// name, or another place that is known to lie in it. What is not known it gives
// back.
func findZone(text string) (string, error) {
	wanted := folded(text)
	file, err := zoneFile.ReadFile("zones.txt")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(file)) {
		names := strings.Fields(line)
		for i, name := range names {
			city := name[strings.LastIndexByte(name, '/')+1:]
			if folded(name) == wanted || i == 0 && folded(city) == wanted {
				return names[0], nil
			}
		}
	}
	return strings.TrimSpace(text), nil
}

// folded is a text without accents, case and punctuation: what people mean
// alike they may type differently.
func folded(text string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '/' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(text))
	return strings.Join(strings.Fields(plain), " ")
}
