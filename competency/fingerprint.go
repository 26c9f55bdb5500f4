package competency

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"sojt/competency/text"
)

// fingerprint is the hash of what a competency asks for (INTEGRITY 2.5), of its effective values:
// writing a default out, or folding a text differently, changes nothing.
func fingerprint(c *Competency) string {
	sum := sha256.Sum256(wording(c))
	return hex.EncodeToString(sum[:])
}

// wording is the canonical object that is hashed: keys in fixed order, what is empty left out.
func wording(c *Competency) []byte {
	b := []byte(`{"fingerprint":1`)
	b = member(b, "competency", c.ID)
	b = member(b, "title", c.Title)
	b = member(b, "kind", c.Kind)
	b = member(b, "accomplish", c.Accomplish)
	b = member(b, "conditions", c.Conditions)
	for i, criterion := range c.Criteria {
		b = append(b, opening(i, `,"criteria":[`)...)
		b = member(append(b, '{'), "id", criterion.ID)
		b = member(b, "text", criterion.Text)
		if criterion.Critical {
			b = append(b, `,"critical":true`...)
		}
		b = append(b, '}')
	}
	if len(c.Criteria) > 0 {
		b = append(b, ']')
	}
	if c.Scale != nil {
		b = scaleWording(b, c.Scale)
	}
	return append(b, '}')
}

func scaleWording(b []byte, s *Scale) []byte {
	b = member(append(b, `,"scale":{`...), "id", s.ID)
	for i, l := range s.Levels {
		b = append(b, opening(i, `,"levels":[`)...)
		b = strconv.AppendInt(append(b, `{"id":`...), int64(l.ID), 10)
		b = member(b, "name", l.Name)
		b = member(b, "means", l.Means)
		b = append(b, '}')
	}
	if len(s.Levels) > 0 {
		b = append(b, ']')
	}
	return append(b, '}')
}

func opening(i int, first string) string {
	if i == 0 {
		return first
	}
	return ","
}

// member appends a key with a text, folded; nothing where the text is empty.
func member(b []byte, key, value string) []byte {
	value = text.Fold(value)
	if value == "" {
		return b
	}
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(append(append(b, '"'), key...), `":`...)
	return text.AppendQuoted(b, value)
}

// Says reports whether a fingerprint is that of the competency's wording, or of an earlier one that was
// declared to ask for the same (editorial).
func (c *Competency) Says(fingerprint string) bool {
	return fingerprint == c.Fingerprint || slices.Contains(c.Editorial, fingerprint)
}

// isFingerprint reports whether s is 64 lower-case hex digits.
func isFingerprint(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
