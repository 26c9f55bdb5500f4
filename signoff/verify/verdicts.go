package verify

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"sync"
)

// Verdicts is a set of learner files in which nothing was found: for Memory. It is safe for concurrent
// use; the zero Verdicts is empty.
type Verdicts struct {
	mu    sync.Mutex
	known map[key]*kept
	grown bool
}

// kept is a verdict, as it was encoded, and whether it was asked for or found since.
type kept struct {
	text []byte
	used bool
}

// verdict is what counts of a file in which nothing was found.
type verdict struct {
	Records, Signatures int
	Undated, Wordings   int    // see counts
	Newest              int64  // the time of the newest record, in seconds
	Email               string // of the learner
	Keys                []mark // of key records
}

// maxVerdicts bounds what is kept of those that were not asked for.
const maxVerdicts = 1 << 16

func (s *Verdicts) get(k key) (v verdict, ok bool) {
	s.mu.Lock()
	found := s.known[k]
	if found != nil {
		found.used = true
	}
	s.mu.Unlock()
	return v, found != nil && json.Unmarshal(found.text, &v) == nil
}

func (s *Verdicts) put(k key, v verdict) {
	text, err := json.Marshal(v)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[key]*kept{}
	}
	s.known[k], s.grown = &kept{text, true}, true
}

// Grown reports whether the set holds more than it was decoded from.
func (s *Verdicts) Grown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grown
}

// Encode gives bytes for DecodeVerdicts. Of a large set only what was asked for goes on.
func (s *Verdicts) Encode() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	var data []byte
	for k, v := range s.known {
		if v.used || len(s.known) <= maxVerdicts {
			data = binary.AppendUvarint(append(data, k[:]...), uint64(len(v.text)))
			data = append(data, v.text...)
		}
	}
	return data
}

// DecodeVerdicts reads what Encode wrote.
func DecodeVerdicts(data []byte) (*Verdicts, error) {
	s := &Verdicts{known: map[key]*kept{}}
	for len(data) > 0 {
		if len(data) < sha256.Size {
			return nil, errVerdicts
		}
		k, rest := key(data[:sha256.Size]), data[sha256.Size:]
		size, n := binary.Uvarint(rest)
		if n <= 0 || size > uint64(len(rest)-n) {
			return nil, errVerdicts
		}
		s.known[k] = &kept{text: rest[n : n+int(size)]}
		data = rest[n+int(size):]
	}
	return s, nil
}

var errVerdicts = errors.New("verify: these are not the bytes of verdicts")
