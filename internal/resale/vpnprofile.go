package resale

import (
	"slices"
	"strings"
)

// OpenVPNProfile makes a panel's OpenVPN profile one that OpenVPN 2.6 takes: it
// drops keysize and "fragment 0", which that refuses, and the file of the
// authority when the certificate lies in the profile; it takes the indent off
// what lies in it. Lines end with a line feed. Everything else stays as it is.
func OpenVPNProfile(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	inlineCA := slices.ContainsFunc(lines, func(line string) bool { return strings.TrimSpace(line) == "<ca>" })
	kept, block := make([]string, 0, len(lines)), ""
	for _, line := range lines {
		word := strings.TrimSpace(line)
		switch {
		case block != "":
			line = word
			if word == "</"+block+">" {
				block = ""
			} else if word == "" { // PEM has no empty lines
				continue
			}
		case strings.HasPrefix(word, "<") && strings.HasSuffix(word, ">"):
			line, block = word, strings.Trim(word, "<>")
		case refusedByOpenVPN(strings.Fields(word), inlineCA):
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

func refusedByOpenVPN(words []string, inlineCA bool) bool {
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "keysize":
		return true
	case "fragment":
		return len(words) > 1 && words[1] == "0"
	case "ca":
		return inlineCA
	}
	return false
}
