package sandbox

import (
	"cmp"
	"encoding/json"
	"strconv"
)

// put writes a value as the panel does; documented is how unless it differs.
func (o smmObject) put(name string, how, documented SMMScalar, text string) {
	switch cmp.Or(how, documented) {
	case SMMNumber:
		if json.Valid([]byte(text)) {
			o[name] = json.Number(text)
			return
		}
		o[name] = text
	case SMMNull:
		o[name] = nil
	case SMMBlank:
		o[name] = ""
	case SMMMissing:
	default:
		o[name] = text
	}
}

// id is an id of an order or a service.
func (q SMMQuirks) id(id int) any {
	if q.IDs == SMMString {
		return strconv.Itoa(id)
	}
	return id
}

func (q SMMQuirks) ids(all []int) []any {
	written := make([]any, 0, len(all))
	for _, id := range all {
		written = append(written, q.id(id))
	}
	return written
}

func (q SMMQuirks) flag(o smmObject, name string, on bool) {
	number := map[bool]int{true: 1}[on]
	switch {
	case q.Flags == SMMFlagNumbers:
		o[name] = number
	case q.Flags == SMMFlagStrings:
		o[name] = strconv.Itoa(number)
	case on || q.Flags != SMMFlagMissing:
		o[name] = on
	}
}

func (q SMMQuirks) service(s *SMMService) smmObject {
	row := smmObject{"service": q.id(s.ID), "name": s.Name, "type": s.Type, "category": s.Category}
	row.put("rate", q.Rates, SMMString, s.Rate)
	row.put("min", q.Counts, SMMString, strconv.Itoa(s.Min))
	row.put("max", q.Counts, SMMString, strconv.Itoa(s.Max))
	q.flag(row, "refill", s.Refill)
	q.flag(row, "cancel", s.Cancel)
	if !q.BareList {
		q.flag(row, "dripfeed", s.DripFeed)
		if s.Desc != "" {
			row["desc"] = s.Desc
		}
	}
	return row
}
