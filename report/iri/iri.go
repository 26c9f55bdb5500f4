// Package iri makes the names under which other programs know what a program holds: IRIs of its roles
// and competencies, and UUIDs of its records. They follow from ids alone, so that every export of the
// same thing, on every machine and in every year, says the same name.
package iri

import (
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// nowhere is a name that nobody can own and no resolver finds (RFC 6761), so that names made under it
// cannot be those of somebody else. Program ids have a random ending, which keeps programs apart.
const nowhere = "https://sojt.invalid/"

// Base is the absolute URL that a program's names begin with, without a slash at its end.
type Base string

// ErrBase is what is wrong with a base that a person gave.
var ErrBase = errors.New("expected an absolute URL like https://example.com/kitchen, without ?, # and user name")

// Of gives the base of a program: what its people chose, or "" for the one made from its id.
func Of(chosen, program string) (Base, error) {
	if chosen == "" {
		return Base(nowhere + program), nil
	}
	u, err := url.Parse(chosen)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil ||
		u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(chosen, "?#") || u.String() != chosen {
		return "", ErrBase
	}
	return Base(strings.TrimRight(chosen, "/")), nil
}

// Role names a role.
func (b Base) Role(id string) string { return string(b) + "/roles/" + id }

// Competency names a competency, whatever its revision.
func (b Base) Competency(id string) string { return string(b) + "/competencies/" + id }

// Framework names the list of what a role asks for, as something that is published; "" for the program's.
func (b Base) Framework(role string) string {
	if role == "" {
		return string(b) + "/framework"
	}
	return b.Role(role) + "/framework"
}

// Set names a file of shared competencies.
func (b Base) Set(id string) string { return string(b) + "/sets/" + id }

// Group names a heading of a role, by what it says.
func (b Base) Group(role, heading string) string {
	return b.Role(role) + "/groups/" + url.PathEscape(heading)
}

// Criterion names a criterion of a competency.
func (b Base) Criterion(competency, id string) string {
	return b.Competency(competency) + "/criteria/" + id
}

// Scale names a scale.
func (b Base) Scale(id string) string { return string(b) + "/scales/" + id }

// Level names a level of a scale.
func (b Base) Level(scale string, id int) string {
	return b.Scale(scale) + "/levels/" + strconv.Itoa(id)
}

// Association names, by its UUID, that something stands in a relation to something else.
func (b Base) Association(uuid string) string { return string(b) + "/associations/" + uuid }

// Between is the UUID of a relation between two things, by the UUIDs of both.
func Between(relation, from, to string) string {
	return UUID(nowhere + strings.Join([]string{"associations", relation, from, to}, "/"))
}

// UUID is that of a name (RFC 9562, 5.5, in the namespace of URLs).
func UUID(iri string) string { return text(version5(urlSpace, iri)) }

// ItemType names a kind of thing that a framework lists, the same for all programs.
func ItemType(word string) string { return nowhere + "types/" + word }

// Extension names a key of ours among those of others, the same for all programs.
func Extension(key string) string { return nowhere + "extensions/" + key }

// Record is the UUID of a record of that id; part tells apart several things that one record says, ""
// for the first.
func Record(id, part string) string {
	if part != "" {
		id += "#" + part
	}
	return text(version5(version5(urlSpace, nowhere+"records"), id))
}

// urlSpace is the namespace of URLs of RFC 9562, 6.6.
var urlSpace = [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}

// version5 is the UUID of a name in a namespace (RFC 9562, 5.5). SHA-1 is what the standard asks for;
// nothing is proved by it.
func version5(space [16]byte, name string) [16]byte {
	sum := sha1.Sum(append(space[:], name...))
	var u [16]byte
	copy(u[:], sum[:])
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return u
}

func text(u [16]byte) string {
	s := hex.EncodeToString(u[:])
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}
