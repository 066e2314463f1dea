package storage

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawing reads the tree out of the package comment: what kind of value each
// bucket, or row of meta, holds; "" for a bucket of buckets.
func drawing(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "buckets.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]string{}
	var path []string
	for _, line := range strings.Split(file.Doc.Text(), "\n") {
		if !strings.HasPrefix(line, "\t") {
			continue
		}
		name := strings.TrimLeft(line, "\t ")
		depth := (len(line) - 1 - len(name)) / 2
		path = append(path[:depth], strings.Fields(name)[0])
		switch layout, value, isRow := strings.Cut(name, "  "); {
		case !isRow:
			drawn[strings.Join(path, "/")] = ""
		case strings.HasPrefix(layout, "<"):
			drawn[strings.Join(path[:depth], "/")] = kind(value)
		default:
			drawn[strings.Join(path, "/")] = kind(value)
		}
	}
	return drawn
}

func kind(value string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(value), ":")
	return word
}

func TestDrawingOfTheBuckets(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	fill(t, s)
	held := map[string]string{}
	err := s.View(t.Context(), func(tx *Tx) error {
		all, err := tx.buckets()
		for _, b := range all {
			held[string(b)] = ""
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	eachRow(t, s, func(tx *Tx, b bucket, key, value []byte) {
		name, is := string(b), "plain"
		if b == meta {
			name += "/" + string(key)
		}
		if len(value) == 0 {
			is = "empty"
		} else if _, err := tx.open(b, key, value); err == nil {
			is = "sealed"
		}
		if was := held[name]; was != "" && was != is {
			t.Errorf("%s holds both %s and %s rows", name, was, is)
		}
		held[name] = is
	})
	if diff := cmp.Diff(drawing(t), held); diff != "" {
		t.Errorf("buckets.go draws another tree (-drawn +in the file):\n%s", diff)
	}
}
