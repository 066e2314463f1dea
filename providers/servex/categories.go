package servex

import (
	"context"

	"resellerbot/internal/resale"
)

// ListCategories gives every category the key may see, expired ones included
// (SX13, GET /categories).
func (c *Client) ListCategories(ctx context.Context) ([]resale.Category, error) { return nil, nil }

// CreateCategory creates a category (SX14, POST /categories; admin keys).
func (c *Client) CreateCategory(ctx context.Context, e resale.CategoryEdit) (resale.Category, error) {
	return resale.Category{}, nil
}

// UpdateCategory changes a category (SX15, PUT /categories/{id}; admin keys).
func (c *Client) UpdateCategory(ctx context.Context, current resale.Category, e resale.CategoryEdit) (resale.Category, error) {
	return resale.Category{}, nil
}

// DeleteCategory removes a category that nothing uses any more (SX16, DELETE
// /categories/{id}; admin keys).
func (c *Client) DeleteCategory(ctx context.Context, id int64) error { return nil }
