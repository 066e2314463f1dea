package ops

import (
	"context"
	"strings"

	"resellerbot/internal/resale"
)

// categoryIntent is what the journal keeps of an act on a category.
type categoryIntent struct {
	Before resale.Category     `json:"before,omitzero"` // before the call
	Edit   resale.CategoryEdit `json:"edit,omitzero"`   // or what to create
}

func categoryEffects() []effect {
	return []effect{createCategory(), editCategory(), deleteCategory()}
}

func findCategory(ctx context.Context, c connection, id int64) (resale.Category, error) {
	return pickCategory(ctx, c, func(k resale.Category) bool { return k.ID == id })
}

// findCategoryByName takes the exact name, in any case.
func findCategoryByName(ctx context.Context, c connection, name string) (resale.Category, error) {
	return pickCategory(ctx, c, func(k resale.Category) bool { return strings.EqualFold(k.Name, name) })
}

func pickCategory(ctx context.Context, c connection, match func(resale.Category) bool) (resale.Category, error) {
	all, err := c.ListCategories(ctx)
	if err != nil {
		return resale.Category{}, err
	}
	for _, k := range all {
		if match(k) {
			return k, nil
		}
	}
	return resale.Category{}, &resale.Error{Act: "find category", Code: resale.NotFound}
}

func readCategory(ctx context.Context, c connection, in *intent) (err error) {
	in.Category.Before, err = findCategory(ctx, c, in.ID)
	return err
}

// tell fills the outcome with what is known of the category.
func (k *categoryIntent) tell(out *Outcome, in intent, end result) {
	out.Category = end.Category
	if out.Category.Name == "" {
		out.Category = k.Before
		out.Category.Name = in.Username
	}
	out.Name = out.Category.Name
}
