package storage

import (
	"encoding/binary"
	"time"
)

// Keys are built from parts of a fixed length, so that they sort by their
// parts; only the last may have any length.

const signBit = 1 << 63

// intKey sorts negative numbers before positive ones.
func intKey(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)^signBit) }

func seqKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// timeKey sorts by time; the zero time comes first.
func timeKey(t time.Time) []byte {
	if t.IsZero() {
		return make([]byte, 8)
	}
	return intKey(t.UnixNano())
}

func keyInt(b []byte) int64 { return int64(binary.BigEndian.Uint64(b) ^ signBit) }

func keySeq(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

func join(parts ...[]byte) []byte {
	var key []byte
	for _, p := range parts {
		key = append(key, p...)
	}
	return key
}

func (k ConversationKey) bytes() []byte {
	return join(intKey(k.Chat), intKey(int64(k.Thread)), intKey(k.Person))
}

func (k OutKey) bytes() []byte {
	return join(intKey(k.Chat), []byte{byte(k.Lane)}, seqKey(k.Seq))
}

// ordered is the key of the row's index by Seq.
func (k OutKey) ordered() []byte {
	return join(seqKey(k.Seq), intKey(k.Chat), []byte{byte(k.Lane)})
}

func parseOrdered(b []byte) OutKey {
	return OutKey{Seq: keySeq(b), Chat: keyInt(b[8:]), Lane: Lane(b[16])}
}
