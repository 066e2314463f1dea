package ops

import (
	"context"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// RefreshOrder reads one order of a chat now, with its refill when one runs,
// and notes what it says; the chat is not told of it again. NotFound: the chat
// has no order of this number. When the panel does not answer, the order is as
// it was seen last, beside the error.
func (o *Ops) RefreshOrder(ctx context.Context, chat int64, number string) (storage.Order, error) {
	return storage.Order{}, &resale.Error{Act: "read order", Code: resale.Internal}
}
