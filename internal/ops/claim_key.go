package ops

import (
	"fmt"
	"strconv"
	"strings"

	"resellerbot/storage"
)

// claimPrefix begins the keys of the acts of claims:
// "offer.<offer>.<person>.<n>", and ".<try>" behind it for further tries.
const claimPrefix = "offer."

func claimAct(c storage.Claim) string {
	key := fmt.Sprintf("%s%s.%d.%d", claimPrefix, c.Offer, c.Person, c.N)
	if c.Try > 0 {
		key += "." + strconv.Itoa(c.Try)
	}
	return key
}

// claimOf reads the claim, and which try it is, out of the key of an act. Acts
// that stand behind those are none.
func claimOf(key string) (k storage.ClaimKey, try int, ok bool) {
	rest, ok := strings.CutPrefix(key, claimPrefix)
	parts := strings.Split(rest, ".")
	if !ok || len(parts) != 3 && len(parts) != 4 {
		return k, 0, false
	}
	var errs [3]error
	k.Offer = parts[0]
	k.Person, errs[0] = strconv.ParseInt(parts[1], 10, 64)
	k.N, errs[1] = strconv.Atoi(parts[2])
	if len(parts) == 4 {
		try, errs[2] = strconv.Atoi(parts[3])
	}
	return k, try, errs == [3]error{}
}

// IsClaim tells whether an act of the journal was begun for a claim, or stands
// behind such a one: nobody in the reseller's chat waits to hear its end.
func IsClaim(key string) bool { return strings.HasPrefix(key, claimPrefix) }
