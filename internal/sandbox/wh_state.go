package sandbox

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// whState is all that the panel has.
type whState struct {
	rows  map[WHKind]map[int64]WHRow
	order map[WHKind][]int64 // as they were made
	last  map[WHKind]int64
	uuids map[string]int64 // of all kinds
	keys  map[string]int64 // rows of API keys, by the key
	asked map[string][]time.Time
	due   map[int64]time.Time // services that are being provisioned, and when that ends
}

func newWHState() whState {
	return whState{
		rows: map[WHKind]map[int64]WHRow{}, order: map[WHKind][]int64{}, last: map[WHKind]int64{}, uuids: map[string]int64{},
		keys: map[string]int64{}, asked: map[string][]time.Time{}, due: map[int64]time.Time{},
	}
}

func (s *whState) row(kind WHKind, id int64) WHRow { return s.rows[kind][id] }

// all gives the rows of a kind, oldest first, deleted ones too.
func (s *whState) all(kind WHKind) []WHRow {
	rows := make([]WHRow, 0, len(s.order[kind]))
	for _, id := range s.order[kind] {
		rows = append(rows, s.rows[kind][id])
	}
	return rows
}

func (s *whState) drop(kind WHKind, id int64) {
	delete(s.uuids, s.rows[kind][id].Text("uuid"))
	delete(s.rows[kind], id)
	s.order[kind] = slices.DeleteFunc(s.order[kind], func(other int64) bool { return other == id })
}

// find gives what a path or a reference means: a number or a uuid.
func (p *WHPanel) find(kind WHKind, id string) WHRow {
	if n, known := p.state.uuids[strings.ToLower(id)]; known {
		return p.state.row(kind, n)
	}
	if p.quirks.UUIDOnly {
		return nil
	}
	return p.state.row(kind, WHRow{"id": id}.ID())
}

// admit adds a row, with what it lacks; mu is held.
func (p *WHPanel) admit(kind WHKind, row WHRow) WHRow {
	now := p.now().UTC()
	if row.ID() == 0 {
		row["id"] = p.state.last[kind] + 1
	}
	row["id"] = row.ID()
	p.state.last[kind] = max(p.state.last[kind], row.ID())
	if row.Text("uuid") == "" {
		row["uuid"] = whUUID(kind, row.ID())
	}
	if row.Time("created_at").IsZero() {
		row["created_at"] = now
	}
	if row.Time("updated_at").IsZero() {
		row["updated_at"] = row["created_at"]
	}
	for _, f := range p.kinds[kind].fields {
		if row[f.name] != nil {
			continue
		}
		switch {
		case f.begin != "":
			row[f.name] = f.begin
		case f.sort == whWords:
			row[f.name] = f.words[0]
		case f.sort == whMoney:
			row[f.name] = "0.00"
		}
	}
	p.complete(kind, row)
	if p.state.rows[kind] == nil {
		p.state.rows[kind] = map[int64]WHRow{}
	}
	p.state.rows[kind][row.ID()] = row
	p.state.order[kind] = append(p.state.order[kind], row.ID())
	p.state.uuids[row.Text("uuid")] = row.ID()
	return row
}

// whUUID is one for a row: the same each time.
func whUUID(kind WHKind, id int64) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", kind, id))
	text := hex.EncodeToString(sum[:])
	return fmt.Sprintf("%s-%s-4%s-a%s-%s", text[:8], text[8:12], text[12:15], text[15:18], text[18:30])
}

// secret is a word that nobody would guess.
func (p *WHPanel) secret(kind WHKind, id int64, turn int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "secret %s%s %d %d", p.options.Salt, kind, id, turn))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:40]
}
