package verify

import (
	"crypto/sha256"
	"errors"
	"sync"
)

// Signatures is a set of signatures that were found good, each by the record's digest, the key that
// made it, and its base64. It is safe for concurrent use; the zero Signatures is empty.
type Signatures struct {
	mu    sync.Mutex
	known map[proven]bool // with whether it was asked for or remembered since
	grown bool
}

// proven stands for a good signature.
type proven [sha256.Size]byte

// maxSignatures bounds what is kept of those that were not asked for.
const maxSignatures = 1 << 20

func provenOf(digest, key, sig string) proven {
	return sha256.Sum256([]byte(digest + "\n" + key + "\n" + sig)) // none of them has a line end
}

// Known reports whether a signature is in the set: for Case.Known.
func (s *Signatures) Known(digest, key, sig string) bool {
	m := provenOf(digest, key, sig)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.known[m]
	if ok {
		s.known[m] = true
	}
	return ok
}

// Remember puts one into the set: for Case.Remember.
func (s *Signatures) Remember(digest, key, sig string) {
	m := provenOf(digest, key, sig)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[proven]bool{}
	}
	s.known[m], s.grown = true, true
}

// Grown reports whether the set holds more than it was decoded from.
func (s *Signatures) Grown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grown
}

// Encode gives bytes for DecodeSignatures. Of a large set only what was asked for goes on.
func (s *Signatures) Encode() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := make([]byte, 0, len(s.known)*sha256.Size)
	for m, used := range s.known {
		if used || len(s.known) <= maxSignatures {
			data = append(data, m[:]...)
		}
	}
	return data
}

// DecodeSignatures reads what Encode wrote.
func DecodeSignatures(data []byte) (*Signatures, error) {
	if len(data)%sha256.Size != 0 {
		return nil, errors.New("verify: these are not the bytes of signatures")
	}
	s := &Signatures{known: make(map[proven]bool, len(data)/sha256.Size)}
	for ; len(data) > 0; data = data[sha256.Size:] {
		s.known[proven(data[:sha256.Size])] = false
	}
	return s, nil
}
