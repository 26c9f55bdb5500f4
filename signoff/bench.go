package signoff

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency"
)

// Bench says who may judge whom at one moment: rules 3, 4 and 11 as far as they are about the person.
// It looks at each mentor once, however many learners it is asked about. It is not safe for concurrent use.
type Bench struct {
	book   *Rulebook
	moment Moment
	keyed  map[string]bool       // designated on the day, and with a key where policy asks for signatures
	fit    map[string]bool       // of these, who is prepared
	own    map[string]*Standings // of mentors as learners, where policy wants them to hold what they sign

	learner *Learner // whose keys these are
	keys    []string
}

// Bench is who may judge at a moment.
func (b *Rulebook) Bench(m Moment) *Bench {
	bench := &Bench{book: b, moment: m, keyed: map[string]bool{}, fit: map[string]bool{}, own: map[string]*Standings{}}
	for _, d := range b.Program.Mentors {
		if d.Covers(m.AsOf) && bench.signs(d) {
			bench.keyed[d.ID] = true
			bench.fit[d.ID] = b.Prepared(d, m)
		}
	}
	return bench
}

// signs reports whether a mentor has a key that counts at some time of the day, where policy asks for
// signatures. Whether it is at hand, the signer alone knows.
func (b *Bench) signs(d *competency.Mentor) bool {
	if b.book.Program.Policy.Signatures != "required" {
		return true
	}
	day, zone := b.moment.AsOf, b.book.Program.Zone
	return slices.ContainsFunc(MentorKeys(b.book.Program, d.ID), func(k Key) bool {
		return slices.ContainsFunc([]time.Time{day.Start(zone), day.End(zone)}, k.Signs)
	})
}

// Judges lists who may observe or sign off a competency of a learner in a role, whatever else the rules
// ask for, in the order of mentors.yaml.
func (b *Bench) Judges(l *Learner, role string, c *competency.Competency) []string {
	var able []string
	for _, m := range b.book.Signers(l, role, c, b.moment.AsOf) {
		if b.fit[m.ID] && b.holds(m.ID, c) && !b.twins(m.ID, l) {
			able = append(able, m.ID)
		}
	}
	return able
}

// Signers lists who could sign off a cell once all that comes before is there: of those who may judge it,
// whom rule 8 does not bar.
func (b *Bench) Signers(l *Learner, r *RoleStanding, c *Cell) []string {
	return slices.DeleteFunc(b.Judges(l, r.Role.ID, c.Entry.Competency), func(id string) bool { return slices.Contains(c.Barred, id) })
}

// Coordinators lists who may qualify, waive and revoke for a learner in a role.
func (b *Bench) Coordinators(l *Learner, role string) []string {
	var able []string
	for _, m := range b.book.Program.Mentors {
		if m.Coordinator && m.Covers(b.moment.AsOf) && b.keyed[m.ID] && m.ID != l.ID &&
			b.book.Program.InDepartment(m, b.book.Department(l, role)) && !b.twins(m.ID, l) {
			able = append(able, m.ID)
		}
	}
	return able
}

// Scope lists who may judge a competency for learners of a department in a role, in the order of
// mentors.yaml: Judges for nobody in particular.
func (b *Bench) Scope(department, role string, c *competency.Competency) []string {
	return b.Judges(&Learner{Department: department}, role, c)
}

// Cover lists who may judge a competency for some learner of a role, in its department or one beneath it:
// Scope where nobody is there yet.
func (b *Bench) Cover(role *competency.Role, c *competency.Competency) []string {
	return slices.DeleteFunc(b.book.Program.Signers(role, c, b.moment.AsOf), func(id string) bool { return !b.fit[id] || !b.holds(id, c) })
}

func (b *Bench) holds(id string, c *competency.Competency) bool {
	if !b.book.Program.Policy.MentorHoldsCompetency {
		return true
	}
	s, seen := b.own[id]
	if !seen {
		s = b.book.personStandings(id, b.moment)
		b.own[id] = s
	}
	return s != nil && s.history.inPlace(c)
}

// twins reports whether a mentor and a learner are one person under two ids (rule 4).
func (b *Bench) twins(id string, l *Learner) bool {
	if b.learner != l {
		b.learner, b.keys = l, nil
		for _, r := range l.Records {
			if r.Type == KeyRecord {
				b.keys = append(b.keys, r.Key)
			}
		}
	}
	return slices.ContainsFunc(b.book.Program.Designations(id), func(d *competency.Mentor) bool {
		return l.Email != "" && strings.EqualFold(l.Email, d.Email) || slices.ContainsFunc(d.Keys, func(k competency.Key) bool {
			return slices.ContainsFunc(b.keys, func(key string) bool { return sameKey(key, k.Key) })
		})
	})
}

// Bars says what keeps somebody from judging anything on the day, in words that go on from the name;
// "" where nothing does.
func (b *Bench) Bars(id string) string {
	switch {
	case b.fit[id]:
		return ""
	case b.keyed[id]:
		return fmt.Sprintf("is not qualified as %s yet: %s", b.book.Program.Policy.MentorRole, b.book.towards(id, b.moment))
	case b.book.Program.Designation(id, b.moment.AsOf) != nil:
		return fmt.Sprintf("has no key that counts on that day, and policy asks for signatures: sojt mentor key %s --key FILE", id)
	default:
		return "is no mentor on that day"
	}
}
