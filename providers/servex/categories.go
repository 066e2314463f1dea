package servex

import (
	"context"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type wireCategory struct {
	ID          number `json:"id"`
	Name        text   `json:"name"`
	Description text   `json:"description"`
	Limiter     flag   `json:"limiter_active"`
	ValidUntil  date   `json:"valid_until"`
}

func (w *wireCategory) present() bool { return w.ID > 0 }

func (w *wireCategory) category() resale.Category {
	return resale.Category{
		ID:          int64(w.ID),
		Name:        string(w.Name),
		Description: string(w.Description),
		Limiter:     bool(w.Limiter),
		ValidUntil:  w.ValidUntil.Time,
	}
}

// categoryBody is an edit as the panel wants it: what is nil is left out.
type categoryBody struct {
	Name        *string `json:"name,omitempty"`
	Description *string `json:"description,omitempty"`
	Limiter     *bool   `json:"limiter_active,omitempty"`
}

// ListCategories gives every category the key may see, expired ones included
// (SX13, GET /categories).
func (c *Client) ListCategories(ctx context.Context) ([]resale.Category, error) {
	list := rows[wireCategory]{name: "categories"}
	err := c.list(ctx, httpapi.Request{
		Operation: "SX13", Act: "list categories", Path: []string{"categories"},
		Complete: func() bool { return all(list.items, (*wireCategory).present) },
	}, &list)
	if err != nil {
		return nil, err
	}
	categories := make([]resale.Category, 0, len(list.items))
	for i := range list.items {
		categories = append(categories, list.items[i].category())
	}
	return categories, nil
}

// CreateCategory creates a category (SX14, POST /categories; admin keys). The
// name is required.
func (c *Client) CreateCategory(ctx context.Context, e resale.CategoryEdit) (resale.Category, error) {
	var made wireCategory
	_, err := c.create(ctx, httpapi.Request{
		Operation: "SX14", Act: "create category", Path: []string{"categories"}, Body: categoryBody(e),
	}, "category", &made)
	if err != nil {
		return resale.Category{}, err
	}
	category := made.category()
	if category.Name == "" {
		category = changed(category, e)
	}
	return category, nil
}

// UpdateCategory changes a category (SX15, PUT /categories/{id}; admin keys)
// and gives it as it is then. The name always goes along.
func (c *Client) UpdateCategory(ctx context.Context, current resale.Category, e resale.CategoryEdit) (resale.Category, error) {
	next := changed(current, e)
	e.Name = &next.Name
	_, err := c.write(ctx, httpapi.Request{
		Operation: "SX15", Act: "update category", Method: http.MethodPut, Path: path("categories", current.ID), Body: categoryBody(e),
	})
	if err != nil {
		return resale.Category{}, err
	}
	return next, nil
}

func changed(c resale.Category, e resale.CategoryEdit) resale.Category {
	change(&c.Name, e.Name)
	change(&c.Description, e.Description)
	change(&c.Limiter, e.Limiter)
	return c
}

// DeleteCategory removes a category that nothing uses any more (SX16, DELETE
// /categories/{id}; admin keys).
func (c *Client) DeleteCategory(ctx context.Context, id int64) error {
	return c.remove(ctx, httpapi.Request{Operation: "SX16", Act: "delete category", Path: path("categories", id)})
}
