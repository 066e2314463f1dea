package sandbox

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// tgKnows tells the tags that Telegram's parse mode HTML knows.
func tgKnows(tag string) bool {
	switch tag {
	case "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "span", "tg-emoji", "tg-time", "pre", "code", "blockquote":
		return true
	}
	return false
}

var (
	tgEntity = regexp.MustCompile(`&(lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);`)
	tgTag    = regexp.MustCompile(`^<(/?)([a-zA-Z-]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*>`)
)

// parseHTML gives the text without its markup, or Telegram's complaint.
func parseHTML(s string) (plain string, err *tgError) {
	var out strings.Builder
	var open []string
	for i := 0; i < len(s); {
		if s[i] != '<' {
			n := strings.IndexByte(s[i:], '<')
			if n < 0 {
				n = len(s) - i
			}
			out.WriteString(unescape(s[i : i+n]))
			i += n
			continue
		}
		m := tgTag.FindStringSubmatch(s[i:])
		if m == nil {
			return "", bad(fmt.Sprintf("can't parse entities: Unclosed start tag at byte offset %d", i))
		}
		name := strings.ToLower(m[2])
		if !tgKnows(name) {
			return "", bad(fmt.Sprintf("can't parse entities: Unsupported start tag \"%s\" at byte offset %d", name, i))
		}
		if m[1] == "" {
			open = append(open, name)
		} else {
			if len(open) == 0 || open[len(open)-1] != name {
				return "", bad(fmt.Sprintf("can't parse entities: Unexpected end tag at byte offset %d", i))
			}
			open = open[:len(open)-1]
		}
		i += len(m[0])
	}
	if len(open) > 0 {
		return "", bad(fmt.Sprintf("can't parse entities: Can't find end tag corresponding to start tag \"%s\"", open[len(open)-1]))
	}
	return out.String(), nil
}

// unescape knows only the entities that Telegram knows.
func unescape(s string) string { return tgEntity.ReplaceAllStringFunc(s, html.UnescapeString) }
