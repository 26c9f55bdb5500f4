package history

// cache keeps blobs that were read lately: going back in time, the old version of a file is the new
// one of the next edge.
type cache struct {
	blob  func(id string) ([]byte, error)
	texts map[string]string
	older map[string]string // those of the round before
	size  int
}

// maxRound bounds the bytes of one round; two are kept.
const maxRound = 32 << 20

func newCache(blob func(string) ([]byte, error)) *cache {
	return &cache{blob: blob, texts: map[string]string{}}
}

func (c *cache) read(id string) (string, error) {
	text, ok := c.texts[id]
	if ok {
		return text, nil
	}
	if text, ok = c.older[id]; !ok {
		data, err := c.blob(id)
		if err != nil {
			return "", err
		}
		text = string(data)
	}
	if c.size += len(text); c.size > maxRound {
		c.older, c.texts, c.size = c.texts, map[string]string{}, len(text)
	}
	c.texts[id] = text
	return text, nil
}

// forget lets go of a blob that will hardly be asked for again.
func (c *cache) forget(id string) {
	c.size -= len(c.texts[id])
	delete(c.texts, id)
	delete(c.older, id)
}
