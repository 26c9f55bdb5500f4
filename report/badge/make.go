// Package badge makes and checks Open Badges 3.0: credentials that say that a learner is competent in a
// competency or qualified in a role, signed by an issuer's Ed25519 key as a JWT (1EdTech OB 3.0, 8.2).
//
// A badge is a statement of a day. It carries no status that could be looked up, since a program has no
// server: what is revoked later is known to the program, and not to who holds the badge.
package badge

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
)

// Issuer is who vouches by the key.
type Issuer struct {
	ID   string // a did:key, or a URL where the issuer publishes the key
	Name string
}

// Maker makes the credentials of one learner.
type Maker struct {
	In     *report.Input
	Base   iri.Base
	Issuer Issuer
}

// claim is what a badge says, gathered from standings.
type claim struct {
	achievement Achievement
	result      []Result
	rests       []*signoff.Record // never empty; the last one gave the badge its id
	from, until calendar.Date
}

// Competency makes the badge of a competency that stands as competent in a cell.
func (m Maker) Competency(l *signoff.Learner, c *signoff.Cell) Credential {
	achievement, result := m.competency(c)
	return m.credential(l, claim{achievement, result, []*signoff.Record{c.Rests}, c.Date, c.Until})
}

// Role makes the badge of a role in which a learner is qualified. It holds until the first thing that it
// rests on ends.
func (m Maker) Role(l *signoff.Learner, r *signoff.RoleStanding) Credential {
	x := claim{achievement: m.role(r), rests: Rests(r), from: r.Since}
	end := func(day calendar.Date) {
		if day != 0 && (x.until == 0 || day < x.until) {
			x.until = day
		}
	}
	for _, c := range relied(r) {
		end(c.Until)
	}
	if r.Qualifying != nil {
		end(r.Qualifying.Until)
	}
	return m.credential(l, x)
}

// Rests gives the records that the badge of a role rests on.
func Rests(r *signoff.RoleStanding) []*signoff.Record {
	var rests []*signoff.Record
	for _, c := range relied(r) {
		rests = append(rests, c.Rests)
	}
	if r.Qualifying != nil {
		rests = append(rests, r.Qualifying)
	}
	return rests
}

// relied are the cells that a qualification rests on.
func relied(r *signoff.RoleStanding) []*signoff.Cell {
	var cells []*signoff.Cell
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Asked && c.Standing.Counts() && c.Rests != nil {
			cells = append(cells, c)
		}
	}
	return cells
}

func (m Maker) credential(l *signoff.Learner, x claim) Credential {
	zone := m.In.Program.Zone
	last := slices.MaxFunc(x.rests, func(a, b *signoff.Record) int { return a.At.Compare(b.At) })
	from := x.from.Start(zone)
	id := "urn:uuid:" + iri.Record(last.ID, "badge "+x.achievement.ID)
	c := Credential{
		Context: []string{contextVC, contextOB}, ID: id, Type: []string{"VerifiableCredential", "OpenBadgeCredential"},
		Name: x.achievement.Name, From: stamp(from), NotBefore: from.Unix(), Issued: m.Issuer.ID, JWTID: id,
		Issuer: Profile{ID: m.Issuer.ID, Type: []string{"Profile"}, Name: m.Issuer.Name},
		Subject: Subject{
			Type: []string{"AchievementSubject"}, Identifier: []Identity{m.identity(l, last)}, Achievement: x.achievement, Result: x.result,
		},
		Schema: []Schema{{schemaOB, "1EdTechJsonSchemaValidator2019"}},
	}
	if keyOf(m.Issuer.ID) == nil {
		c.Issuer.URL = m.Issuer.ID
	}
	if x.until != 0 {
		until := x.until.End(zone)
		c.Until, c.Expires = stamp(until), until.Unix()
	}
	for _, r := range x.rests {
		c.Evidence = append(c.Evidence, m.evidence(r))
	}
	return c
}

const (
	contextVC = "https://www.w3.org/ns/credentials/v2"
	contextOB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
	schemaOB  = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// identity names the learner: the email by its salted hash, which who knows the email can check, or the
// id in the program. The salt follows from the record, so that the badge is the same each time.
func (m Maker) identity(l *signoff.Learner, last *signoff.Record) Identity {
	if m.In.Redact || l.Email == "" {
		return Identity{Type: "IdentityObject", IdentityHash: l.ID, IdentityType: "systemId"}
	}
	sum := sha256.Sum256([]byte("sojt badge salt " + last.Digest))
	salt := hex.EncodeToString(sum[:16])
	hash := sha256.Sum256([]byte(l.Email + salt))
	return Identity{
		Type: "IdentityObject", Hashed: true, IdentityHash: "sha256$" + hex.EncodeToString(hash[:]), IdentityType: "emailAddress", Salt: salt,
	}
}

// level names a part of the scale by which a competency is rated.
func (m Maker) level(c *competency.Competency, id string) string {
	return m.Base.Competency(c.ID) + "#" + id
}
