package resale

import (
	"bytes"
	"encoding/json"
	"strings"
)

// deepest is how far objects within objects are read; what is deeper is left out.
const deepest = 24

// SecretName tells whether a field of that name holds what nobody may see. What
// is said about a secret, such as its first letters or when it was changed, is
// none.
func SecretName(name string) bool {
	name = squeeze(name)
	for _, about := range []string{"prefix", "hint", "lastfour", "last4", "count", "at", "id", "name", "status", "date", "enabled", "required"} {
		if strings.HasSuffix(name, about) {
			return false
		}
	}
	for _, word := range []string{"password", "passwd", "passphrase", "secret", "credential", "recoverycode", "apikey", "privatekey"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	for _, end := range []string{"token", "key", "hash", "pass", "pwd", "authcode", "eppcode", "cvv", "cvc", "cardnumber"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// hider tells of texts that are not to be kept; nil is none.
type hider func(text string) bool

// withoutSecrets leaves out what has the name of a secret or is to be hidden.
func withoutSecrets(hide hider, fields []RecordField, depth int) []RecordField {
	kept := make([]RecordField, 0, len(fields))
	for _, f := range fields {
		if SecretName(f.Name) && !harmless(f) {
			continue
		}
		if value := cleanValue(hide, f.Value, depth); value != nil {
			kept = append(kept, RecordField{Name: f.Name, Value: value})
		}
	}
	return kept
}

// harmless tells of a field that has the name of a secret and does not hold
// it: a yes or a no, or the object "api_key", which is cleaned itself.
func harmless(f RecordField) bool {
	raw := bytes.TrimSpace(f.Value)
	switch {
	case len(raw) == 0 || raw[0] == 't' || raw[0] == 'f' || raw[0] == 'n':
		return true
	case raw[0] == '{':
		name := squeeze(f.Name)
		return strings.HasSuffix(name, "key") || strings.HasSuffix(name, "token")
	default:
		return false
	}
}

// cleanValue gives a value without what is secret in it, nil when nothing is left.
func cleanValue(hide hider, raw json.RawMessage, depth int) json.RawMessage {
	raw = bytes.TrimSpace(raw)
	if depth == 0 || len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '{':
		fields, _ := fieldsOf(raw)
		return joinFields(withoutSecrets(hide, fields, depth-1))
	case '[':
		var list, kept []json.RawMessage
		_ = json.Unmarshal(raw, &list)
		for _, one := range list {
			if value := cleanValue(hide, one, depth-1); value != nil {
				kept = append(kept, value)
			}
		}
		return joinList(kept)
	case '"':
		return cleanText(hide, raw, depth)
	default:
		return bytes.Clone(raw)
	}
}

// cleanText looks into texts that are JSON themselves, as logs of changes are.
func cleanText(hide hider, raw json.RawMessage, depth int) json.RawMessage {
	text := scalarText(raw)
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		if json.Valid([]byte(text)) {
			return cleanValue(hide, json.RawMessage(text), depth-1)
		}
	}
	if hide != nil && hide(text) {
		return nil
	}
	return bytes.Clone(raw)
}

func joinFields(fields []RecordField) json.RawMessage {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		name, _ := json.Marshal(f.Name)
		b.Write(name)
		b.WriteByte(':')
		b.Write(f.Value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

func joinList(list []json.RawMessage) json.RawMessage {
	return append(append([]byte{'['}, bytes.Join(rawBytes(list), []byte{','})...), ']')
}

func rawBytes(list []json.RawMessage) [][]byte {
	texts := make([][]byte, len(list))
	for i, one := range list {
		texts[i] = one
	}
	return texts
}
