package main

import (
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/secret"
)

// setting is one leaf of Config: a value that a person can write.
type setting struct {
	key     string // "telegram.token"
	example string // as it would stand in the file
	value   reflect.Value
}

// env is the variable that overrides the setting.
func (s setting) env() string {
	return "BOT_" + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

func (s setting) secret() bool { return s.value.Type() == reflect.TypeFor[secret.String]() }

// problem is the error for a value: the key, what is wrong, an example. The
// value itself is shown only when it is no secret.
func (s setting) problem(where, what string, args ...any) error {
	return fmt.Errorf("%s%s: %s\n  example: %s = %s", where, s.key, fmt.Sprintf(what, args...), s.key, s.example)
}

// settings lists the leaves of a configuration, in the order of the struct.
func settings(c *Config) []setting {
	var all []setting
	walk(reflect.ValueOf(c).Elem(), "", &all)
	return all
}

func walk(v reflect.Value, prefix string, all *[]setting) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		key := prefix + field.Tag.Get("toml")
		example, leaf := field.Tag.Lookup("example")
		if leaf {
			*all = append(*all, setting{key: key, example: example, value: v.Field(i)})
			continue
		}
		walk(v.Field(i), key+".", all)
	}
}

// set takes a value as TOML decoded it. where goes before an error.
func (s setting) set(raw any, where string) error {
	switch p := s.value.Addr().Interface().(type) {
	case *string:
		text, ok := raw.(string)
		if !ok {
			return s.problem(where, "%s where text in quotes is expected", s.show(raw))
		}
		*p = text
	case *secret.String:
		text, ok := raw.(string)
		if !ok {
			return s.problem(where, "text in quotes is expected")
		}
		*p = secret.New(text)
	case *time.Duration:
		text, _ := raw.(string)
		d, err := time.ParseDuration(text)
		if err != nil {
			return s.problem(where, "%s is no duration, which is a number and a unit: ms, s, m or h", s.show(raw))
		}
		*p = d
	case *[]int64:
		return fill(s, p, raw, where, toID)
	case *[]netip.Prefix:
		return fill(s, p, raw, where, toPrefix)
	default:
		return fmt.Errorf("%s: no setting can have the type %T", s.key, p)
	}
	return nil
}

// setText takes a value as an environment variable holds it: lists are
// separated by commas.
func (s setting) setText(text string) error {
	where := s.env() + ": "
	if s.value.Kind() != reflect.Slice {
		return s.set(text, where)
	}
	list := []any{}
	for _, item := range strings.Split(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return s.set(list, where)
}

func (s setting) show(raw any) string {
	if s.secret() {
		return "the value"
	}
	return fmt.Sprintf("%q", fmt.Sprint(raw))
}

func fill[T any](s setting, p *[]T, raw any, where string, read func(any) (T, string)) error {
	list, ok := raw.([]any)
	if !ok {
		return s.problem(where, "%s where a list is expected", s.show(raw))
	}
	out := make([]T, 0, len(list))
	for _, item := range list {
		v, wrong := read(item)
		if wrong != "" {
			return s.problem(where, "%s %s", s.show(item), wrong)
		}
		out = append(out, v)
	}
	*p = out
	return nil
}

func toID(raw any) (id int64, wrong string) {
	switch v := raw.(type) {
	case int64:
		return v, ""
	case string:
		id, err := strconv.ParseInt(v, 10, 64)
		if err == nil {
			return id, ""
		}
	}
	return 0, "is not a Telegram id, which is a number"
}

func toPrefix(raw any) (p netip.Prefix, wrong string) {
	text, _ := raw.(string)
	if p, err := netip.ParsePrefix(text); err == nil {
		return p.Masked(), ""
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), ""
	}
	return p, "is neither an address nor a network"
}
