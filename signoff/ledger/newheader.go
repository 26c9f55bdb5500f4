package ledger

import (
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/signoff"
)

// headerNote is for people who open the file.
const headerNote = "# Records are append-only: one a line. To correct one, revoke it; never edit or delete a line.\n"

// Header is the text that a new learner's file begins with, up to and with "records:".
func Header(l *signoff.Learner) string {
	var b strings.Builder
	b.WriteString(headerNote)
	for _, x := range []struct{ key, value string }{
		{"learner", l.ID}, {"name", l.Name}, {"email", l.Email},
		{"department", l.Department}, {"supervisor", l.Supervisor},
	} {
		if x.value != "" {
			b.WriteString(x.key + ": " + strictyaml.Quote(x.value) + "\n")
		}
	}
	b.WriteString(recordsKey + "\n")
	return b.String()
}

// NewHeader is Header read back as a file would be, with what would be wrong with it: what cannot be
// read again must not be written.
func (l *Ledger) NewHeader(learner *signoff.Learner, program *competency.Program) (string, diag.List, error) {
	text := Header(learner)
	f, err := l.scan(Entry{ID: learner.ID, Path: learner.File}, strings.NewReader(text), program, newRoom())
	if err != nil {
		return "", nil, err
	}
	return text, f.problems, nil
}
