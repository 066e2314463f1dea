package vpnresellers

import (
	"context"
	"encoding/json"
	"net/http"

	"resellerbot/internal/httpapi"
)

// row is how the API writes a T.
type row[T any] interface {
	present() bool // tells it from an empty or other object
	value() T
}

// verdict is what an answer says of itself. It never overrules the HTTP status;
// one that contradicts it makes an answer that means nothing.
type verdict struct {
	Code   number          `json:"code"`
	Errors json.RawMessage `json:"errors"`
}

func (v verdict) denies() bool {
	switch string(v.Errors) {
	case "", "null", "[]", "{}":
		return v.Code >= http.StatusBadRequest
	default:
		return true
	}
}

// one makes a call whose answer holds an object, which must be the right one.
func one[W row[T], T any](ctx context.Context, c caller, r httpapi.Request, right func(T) bool) (T, error) {
	var got struct {
		verdict
		Data W `json:"data"`
	}
	r.Complete = func() bool { return !got.denies() && got.Data.present() && right(got.Data.value()) }
	if err := c.do(ctx, r, &got); err != nil {
		var none T
		return none, err
	}
	return got.Data.value(), nil
}

// read is one of an object that nothing is known of but its place.
func read[W row[T], T any](ctx context.Context, c caller, r httpapi.Request) (T, error) {
	r.Method, r.Read = http.MethodGet, true
	return one[W](ctx, c, r, func(T) bool { return true })
}

// act makes a write that is answered with a yes alone.
func (c caller) act(ctx context.Context, r httpapi.Request) error {
	var got verdict
	r.Complete = func() bool { return !got.denies() }
	return c.do(ctx, r, &got)
}

// create makes an object in a collection. The documentation has a place for an
// id in the path, which a new object cannot have, so it is tried only when the
// panel said that it does not know the sensible path. Nothing was made then;
// after any other answer something may have been, and nothing is sent again.
func create[W row[T], T any](ctx context.Context, c caller, r httpapi.Request, right func(T) bool) (T, error) {
	r.Method = http.MethodPost
	made, err := one[W](ctx, c, r, right)
	if !missing(err) {
		return made, err
	}
	documented := r
	documented.Path = []string{r.Path[0], "0"}
	again, second := one[W](ctx, c, documented, right)
	if missing(second) {
		return made, err
	}
	return again, second
}
