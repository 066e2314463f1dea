package resale

import (
	"hash/fnv"
	"time"
)

// DigestHour is when a chat that chose no hour is warned.
const DigestHour = 9

// digestSpread is within how long after the hour digests are made: not all of
// them at once. Chats that share a panel's key share the moment too, and so
// the reading of its list.
const digestSpread = 10 * time.Minute

// DigestAt gives the first moment after now at which a digest is to be made
// that comes at an hour of a zone's day, on a day after the last one
// ("2006-01-02", empty for none). Panel names the key that it needs.
func DigestAt(now time.Time, zone *time.Location, hour int, last, panel string) time.Time {
	name := fnv.New64a()
	_, _ = name.Write([]byte(panel)) // never fails
	spread := time.Duration(name.Sum64()%uint64(digestSpread/time.Second)) * time.Second
	return NextHour(now.Add(-spread), zone, hour, last).Add(spread)
}
