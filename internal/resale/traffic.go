package resale

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var amountOfTraffic = regexp.MustCompile(`^(\d+(?:[.,]\d+)*) ?([kmgtpe]?)i?(?:b|byte|bytes)$`)

// ParseTraffic reads "150 GB" into bytes, of which 1,024 make a kilobyte as the
// panel reckons. It is -1 when there is no limit ("Unlimited", "∞", "") or the
// text cannot be read.
func ParseTraffic(text string) int64 {
	text = strings.ToLower(strings.TrimFunc(strings.Map(latinDigit, text), blank))
	if text == "0" {
		return 0
	}
	parts := amountOfTraffic.FindStringSubmatch(text)
	if parts == nil {
		return -1
	}
	number, err := strconv.ParseFloat(bareNumber(parts[1]), 64)
	if err != nil {
		return -1
	}
	power := 0
	if parts[2] != "" {
		power = 1 + strings.Index("kmgtpe", parts[2])
	}
	bytes := math.Ldexp(number, 10*power)
	if bytes >= math.MaxInt64 {
		return -1
	}
	return int64(math.Round(bytes))
}
