package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// AllCategories lists every category that the key sees, expired ones included.
func (o *Ops) AllCategories(ctx context.Context, chat int64) ([]resale.Category, error) {
	c, err := o.panel(ctx, "list categories", chat)
	if err != nil {
		return nil, err
	}
	return c.ListCategories(ctx)
}

// Category reads one category; NotFound for one that the key does not see.
func (o *Ops) Category(ctx context.Context, chat, id int64) (resale.Category, error) {
	c, err := o.panel(ctx, "read category", chat)
	if err != nil {
		return resale.Category{}, err
	}
	return findCategory(ctx, c, id)
}
