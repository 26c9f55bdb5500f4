package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
)

// Subject is that of the commit of records that one command made: the command, the learners, what it
// is about, and who did it: "signoff: maria-lopez knife-safety by ana".
func Subject(verb, by string, records []*signoff.Record) string {
	var learners, about []string
	for _, r := range records {
		learners, about = append(learners, r.Learner), append(about, cmp.Or(r.Competency, r.Role))
	}
	learners, about = distinct(learners), distinct(about)
	who := strings.Join(learners, ",")
	if len(learners) > 3 {
		who = fmt.Sprintf("%d learners", len(learners))
	}
	what := strings.Join(about, " ")
	if len(about) > 3 {
		what = fmt.Sprintf("%d competencies", len(about))
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%s: %s %s by %s", verb, who, what, by)), " ")
}

// Wordings lists the files whose wording the records pin; it must be in HEAD, or it would exist
// nowhere. A competency that is not there pins none.
func Wordings(p *competency.Program, records []*signoff.Record) []string {
	var files []string
	for _, r := range records {
		c := p.Competency(r.Competency)
		if r.Fingerprint == "" || c == nil {
			continue
		}
		files = append(files, c.Pos.File)
		if c.Scale != nil {
			files = append(files, "sojt.yaml")
		}
	}
	return distinct(files)
}

func distinct(all []string) []string {
	all = slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" })
	slices.Sort(all)
	return slices.Compact(all)
}
