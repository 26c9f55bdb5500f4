package history

import (
	"strings"

	"sojt/signoff/git"
)

// cache keeps versions of files that were read lately: going back in time, the old version of a file is
// the new one of the next edge.
type cache struct {
	blob  func(id string) ([]byte, error)
	texts map[string]kept
	older map[string]kept // those of the round before
	size  int
}

// kept is a text, and the bytes that it keeps in memory: those of what it was cut from.
type kept struct {
	text  string
	holds int
}

// maxRound bounds the bytes of one round; two are kept.
const maxRound = 64 << 20

func newCache(blob func(string) ([]byte, error)) *cache {
	return &cache{blob: blob, texts: map[string]kept{}}
}

func (c *cache) read(id string) (string, error) {
	if k, ok := c.known(id); ok {
		return k.text, nil
	}
	data, err := c.blob(id)
	if err != nil {
		return "", err
	}
	text := string(data)
	c.keep(id, kept{text, len(text)})
	return text, nil
}

// before gives the version that a file had before another one, whose id is now. Learners' files are appended
// to, so that it is mostly what the newer version begins with: where one of the last few line ends is where
// it ended, its id says so, and git need not be asked to unpack it.
func (c *cache) before(id, now string) (string, error) {
	k, ok := c.known(now)
	if _, read := c.known(id); ok && !read {
		end := len(k.text)
		for range guesses {
			if end = strings.LastIndexByte(k.text[:max(0, end-1)], '\n') + 1; end == 0 {
				break
			}
			if git.Names(id, k.text[:end]) {
				c.keep(id, k.cut(end))
				return k.text[:end], nil
			}
		}
	}
	return c.read(id)
}

// guesses is at how many line ends an older version is looked for: as many records as one commit mostly brings
// to a file, so that what was not appended to costs little more than being read.
const guesses = 4

// cut gives the beginning of a text. What holds on to much more than itself is copied.
func (k kept) cut(end int) kept {
	if 2*end < k.holds {
		return kept{strings.Clone(k.text[:end]), end}
	}
	return kept{k.text[:end], k.holds}
}

// known gives what was read lately; from then on it is of this round.
func (c *cache) known(id string) (kept, bool) {
	k, ok := c.texts[id]
	if ok {
		return k, true
	}
	if k, ok = c.older[id]; ok {
		c.keep(id, k)
	}
	return k, ok
}

func (c *cache) keep(id string, k kept) {
	if c.size += k.holds - c.texts[id].holds; c.size > maxRound {
		c.older, c.texts, c.size = c.texts, map[string]kept{}, k.holds
	}
	c.texts[id] = k
}

// forget lets go of a blob that will hardly be asked for again.
func (c *cache) forget(id string) {
	c.size -= c.texts[id].holds
	delete(c.texts, id)
	delete(c.older, id)
}
