package storage

import (
	"context"
	"fmt"

	"resellerbot/internal/secret"
)

// Check reads a database that no process writes, all of it, and changes
// nothing: ErrLocked when one has it open, ErrWrongKey, ErrNewer, ErrDamaged.
func Check(ctx context.Context, path string, keys *secret.Keyring) error {
	if err := precheck(path); err != nil {
		return fmt.Errorf("check database: %w", err)
	}
	if err := verify(ctx, path, keys); err != nil {
		return fmt.Errorf("check database: %w", err)
	}
	return nil
}
