package competency

import (
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// Mentor is one designation of a person: what they may sign, from when to when.
type Mentor struct {
	ID, Name, Email string
	Coordinator     bool
	Departments     []string
	Signs           []string      // roles or competencies
	From, Until     calendar.Date // inclusive; zero: open
	DesignatedBy    *Approval
	Prepared        *Approval
	Keys            []Key
	Pos             diag.Pos
	node            *strictyaml.Node
}

// Key is an SSH public key a mentor signs with.
type Key struct {
	Key         string // type and base64, without comment
	From, Until calendar.Date
	Compromised time.Time // zero: not
}

func mentorKeys(k *strictyaml.Keys, m *Mentor) {
	k.ID("id", &m.ID, "how records name the person, for ever").Need("ana")
	k.Line("name", &m.Name, "the person's name").Need("Ana Ruiz")
	k.Line("email", &m.Email, "as git knows it")
	k.Truth("coordinator", &m.Coordinator, "may also enrol, waive, revoke, override and qualify")
	k.IDs("departments", &m.Departments, "whose learners the person may sign, those beneath included")
	k.Competencies("signs", &m.Signs, "the roles or competencies the person may sign")
	k.Day("from", &m.From, "the first day of the designation")
	k.Day("until", &m.Until, "its last day")
	approval(k, "designated_by", &m.DesignatedBy, "who designated the person")
	approval(k, "prepared", &m.Prepared, "who prepared a founding mentor")
	strictyaml.Group(k, "keys", "key", "SSH keys the person signs with", &m.Keys, func(k *strictyaml.Keys, key *Key) {
		k.Text("key", &key.Key, "type and base64, as in a .pub file").Need(`"ssh-ed25519 AAAA…"`)
		k.Day("from", &key.From, "its first day")
		k.Day("until", &key.Until, "its last day")
		k.Instant("compromised", &key.Compromised, "since when others may have it")
	})
}

// approval reads a mapping of by, date and statement; absent is nil.
func approval(k *strictyaml.Keys, name string, into **Approval, doc string) {
	a := new(Approval)
	k.Mapping(name, doc, func(k *strictyaml.Keys) {
		k.Line("by", &a.By, "the person").Need(`"Dana Cole, owner"`)
		k.Day("date", &a.Date, "when").Need("2026-09-01")
		k.Text("statement", &a.Statement, "what was said")
	})
	if n := k.Node().Get(name); n != nil && n.Kind == strictyaml.Mapping {
		*into = a
	}
}
