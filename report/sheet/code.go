package sheet

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"sojt/competency"
)

// PrintedCode is the short code at the foot of every page: what a sheet was printed from, for somebody
// who has only the paper. Each part has 20 bits: the beginning of a SHA-256 of the program's and the
// role's ids, of the wording, of the program's and the learner's ids, and of the commit. It finds
// things, it proves nothing: a part can stand for more than one. A part that is "0000" is none.
type PrintedCode struct{ Role, Wording, Learner, Commit string }

// alphabet is that of Crockford's base32: no I, L, O or U, so that what is read aloud or typed from
// paper is not mistaken.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	partSize = 4
	noPart   = "0000"
)

// NewCode is the code of a role's sheet; learner and commit, hexadecimal digits, may be "".
func NewCode(p *competency.Program, r *competency.Role, learner, commit string) PrintedCode {
	c := PrintedCode{Role: RolePart(p, r), Wording: WordingPart(r), Learner: noPart, Commit: noPart}
	if learner != "" {
		c.Learner = LearnerPart(p, learner)
	}
	if n, err := strconv.ParseUint(commit[:min(5, len(commit))], 16, 20); err == nil {
		c.Commit = part(uint32(n))
	}
	return c
}

// RolePart is the part of a role.
func RolePart(p *competency.Program, r *competency.Role) string {
	return hashPart("role " + p.ID + "/" + r.ID)
}

// WordingPart is the part of all that a role asks for.
func WordingPart(r *competency.Role) string { return hashPart("wording " + contentHash(r)) }

// LearnerPart is the part of a learner.
func LearnerPart(p *competency.Program, learner string) string {
	return hashPart("learner " + p.ID + "/" + learner)
}

// CommitPrefix is the beginning of the commit's id; "" where the sheet was made from none.
func (c PrintedCode) CommitPrefix() string {
	if c.Commit == noPart {
		return ""
	}
	n := 0
	for i := range partSize {
		n = n<<5 | strings.IndexByte(alphabet, c.Commit[i])
	}
	return fmt.Sprintf("%05x", n)
}

// Blank reports whether the sheet was of no learner.
func (c PrintedCode) Blank() bool { return c.Learner == noPart }

func hashPart(text string) string {
	h := sha256.Sum256([]byte(text))
	return part(max(uint32(h[0])<<12|uint32(h[1])<<4|uint32(h[2])>>4, 1)) // 0 is none
}

// part writes 20 bits.
func part(n uint32) string {
	var b [partSize]byte
	for i := partSize - 1; i >= 0; i-- {
		b[i] = alphabet[n&31]
		n >>= 5
	}
	return string(b[:])
}

// String is the code as it is printed: four parts and the check character.
func (c PrintedCode) String() string {
	return strings.Join([]string{c.Role, c.Wording, c.Learner, c.Commit, string(checkCharacter(c.Role + c.Wording + c.Learner + c.Commit))}, "-")
}

// checkCharacter is a polynomial over GF(32) (x^5+x^2+1) at a generator of the field: one mistyped
// character, or two that changed places, always give another.
func checkCharacter(text string) byte {
	sum := 0
	for i := range len(text) {
		sum = sum<<1 ^ sum>>4*0x25 ^ strings.IndexByte(alphabet, text[i])
	}
	return alphabet[sum<<1^sum>>4*0x25]
}

// The reasons why a text is no code.
var (
	ErrCodeLength = fmt.Errorf("expected %d letters and digits", 4*partSize+1)
	ErrCodeLetter = errors.New("expected letters and digits, without U")
	ErrCodeCheck  = errors.New("a character is mistyped, or two have changed places")
)

// ParseCode reads a code as somebody types it: hyphens and blanks do not matter, nor does case; O is
// read as 0, I and L as 1.
func ParseCode(text string) (PrintedCode, error) {
	text = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(text))
	if len(text) != 4*partSize+1 {
		return PrintedCode{}, ErrCodeLength
	}
	for i := range len(text) {
		if strings.IndexByte(alphabet, text[i]) < 0 {
			return PrintedCode{}, ErrCodeLetter
		}
	}
	body := text[:4*partSize]
	if checkCharacter(body) != text[4*partSize] {
		return PrintedCode{}, ErrCodeCheck
	}
	return PrintedCode{body[:4], body[4:8], body[8:12], body[12:]}, nil
}
