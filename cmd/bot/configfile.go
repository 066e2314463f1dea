package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/BurntSushi/toml"
)

// defaultConfigFile is read when it is there and no other was named.
const defaultConfigFile = "config.toml"

// LoadConfig reads the file, then lets the environment override it, then
// checks the result. An empty path means config.toml, which may be missing:
// the environment alone can configure the bot.
func LoadConfig(path string, environ []string) (Config, error) {
	c, err := readConfig(path, environ)
	if err != nil {
		return Config{}, err
	}
	if err := c.validate(); err != nil {
		return Config{}, err
	}
	return c, nil
}

func readConfig(path string, environ []string) (Config, error) {
	c := DefaultConfig()
	optional := path == ""
	if optional {
		path = defaultConfigFile
	}
	text, err := os.ReadFile(path)
	if optional && errors.Is(err, fs.ErrNotExist) {
		text, err = nil, nil
	}
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	if err := c.readFile(path, string(text)); err != nil {
		return Config{}, err
	}
	if err := c.readEnvironment(environ); err != nil {
		return Config{}, err
	}
	return c, nil
}

// readFile takes every value of a TOML text. All that is wrong is reported at
// once, each with its line.
func (c *Config) readFile(name, text string) error {
	var tree map[string]any
	md, err := toml.Decode(text, &tree)
	if err != nil {
		return syntaxError(name, text, err)
	}
	known := settings(c)
	var wrong []error
	for _, key := range md.Keys() {
		where := fmt.Sprintf("%s:%d: ", name, lineOf(text, key))
		s, found := find(known, key.String())
		switch {
		case found:
			wrong = append(wrong, s.set(lookup(tree, key), where))
		case !isTable(known, key.String()):
			wrong = append(wrong, unknownKey(where, key.String(), known))
		}
	}
	return errors.Join(wrong...)
}

// syntaxError never quotes the line of a secret: a token that was pasted
// without quotes is the commonest syntax error of all.
func syntaxError(name, text string, err error) error {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", name, err)
	}
	lines := strings.Split(text, "\n")
	line := max(1, min(pe.Position.Line, len(lines)))
	for _, s := range settings(&Config{}) {
		if leaf := s.key[strings.LastIndex(s.key, ".")+1:]; s.secret() && strings.Contains(lines[line-1], leaf) {
			return s.problem(fmt.Sprintf("%s:%d: ", name, line), "cannot be read: text must be in quotes")
		}
	}
	return fmt.Errorf("%s:%d: %s", name, line, redact(pe.Message))
}

func find(known []setting, key string) (setting, bool) {
	for _, s := range known {
		if s.key == key {
			return s, true
		}
	}
	return setting{}, false
}

// isTable tells whether a key is a section that holds settings.
func isTable(known []setting, key string) bool {
	for _, s := range known {
		if strings.HasPrefix(s.key, key+".") {
			return true
		}
	}
	return false
}

func lookup(tree map[string]any, key toml.Key) any {
	var at any = tree
	for _, part := range key {
		table, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = table[part]
	}
	return at
}

// lineOf finds the line that sets a key, which the decoder does not tell: the
// section header is followed, dotted keys are understood, and a key inside an
// inline table is at the line of that table.
func lineOf(text string, key toml.Key) int {
	best, bestLen, section := 1, 0, ""
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		full := section
		if strings.HasPrefix(line, "[") && !strings.Contains(line, "=") {
			section = strings.ReplaceAll(strings.Trim(strings.TrimSpace(before(line, "#")), "[] "), `"`, "") + "."
			full = strings.TrimSuffix(section, ".")
		} else {
			full += strings.ReplaceAll(strings.TrimSpace(before(line, "=")), `"`, "")
		}
		want := strings.Join(key, ".")
		if (full == want || strings.HasPrefix(want, full+".")) && len(full) > bestLen {
			best, bestLen = i+1, len(full)
		}
	}
	return best
}

func before(s, sep string) string {
	head, _, _ := strings.Cut(s, sep)
	return head
}
