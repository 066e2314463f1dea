package servex

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func TestSX13ListCategoriesKeepsExpiredOnes(t *testing.T) {
	c, p := start(t, ok("categories.json"))
	got, err := c.ListCategories(t.Context())
	same(t, []resale.Category{
		{ID: 279, Name: "Premium SSH", Description: "Servidores BR", Limiter: true},
		{ID: 280, Name: "Promo verão", ValidUntil: at(t, "2026-03-20T00:00:00Z")},
	}, got, err)
	p.wasAsked("GET", "/api/categories", "", nil)

	c, _ = start(t, ok("categories_wrapped.json"))
	got, err = c.ListCategories(t.Context())
	same(t, []resale.Category{{ID: 279, Name: "Premium SSH", Limiter: true}}, got, err)
}

func TestSX14CreateCategory(t *testing.T) {
	c, p := start(t, recorded{status: 201, file: "category_created.json"})
	name, limiter := "Econômico", false
	got, err := c.CreateCategory(t.Context(), resale.CategoryEdit{Name: &name, Limiter: &limiter})
	same(t, resale.Category{ID: 290, Name: "Econômico"}, got, err)
	p.wasAsked("POST", "/api/categories", "", map[string]any{"name": "Econômico", "limiter_active": false})
}

func TestSX15UpdateCategoryAlwaysSendsTheName(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	description := "só Brasil"
	got, err := c.UpdateCategory(t.Context(), resale.Category{ID: 279, Name: "Premium SSH"}, resale.CategoryEdit{Description: &description})
	same(t, resale.Category{ID: 279, Name: "Premium SSH", Description: "só Brasil"}, got, err)
	p.wasAsked("PUT", "/api/categories/279", "", map[string]any{"name": "Premium SSH", "description": "só Brasil"})
}

func TestSX16DeleteCategory(t *testing.T) {
	c, p := start(t, ok("message_only.json"))
	if err := c.DeleteCategory(t.Context(), 279); err != nil {
		t.Fatal(err)
	}
	p.wasAsked("DELETE", "/api/categories/279", "", nil)
}

func TestSX17SocketToken(t *testing.T) {
	c, p := start(t, ok("token.json"))
	got, err := c.SocketToken(t.Context())
	same(t, resale.SocketToken{
		Token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjQyfQ.c2FtcGxl", Expires: time.Unix(1678886400, 0).UTC(),
	}, got, err)
	p.wasAsked("GET", "/api/auth/sse-token", "", nil)
}
