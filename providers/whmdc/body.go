package whmdc

import (
	"encoding/json"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// bodyOf writes a wish as the JSON that is sent, and gives the secrets in it.
func bodyOf(w resale.RecordWish) (map[string]any, []secret.String, error) {
	body, secrets := map[string]any{}, []secret.String(nil)
	for _, f := range w.Fields {
		body[f.Name] = valueOf(f)
		if resale.SecretName(f.Name) && f.Text != "" {
			secrets = append(secrets, secret.New(f.Text))
		}
	}
	var lines []any
	for _, line := range w.Lines {
		one, err := lineOf(line)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, one)
	}
	if lines != nil {
		body["items"] = lines
	}
	return body, secrets, nil
}

func valueOf(f resale.WishField) any {
	switch {
	case f.Number != nil:
		return number(*f.Number)
	case f.Flag != nil:
		return *f.Flag
	case f.List != nil:
		return f.List
	case strings.HasSuffix(f.Name, "_id") && digits(f.Text) && f.Text[0] != '0': // "007" is no number in JSON
		return json.Number(f.Text)
	default:
		return f.Text
	}
}

// lineOf writes a line of an invoice. Nobody wrote down whether a line's amount
// is for one of it or for all, so that several of a thing are sent as one.
func lineOf(l resale.InvoiceLine) (map[string]any, error) {
	l, err := l.Sent()
	if err != nil {
		return nil, err
	}
	line := map[string]any{}
	for _, f := range l.Kept {
		line[f.Name] = f.Value
	}
	line["description"], line["amount"], line["quantity"] = l.Text, number(l.Amount), l.Quantity
	return line, nil
}

// number writes money as the panel's examples have it, exactly.
func number(d decimal.Decimal) json.Number { return json.Number(d.String()) }
