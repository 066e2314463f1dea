package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// DeleteCategory removes a category, once. One that is not there is refused
// with resale.NotFound; one that goes while its answer is lost counts as
// removed.
func (o *Ops) DeleteCategory(ctx context.Context, a Act, id int64, name string) (Outcome, error) {
	return o.perform(ctx, a, deleteCategory(), intent{ID: id, Username: name, Category: &categoryIntent{}})
}

func deleteCategory() effect {
	return effect{
		name:       "delete category",
		provider:   Servex,
		repeatable: true,
		prepare:    readCategory,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return result{Category: in.Category.Before}, c.DeleteCategory(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			_, err := findCategory(ctx, c, in.ID)
			if resale.CodeOf(err) == resale.NotFound {
				return present, result{Category: in.Category.Before}, nil
			}
			return absent, result{Category: in.Category.Before}, err
		},
	}
}
