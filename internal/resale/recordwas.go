package resale

import (
	"bytes"
	"encoding/json"
	"html"
	"slices"
	"strings"
	"time"
)

// Raw gives the first of these fields that holds anything, as it came, and `""`
// where none does. It is untrusted.
func (r Record) Raw(names ...string) json.RawMessage {
	for _, name := range names {
		raw := bytes.TrimSpace(r.value(name))
		if !slices.Contains([]string{"", "null", `""`, "[]", "{}"}, string(raw)) {
			return raw
		}
	}
	return json.RawMessage(`""`)
}

// Still tells whether a record shows the field as it was when the person saw it,
// however it writes that. What is not known or cannot be compared is taken for
// unchanged.
func (f WishField) Still(now Record) bool {
	if len(f.Was) == 0 {
		return true
	}
	is := now.Raw(append([]string{f.Name}, f.Also...)...)
	switch {
	case bytes.Equal(is, f.Was):
		return true
	case f.List != nil:
		return sameWords(f.Was, is)
	case f.Number != nil:
		return sameMoney(readSum(f.Was), readSum(is), empty(f.Was) != empty(is))
	}
	return f.sameText(f.Was, is)
}

func empty(raw json.RawMessage) bool { return string(raw) == `""` }

// sameMoney compares amounts; of one that is there and cannot be read, only
// whether there was one.
func sameMoney(was, is Sum, came bool) bool {
	if !was.Known || !is.Known {
		return !came
	}
	return was.Amount.Cmp(is.Amount) == 0
}

func sameWords(was, is json.RawMessage) bool {
	a, known := Words(was)
	b, too := Words(is)
	if !known || !too {
		return true
	}
	set := func(words []string) []string { return slices.Compact(slices.Sorted(slices.Values(words))) }
	return slices.Equal(set(a), set(b))
}

// Words are the entries of a list, as JSON or with commas or blanks between; ok is
// false for what is neither.
func Words(raw json.RawMessage) (words []string, ok bool) {
	if json.Unmarshal(raw, &words) == nil {
		return words, true
	}
	text := scalarText(raw)
	if text == "" {
		return nil, empty(raw)
	}
	if json.Unmarshal([]byte(text), &words) == nil {
		return words, true
	}
	return SplitWords(text), true
}

// SplitWords parts what is written with commas, blanks or lines between.
func SplitWords(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",; \t\n\r", c) })
}

// sameText compares days as days, the panel's own words without regard to case,
// and other texts but for blanks and how HTML writes them.
func (f WishField) sameText(was, is json.RawMessage) bool {
	a, known := shownText(was)
	b, too := shownText(is)
	if !known || !too {
		return true
	}
	if same, days := f.sameDay(a, b); days {
		return same
	}
	plain := func(text string) string { return strings.Join(strings.Fields(html.UnescapeString(text)), " ") }
	if a, b = plain(a), plain(b); a == b {
		return true
	}
	return f.word() && (strings.EqualFold(a, b) || CycleMonths(a) >= 0 && CycleMonths(a) == CycleMonths(b))
}

// sameDay compares what was shown of a day; days is false for what is none. One
// that cannot be read stands in nobody's way.
func (f WishField) sameDay(a, b string) (same, days bool) {
	_, err := time.Parse(time.DateOnly, f.Text)
	if err != nil && f.Text != "" {
		return false, false
	}
	from, _, read := ReadTime(a)
	to, _, also := ReadTime(b)
	if read && also {
		return from.Format(time.DateOnly) == to.Format(time.DateOnly), true
	}
	return true, err == nil && (a != "" && !read || b != "" && !also)
}

// shownText is a text, or the moment in an object; ok is false for what cannot be
// read as either.
func shownText(raw json.RawMessage) (text string, ok bool) {
	if text = scalarText(raw); text == "" {
		if fields, object := fieldsOf(raw); object {
			text = Record{Fields: fields}.Text("date", "value", "name")
		}
	}
	return text, text != "" || empty(raw)
}

// word tells of a field that holds one of the panel's own words.
func (f WishField) word() bool {
	own := []string{"status", "state", "type", "module", "server_type", "billing_cycle", "cycle", "period", "billing_period"}
	return slices.ContainsFunc(own, func(name string) bool { return sameName(name, f.Name) })
}
