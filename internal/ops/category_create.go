package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// CreateCategory creates a category, once; e.Name must be set. A name that is
// in use is refused with resale.Taken. When the answer is lost the exact name,
// which was not there before, is looked for and adopted. A panel may take a
// name twice, so the call is repeated only when the first one is surely over.
func (o *Ops) CreateCategory(ctx context.Context, a Act, e resale.CategoryEdit) (Outcome, error) {
	return o.perform(ctx, a, createCategory(), intent{Username: *e.Name, Category: &categoryIntent{Edit: e}})
}

func createCategory() effect {
	return effect{
		name:     "create category",
		provider: Servex,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			_, err := findCategoryByName(ctx, c, in.Username)
			switch resale.CodeOf(err) {
			case resale.NotFound:
				return nil
			case "":
				return &resale.Error{Act: "create category", Code: resale.Taken}
			}
			return err
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.CreateCategory(ctx, in.Category.Edit)
			return result{Category: made}, err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			found, err := findCategoryByName(ctx, c, in.Username)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			return present, result{Category: found}, err
		},
	}
}
