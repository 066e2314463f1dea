package whmdc

import (
	"context"
	"net/http"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// Made is what Create made.
type Made struct {
	Record resale.Record
	Secret secret.String // what the panel shows once: an API key, a webhook's secret, a customer's password
}

// Create makes a record (WH03, WH08, WH14, WH23, WH28, WH30, WH34, WH37). An
// answer that does not tell the id of what was made is Unknown.
func (c *Client) Create(ctx context.Context, kind resale.RecordKind, wish resale.RecordWish) (Made, error) {
	k := kinds()[kind]
	act := "create " + k.one
	if k.create == "" {
		return Made{}, unsupported(act)
	}
	body, secrets, err := bodyOf(wish)
	if err != nil {
		return Made{}, &resale.Error{Act: act, Code: resale.Invalid, Err: err}
	}
	var made Made
	err = c.do(ctx, call{
		operation: k.create, act: act, method: http.MethodPost, path: []string{string(kind)}, body: body, secrets: secrets,
		take: func(a answer) (ok bool) {
			made.Record, ok = c.made(kind, k, a)
			if ok && len(secrets) == 0 {
				made.Secret = shown(kind, a)
			}
			return ok
		},
	})
	if err != nil {
		return Made{}, err
	}
	return made, nil
}

// made reads what was made. Some panels tell its id alone.
func (c *Client) made(of resale.RecordKind, k kind, a answer) (resale.Record, bool) {
	if raw, ok := oneOf(a, k.within, wrappers); ok {
		r, _ := c.record(of, raw)
		return r, r.ID != ""
	}
	around, _ := c.record(of, a.Raw) // "service_id" is a service's id, "client_id" is not
	if data := a.text("data"); around.ID == "" && (digits(data) || uuid.MatchString(data)) {
		around.ID = data
	}
	r, _ := c.record(of, idAlone(around.ID))
	return r, r.ID != ""
}

// Update writes fields of a record (WH04, WH09, WH15, WH24, WH31, WH35, WH38)
// and gives what the panel answered, which may hold no more than the id.
func (c *Client) Update(ctx context.Context, kind resale.RecordKind, id string, wish resale.RecordWish) (resale.Record, error) {
	k := kinds()[kind]
	act := "update " + k.one
	if k.update == "" {
		return resale.Record{}, unsupported(act)
	}
	body, secrets, err := bodyOf(wish)
	if err != nil {
		return resale.Record{}, &resale.Error{Act: act, Code: resale.Invalid, Err: err}
	}
	got := resale.Record{Kind: kind, ID: id}
	err = c.do(ctx, call{
		operation: k.update, act: act, method: http.MethodPut, path: []string{string(kind), id}, body: body, secrets: secrets,
		take: func(a answer) bool {
			if r, ok := c.the(kind, k, a, id); ok {
				got = r
			}
			return done(a)
		},
	})
	if err != nil {
		return resale.Record{}, err
	}
	return got, nil
}

// Delete deletes a record (WH05, WH10, WH16, WH25, WH32, WH35, WH38). The panel
// may go on showing it, as deleted or inactive.
func (c *Client) Delete(ctx context.Context, kind resale.RecordKind, id string) error {
	k := kinds()[kind]
	act := "delete " + k.one
	if k.remove == "" {
		return unsupported(act)
	}
	return c.do(ctx, call{
		operation: k.remove, act: act, method: http.MethodDelete, path: []string{string(kind), id}, take: done,
	})
}

// done tells whether an answer to a write says anything: an empty object or a
// list under a status of success is what a broken page gives.
func done(a answer) bool {
	return len(a.Fields) > 0
}
