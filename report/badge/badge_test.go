package badge

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
	"sojt/signoff/line"
)

// A key of the tests, and another one.
var (
	secret = ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", 32)))
	other  = ed25519.NewKeyFromSeed([]byte(strings.Repeat("o", 32)))
	now    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

func keyOfTest(k ed25519.PrivateKey) Key {
	return Key{Public: k.Public().(ed25519.PublicKey), Sign: func(_ context.Context, input []byte) ([]byte, error) { return ed25519.Sign(k, input), nil }}
}

const hostile = "Cuts \u202e<b>|`*\n::error::x\x1b[31m"

// theo is competent in knife, by a level, and in grill by paper; his standings at a moment.
func theo(t *testing.T, email string, redact bool) (Maker, *signoff.Standings) {
	t.Helper()
	p, problems := competency.Load(fstest.MapFS{
		"sojt.yaml": {Data: []byte("format: 1\nprogram: k3v9\nname: Kitchen\nzone: Europe/Madrid\npolicy: {transcriptions: count}\n" +
			"scales: [{id: trust, levels: [{id: 1, name: Helps}, {id: 2, name: Alone, means: nobody near, pass: true}]}]\n")},
		"roles/cook.yaml": {Data: []byte("role: cook\ntitle: Cook\nsummary: Cooks.\ncompetencies:\n" +
			"  - {id: knife, title: Cuts, code: \"2.1\", why: Cuts hurt., scale: trust, conditions: At night, renew: 1y, criteria: [{id: grip, text: \"Holds | it\"}], tags: [a]," +
			" align: [{framework: O*NET, code: 35-1, url: \"https://example.com/o\"}, {framework: House, code: \"7\"}]}\n" +
			"  - {id: grill, title: Grills, requires: [knife]}\n  - {id: wine, title: Pours}\n")},
		"mentors.yaml": {Data: []byte("mentors: [{id: ana, name: Ana Ruiz, coordinator: true}]\n")},
	})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	p.Competency("knife").Title = hostile // which no definition file may say
	l := &signoff.Learner{ID: "theo", Name: "Theo", Email: email}
	knife := p.Competency("knife")
	add := func(r signoff.Record, day int) {
		r.Program, r.Learner, r.By, r.Role = p.ID, l.ID, "ana", "cook"
		r.At = time.Date(2026, 2, day, 10, 0, 0, 0, time.UTC)
		r.ID, r.Digest = "01KAAAAAAAAAAAAAAAAAAAAA"+r.At.Format("02"), "digest "+r.At.Format("02")
		if r.Type != signoff.Enroll {
			r.Date = calendar.Of(2026, 2, day)
		}
		l.Records = append(l.Records, &r)
	}
	add(signoff.Record{Type: signoff.Enroll, Start: calendar.Of(2026, 2, 1)}, 1)
	add(signoff.Record{Type: signoff.Signoff, Competency: "knife", Revision: 1, Fingerprint: knife.Fingerprint, Level: line.N(2), Note: "canary"}, 2)
	add(signoff.Record{Type: signoff.Transcribe, Competency: "grill", Revision: 1, Outcome: "competent", Signer: "canary"}, 3)
	add(signoff.Record{Type: signoff.Waive, Competency: "wine", Kind: signoff.PriorLearning, Until: calendar.Of(2026, 12, 31), Reason: "canary"}, 4)
	book := signoff.NewRulebook(p, nil)
	moment := signoff.Moment{AsOf: calendar.Of(2026, 3, 1)}
	s := book.Fold(l, moment)
	in := report.NewInput(book, moment, []*signoff.Standings{s}, report.Scope{Redact: redact, IncludeLeft: true})
	base, err := iri.Of("", p.ID)
	if err != nil {
		t.Fatal(err)
	}
	return Maker{In: in, Base: base, Issuer: Issuer{ID: DID(keyOfTest(secret).Public), Name: "Kitchen"}}, s
}

func knifeBadge(t *testing.T) Credential {
	m, s := theo(t, "theo@harbor.example", false)
	return m.Competency(s.Learner, s.Role("cook").Cell("knife"))
}

func seal(t *testing.T, k ed25519.PrivateKey, c Credential) string {
	t.Helper()
	token, err := Seal(t.Context(), keyOfTest(k), c)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestCompetency(t *testing.T) {
	c := knifeBadge(t)
	token := seal(t, secret, c)
	if token != seal(t, secret, knifeBadge(t)) {
		t.Error("the same again is something else")
	}
	got, err := Check(token, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Proved || got.Issuer != DID(keyOfTest(secret).Public) || got.IssuerName != "Kitchen" || got.ID != c.ID ||
		stamp(got.From) != "2026-02-01T23:00:00Z" || stamp(got.Until) != "2027-02-02T22:59:59Z" {
		t.Errorf("got %+v", got)
	}
	a := c.Subject.Achievement
	if a.Criteria.Narrative != "Under these conditions: At night\n\n- Holds \\| it\n\nWording "+fingerprint(t)+", revision 1." {
		t.Errorf("criteria: %q", a.Criteria.Narrative)
	}
	if len(a.Alignment) != 1 || a.Alignment[0].Name != "O*NET 35-1" || a.HumanCode != "2.1" || a.Version != "1" || a.Description != "Cuts hurt." {
		t.Errorf("achievement: %+v", a)
	}
	if r := c.Subject.Result; len(r) != 1 || r[0].Level != a.Results[0].Required || r[0].Level != a.Results[0].Levels[1].ID {
		t.Errorf("result: %+v", r)
	}
	if len(c.Evidence) != 1 || c.Evidence[0].ID != "urn:uuid:"+iri.Record("01KAAAAAAAAAAAAAAAAAAAAA02", "") || !strings.Contains(c.Evidence[0].Description, "by Ana Ruiz") {
		t.Errorf("evidence: %+v", c.Evidence)
	}
}

func fingerprint(t *testing.T) string {
	m, _ := theo(t, "", false)
	return m.In.Program.Competency("knife").Fingerprint
}

// TestRole: it ends with the first thing that it rests on, and says what was not seen.
func TestRole(t *testing.T) {
	m, s := theo(t, "theo@harbor.example", false)
	r := s.Role("cook")
	if !r.Qualified {
		t.Fatal("not qualified")
	}
	c := m.Role(s.Learner, r)
	if c.Until != "2026-12-31T22:59:59Z" || c.From != "2026-02-03T23:00:00Z" || len(c.Evidence) != 3 {
		t.Errorf("from %s until %s, %d records", c.From, c.Until, len(c.Evidence))
	}
	for _, part := range []string{"- Grills (copied from an earlier record)", "- Pours (waived: prior-learning)"} {
		if !strings.Contains(c.Subject.Achievement.Criteria.Narrative, part) {
			t.Errorf("%q lacks %q", c.Subject.Achievement.Criteria.Narrative, part)
		}
	}
	if _, err := Check(seal(t, secret, c), nil, now); err != nil {
		t.Error(err)
	}
	if c.ID == knifeBadge(t).ID {
		t.Error("two badges of one id")
	}
}

// TestIdentity: the hash is that of OB 3.0, over email and salt; redacted it is the id.
func TestIdentity(t *testing.T) {
	id := knifeBadge(t).Subject.Identifier[0]
	sum := sha256.Sum256([]byte("theo@harbor.example" + id.Salt))
	if !id.Hashed || id.IdentityHash != "sha256$"+hex.EncodeToString(sum[:]) || id.IdentityType != "emailAddress" || len(id.Salt) != 32 {
		t.Errorf("got %+v", id)
	}
	for _, redact := range []bool{true, false} {
		email := ""
		if redact {
			email = "theo@harbor.example"
		}
		m, s := theo(t, email, redact)
		c := m.Competency(s.Learner, s.Role("cook").Cell("knife"))
		if id := c.Subject.Identifier[0]; id.Hashed || id.IdentityHash != "theo" || id.IdentityType != "systemId" || id.Salt != "" {
			t.Errorf("got %+v", id)
		}
		text, err := c.JSON()
		if err != nil || redact && strings.Contains(string(text), "Ana") {
			t.Errorf("names come out: %s, %v", text, err)
		}
	}
}

// TestTextOfPeople: none of what they wrote in records is in a badge, and what stands in definitions steers
// nothing and is read back.
func TestTextOfPeople(t *testing.T) {
	m, s := theo(t, "theo@harbor.example", false)
	for _, c := range []Credential{m.Competency(s.Learner, s.Role("cook").Cell("knife")), m.Role(s.Learner, s.Role("cook"))} {
		text, err := c.JSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(text) {
			if r < ' ' || r == '\u202e' || r == 0x7f {
				t.Errorf("%U is written as it is", r)
			}
		}
		for _, word := range []string{"canary", "theo@", "Theo"} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s comes out: %s", word, text)
			}
		}
		var back Credential
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(back.Subject.Achievement.Criteria.Narrative, "<b>") {
			t.Error("markup comes out")
		}
	}
	if c := knifeBadge(t); !strings.Contains(c.Name, "\u202e<b>|`* ::error::x") {
		t.Errorf("the title is %q", c.Name)
	}
}
