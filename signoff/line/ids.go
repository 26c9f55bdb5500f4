package line

import (
	"fmt"
	"io"
	"time"

	"github.com/oklog/ulid/v2"
)

// IDs makes the ids of one command's records, each greater than the one before.
type IDs struct {
	entropy *ulid.MonotonicEntropy
}

// NewIDs makes ids with the randomness of random, which is crypto/rand's reader except in tests.
func NewIDs(random io.Reader) *IDs {
	return &IDs{entropy: ulid.Monotonic(random, 0)}
}

// Next makes an id for a record of time at. Ids of one time increase; at of one IDs must not go
// back.
func (g *IDs) Next(at time.Time) (string, error) {
	ms := at.UnixMilli()
	if ms < 0 || uint64(ms) > ulid.MaxTime() {
		return "", fmt.Errorf("an id for %s: the clock is out of range", at.UTC().Format(time.RFC3339))
	}
	id, err := ulid.New(uint64(ms), g.entropy)
	if err != nil {
		return "", fmt.Errorf("randomness for an id: %w", err)
	}
	return id.String(), nil
}

// crockford has the values of the digits of a ULID, from 0 on; of what lies between them nobody asks.
const crockford = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09_______" +
	"\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11_\x12\x13_\x14\x15_\x16\x17\x18\x19\x1a_\x1b\x1c\x1d\x1e\x1f"

// IsULID reports whether s is the one way to write a ULID: 26 capital Crockford characters, the
// first 0 to 7.
func IsULID(s string) bool {
	return len(s) == ulid.EncodedSize && s[0] <= '7' && isCrockford.all(s)
}

// Second gives the second, since 1970, in which a ULID was made; of what is no ULID, any number.
func Second(id string) int64 {
	ms := int64(0)
	for i := range min(10, len(id)) {
		ms = ms<<5 | int64(crockford[min(id[i]-'0', byte(len(crockford)-1))])
	}
	return ms / 1000
}
