package main

import (
	"errors"
	"fmt"
	"strings"
)

// readEnvironment takes the variables that name a setting. Others are none of
// our business, unless one looks like a setting misspelt.
func (c *Config) readEnvironment(environ []string) error {
	known := settings(c)
	var wrong []error
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, "BOT_") {
			continue
		}
		wrong = append(wrong, setVariable(known, name, value))
	}
	return errors.Join(wrong...)
}

func setVariable(known []setting, name, value string) error {
	names := make([]string, len(known))
	for i, s := range known {
		if s.env() == name {
			return s.setText(value)
		}
		names[i] = s.env()
	}
	if near := nearest(name, names); near != "" {
		return fmt.Errorf("environment: %s is no setting; did you mean %s?", name, near)
	}
	return nil
}
