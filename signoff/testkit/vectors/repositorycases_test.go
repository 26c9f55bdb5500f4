package vectors_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/testkit/vectors"
)

// story is a learner with four records, each made in the hour in which it is committed.
type story struct {
	*repository
	t                            testing.TB
	enrol, signed, note, another *signoff.Record
	start, last                  int // commits: with the first record, with all but another
	files                        map[string]string
}

func newStory(t testing.TB) *story {
	s := &story{repository: newRepository(t), t: t}
	s.enrol = entry(t, "2026-05-01T12:30:00Z", "cleo", "cleo", func(r *signoff.Record) {
		r.Type, r.Role, r.Start = signoff.Enroll, "line-cook", calendar.Of(2026, 5, 1)
	})
	s.signed = entry(t, "2026-05-01T13:30:00Z", "ana", "ana", s.judged, s.enrol)
	s.note = entry(t, "2026-05-01T14:30:00Z", "ana", "", nil, s.signed)
	s.another = entry(t, "2026-05-01T15:30:00Z", "cleo", "", nil, s.note)
	s.files = definitions()
	s.start = s.commit("main", "enrol", s.recorded(s.enrol))
	s.last = s.commit("main", "more", s.recorded(s.enrol, s.signed, s.note), s.start)
	return s
}

// judged fills in a sign-off.
func (s *story) judged(r *signoff.Record) {
	sum := sha256.Sum256([]byte(knifeOne))
	r.Type, r.Role, r.Competency, r.Revision, r.Fingerprint = signoff.Signoff, "line-cook", "knife-safety", 1, hex.EncodeToString(sum[:])
	r.Date, r.Criteria, r.Meaning = calendar.Of(2026, 5, 1), []string{"grip"}, "observed and found competent"
}

func (s *story) recorded(records ...*signoff.Record) map[string]string {
	return recorded(s.t, s.files, records...)
}

// of makes a record of the story's fourth hour, a minute behind another.
func (s *story) of(by, key string, fill func(*signoff.Record)) *signoff.Record {
	return entry(s.t, "2026-05-01T15:31:00Z", by, key, fill, s.note)
}

// add commits all records and one more.
func (s *story) add(r *signoff.Record) {
	s.commit("main", "one more", s.recorded(s.enrol, s.signed, s.note, r), s.last)
}

// text is maria's file as it stands last.
func (s *story) text() string { return s.commits[len(s.commits)-1][maria] }

// repositoryCase is a history, the codes of the errors that verify finds in it, and one more code that it
// tells of.
type repositoryCase struct {
	name, expect, says, comment string
	tell                        func(s *story)
}

var repositoryCases = []repositoryCase{
	{"plain", "ok", "", "three records of one learner, two of them signed", func(s *story) {}},
	{"merged", "ok", "", "two clones recorded at the same time; the merge has the lines of both", func(s *story) {
		beside := s.of("ana", "", nil)
		ours := s.commit("main", "ours", s.recorded(s.enrol, s.signed, s.note, s.another), s.last)
		theirs := s.commit("side", "theirs", s.recorded(s.enrol, s.signed, s.note, beside), s.last)
		s.commit("main", "merge", s.recorded(s.enrol, s.signed, s.note, s.another, beside), ours, theirs)
	}},
	{"merge-ours", "E-HISTORY", "", "the same, and the merge has the lines of one side alone", func(s *story) {
		beside := s.of("ana", "", nil)
		ours := s.commit("main", "ours", s.recorded(s.enrol, s.signed, s.note, s.another), s.last)
		theirs := s.commit("side", "theirs", s.recorded(s.enrol, s.signed, s.note, beside), s.last)
		s.commit("main", "merge", s.recorded(s.enrol, s.signed, s.note, s.another), ours, theirs)
	}},
	{"evil-merge", "E-HISTORY", "", "the merge drops a line that both sides have", func(s *story) {
		ours := s.commit("main", "ours", s.recorded(s.enrol, s.signed, s.note), s.last)
		theirs := s.commit("side", "theirs", with(s.recorded(s.enrol, s.signed, s.note), "README", "x"), s.last)
		s.commit("main", "merge", with(s.recorded(s.enrol, s.signed), "README", "x"), ours, theirs)
	}},
	{"squashed", "ok", "", "a branch came in as one commit without its parents", func(s *story) {
		s.commit("side", "theirs", s.recorded(s.enrol, s.signed, s.note, s.another), s.last)
		s.commit("main", "squash", s.recorded(s.enrol, s.signed, s.note, s.another), s.last)
	}},
	{"repeated", "ok", "I-REPEAT", "a merge left a line twice", func(s *story) {
		s.commit("main", "twice", s.recorded(s.enrol, s.signed, s.note, s.note), s.last)
	}},
	{"edited", "E-HISTORY", "", "the text of a note that nobody signed was changed", func(s *story) {
		twin := *s.note
		twin.Text = "well dune"
		s.commit("main", "edit", s.recorded(s.enrol, s.signed, &twin), s.last)
	}},
	{"deleted", "E-HISTORY", "", "the last line was taken away", func(s *story) {
		s.commit("main", "delete", s.recorded(s.enrol, s.signed), s.last)
	}},
	{"restored", "ok", "I-RESTORED", "and put back", func(s *story) {
		away := s.commit("main", "delete", s.recorded(s.enrol, s.signed), s.last)
		s.commit("main", "back", s.recorded(s.enrol, s.signed, s.note), away)
	}},
	{"file-deleted", "E-HISTORY", "", "the file went with all its records", func(s *story) {
		s.commit("main", "delete", with(s.recorded(), maria, ""), s.last)
	}},
	{"file-moved", "ok", "", "the file went into a folder", func(s *story) {
		s.commit("main", "move", with(with(s.files, maria, ""), "learners/north/maria-lopez.yaml", s.text()), s.last)
	}},
	{"file-renamed", "E-HISTORY,E-PLACE", "", "the file went to another person", func(s *story) {
		text := strings.Replace(s.text(), "learner: maria-lopez", "learner: theo-brandt", 1)
		s.commit("main", "rename", with(with(s.files, maria, ""), "learners/theo-brandt.yaml", text), s.last)
	}},
	{"copied", "E-PLACE", "", "a record was copied into the file of somebody else", func(s *story) {
		theo := "learner: theo-brandt\nname: Theo\ndepartment: kitchen\nrecords:\n" + lineText(s.t, s.signed) + "\n"
		s.commit("main", "copy", with(s.recorded(s.enrol, s.signed, s.note), "learners/theo-brandt.yaml", theo), s.last)
	}},
	{"executable", "E-MODE", "", "the file became a program", func(s *story) {
		s.commit("main", "mode", with(s.files, maria, "100755:"+s.text()), s.last)
	}},
	{"signature-good", "ok", "", "one more signed record", func(s *story) { s.add(s.of("ana", "ana", nil)) }},
	{"signature-of-another", "E-SIG", "", "a record with the signature of another one", func(s *story) {
		r := s.of("ana", "ana", nil)
		r.Sig = s.signed.Sig
		s.add(r)
	}},
	{"key-of-another", "E-KEY", "", "a record signed with the key of another mentor", func(s *story) { s.add(s.of("ana", "ben", nil)) }},
	{"unsigned", "E-UNSIGNED", "", "training that nobody signed, where the policy wants a signature", func(s *story) { s.add(s.of("ana", "", trained)) }},
	{"unsigned-revoked", "ok", "W-REVOKED", "the same, and revoked since", func(s *story) {
		r := s.of("ana", "", trained)
		revocation := entry(s.t, "2026-05-01T16:30:00Z", "ana", "ana", func(x *signoff.Record) {
			x.Type, x.Ref, x.Date, x.Reason = signoff.Revoke, r.Digest, calendar.Of(2026, 5, 1), "not signed"
		}, r)
		s.commit("main", "revoke", s.recorded(s.enrol, s.signed, s.note, r, revocation), s.last)
	}},
	{"signature-stripped", "E-HISTORY,E-UNSIGNED", "", "a signature was taken away", func(s *story) {
		bare := *s.signed
		bare.Sig = ""
		s.commit("main", "strip", s.recorded(s.enrol, &bare, s.note), s.last)
	}},
	{"authority", "E-AUTHORITY", "", "training by a mentor of another department", func(s *story) { s.add(s.of("ben", "ben", trained)) }},
	{"authority-good", "ok", "", "the same by a mentor of this one", func(s *story) { s.add(s.of("ana", "ana", trained)) }},
	{"future", "E-TIME", "", "a record from after the time at which it is verified", func(s *story) {
		s.add(entry(s.t, "2027-01-01T00:00:00Z", "ana", "ana", nil, s.note))
	}},
	{"prev-missing", "E-PREV", "", "a record that was written after one that nobody has", func(s *story) {
		s.add(entry(s.t, "2026-05-01T16:30:00Z", "ana", "ana", nil, s.another))
	}},
	{"wording-never", "E-WORDING", "", "a sign-off of a wording that the competency never had", func(s *story) {
		s.add(s.of("cleo", "cleo", func(r *signoff.Record) {
			s.judged(r)
			r.Fingerprint, r.Reaffirms = strings.Repeat("0", 64), s.signed.Digest
		}))
	}},
	{"wording-older", "ok", "", "the wording changed since, with its revision", func(s *story) {
		role := strings.NewReplacer("title: Knife safety", "title: Knife safety, revision: 2", "Claw grip", "Grips like a claw").Replace(lineCook)
		s.commit("main", "reword", with(s.recorded(s.enrol, s.signed, s.note), "roles/line-cook.yaml", role), s.last)
	}},
	{"one-id", "E-DUPID", "", "one id with two contents", func(s *story) {
		twin := *s.another
		twin.Text = "another"
		if err := twin.Seal(); err != nil {
			s.t.Fatal(err)
		}
		s.commit("main", "twins", s.recorded(s.enrol, s.signed, s.note, s.another, &twin), s.last)
	}},
	{"conflict", "E-CONFLICT", "", "a conflict was committed as it was", func(s *story) {
		text := s.text() + "<<<<<<< HEAD\n" + lineText(s.t, s.another) + "\n=======\n>>>>>>> side\n"
		s.commit("main", "conflict", with(s.files, maria, text), s.last)
	}},
}

func trained(r *signoff.Record) {
	r.Type, r.Competency, r.Date = signoff.Trained, "knife-safety", calendar.Of(2026, 5, 1)
}

func repositoryVectors(t testing.TB) []vectors.Vector {
	var all []vectors.Vector
	for _, c := range repositoryCases {
		s := newStory(t)
		c.tell(s)
		exit := map[bool]string{true: "0", false: "1"}[c.expect == "ok"]
		v := made("repository/"+c.name, c.expect, c.comment, s.bytes(), "exit", exit, "now", "2026-12-01T12:00:00Z")
		if c.says != "" {
			v.Header = append(v.Header, vectors.Field{Key: "says", Value: c.says})
		}
		all = append(all, v)
	}
	return all
}
