package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// EditCategory sets fields of a category. They are absolute values, so setting
// them twice does no harm.
func (o *Ops) EditCategory(ctx context.Context, a Act, id int64, name string, e resale.CategoryEdit) (Outcome, error) {
	return o.perform(ctx, a, editCategory(), intent{ID: id, Username: name, Category: &categoryIntent{Edit: e}})
}

func editCategory() effect {
	return effect{
		name:       "edit category",
		provider:   Servex,
		repeatable: true,
		prepare:    readCategory,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			now, err := c.UpdateCategory(ctx, in.Category.Before, in.Category.Edit)
			return result{Category: now}, err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := findCategory(ctx, c, in.ID)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			e := in.Category.Edit
			if err != nil || !same(e.Name, now.Name) || !same(e.Description, now.Description) || !same(e.Limiter, now.Limiter) {
				return absent, result{Category: now}, err
			}
			return present, result{Category: now}, nil
		},
	}
}
