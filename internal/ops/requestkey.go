package ops

import (
	"strconv"
	"strings"

	"resellerbot/storage"
)

// The acts of a request have keys that are the same whoever taps:
// "request.<id>" renews, "request.<id>.new" makes anew what is gone.
const (
	requestPrefix = "request."
	anewSuffix    = ".new"
)

func renewalKey(id uint64) string { return requestPrefix + strconv.FormatUint(id, 10) }

func anewKey(id uint64) string { return renewalKey(id) + anewSuffix }

// latestAct gives the key of the act to go on with, and its row; the row is
// empty when that act is yet to begin. What was refused changed nothing and may
// be tried again, as another act: "<base>.1", "<base>.2" and so on.
func latestAct(tx *storage.Tx, base string) (key string, row storage.Entry, err error) {
	for n := 0; ; n++ {
		if key = base; n > 0 {
			key += "." + strconv.Itoa(n)
		}
		e, found, err := tx.Entry(key)
		if err != nil || !found || e.State != storage.Refused {
			return key, e, err
		}
	}
}

// requestOf reads the request out of the key of one of its acts, and whether
// that one makes anew what is gone. Acts that stand behind those are none.
func requestOf(key string) (id uint64, anew, ok bool) {
	rest, ok := strings.CutPrefix(key, requestPrefix)
	number, try, more := strings.Cut(rest, ".")
	id, err := strconv.ParseUint(number, 10, 64)
	if !ok || err != nil || !more {
		return id, false, ok && err == nil
	}
	if rest, anew = strings.CutPrefix("."+try, anewSuffix); anew {
		if rest == "" {
			return id, true, true
		}
		try, ok = strings.CutPrefix(rest, ".")
	}
	_, err = strconv.Atoi(try) // not ".paid", which is an act behind the renewal
	return id, anew, ok && err == nil
}
