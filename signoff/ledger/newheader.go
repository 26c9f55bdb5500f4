package ledger

import (
	"strings"

	"sojt/competency/strictyaml"
	"sojt/signoff"
)

// Header is the text that a new learner's file begins with, up to and with "records:".
func Header(l *signoff.Learner) string {
	var b strings.Builder
	b.WriteString("# Records are append-only: one a line. To correct one, revoke it; never edit or delete a line.\n")
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
