package main

import "fmt"

// unknownKey is the error for a key that is no setting, with the nearest one
// that is.
func unknownKey(where, key string, known []setting) error {
	names := make([]string, len(known))
	for i, s := range known {
		names[i] = s.key
	}
	if near := nearest(key, names); near != "" {
		return fmt.Errorf("%s%s is no setting; did you mean %s?", where, key, near)
	}
	return fmt.Errorf("%s%s is no setting; config.example.toml lists them all", where, key)
}

// nearest gives the name at most a third away from what was written, or "".
func nearest(written string, names []string) string {
	best, bestDistance := "", len(written)/3+1
	for _, name := range names {
		if d := distance(written, name); d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return best
}

// distance counts the letters to insert, remove or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
