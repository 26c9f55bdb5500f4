package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
)

// defect is planted in the bed once; it gives the one row that is to be found.
type defect struct {
	define func(files map[string]string)
	plant  func(b *bed) (learner, role, about, mentor string, r *signoff.Record)
}

// insert puts text before the end of a file.
func insert(name, text string) func(map[string]string) {
	return func(files map[string]string) { files[name] += text }
}

// planted has a defect for each check, by its name.
func planted() map[string]defect {
	return map[string]defect{
		"overdue": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("lou", "cook", "2026-07-01")
			b.sign("lou", "cook", "grill", "ben", "2026-10-15")
			return "lou", "cook", "knife", "", nil
		}},
		"learner-stalled": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("pat", "cook", "2026-09-20")
			return "pat", "cook", "", "", nil
		}},
		"no-enrolment": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.add("ned", "ana", "2026-10-10", signoff.Record{Type: signoff.Note, Kind: "feedback", Text: "came by"})
			return "ned", "", "", "", nil
		}},
		"request-waiting": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("ria", "cook", "2026-10-01")
			b.sign("ria", "cook", "grill", "ben", "2026-10-15")
			r := b.add("ria", "ria", "2026-10-16", signoff.Record{Type: signoff.Request, Competency: "knife", To: "ana"})
			return "ria", "cook", "knife", "ana", r
		}},
		"not-yet-without-action": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("nat", "cook", "2026-10-01")
			b.sign("nat", "cook", "grill", "ben", "2026-10-15")
			r := b.observe("nat", "knife", "ana", "2026-10-09", signoff.NotYetOutcome, func(r *signoff.Record) { r.Retest = day("2026-10-16") })
			return "nat", "cook", "knife", "ana", r
		}},
		"acknowledgement-missing": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("ace", "cook", "2026-06-01")
			b.sign("ace", "cook", "knife", "ana", "2026-06-10")
			b.sign("ace", "cook", "grill", "ben", "2026-06-11")
			return "ace", "cook", "stock", "ana", b.sign("ace", "cook", "stock", "ana", "2026-08-01")
		}},
		"certifier-missing": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("cem", "cook", "2026-09-01")
			b.sign("cem", "cook", "knife", "ana", "2026-10-15")
			return "cem", "cook", "grill", "ana", b.observe("cem", "grill", "ana", "2026-09-29", signoff.CompetentOutcome)
		}},
		"expired-on-roster": {
			define: func(files map[string]string) {
				files["roles/pilot.yaml"] = "role: pilot\ntitle: Pilot\ndepartment: kitchen\ncompetencies: [{id: drive, title: Drives, renew: 30d}]\n"
			},
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.enrol("xan", "pilot", "2026-08-01")
				b.sign("xan", "pilot", "drive", "ana", "2026-09-10")
				b.add("xan", "xan", "2026-10-20", signoff.Record{Type: signoff.Practice, Competency: "drive", Date: day("2026-10-20")})
				b.roster = append(b.roster, audit.Shift{Learner: "xan", Target: "pilot", Date: day("2026-10-10")}, // the last good day
					audit.Shift{Learner: "xan", Target: "pilot", Date: day("2026-10-11")})
				return "xan", "pilot", "", "", nil
			},
		},
		"deferral-ran-out": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("dot", "cook", "2026-10-01")
			b.sign("dot", "cook", "grill", "ben", "2026-10-15")
			r := b.add("dot", "cal", "2026-10-02", signoff.Record{
				Type: signoff.Waive, Role: "cook", Competency: "knife", Kind: signoff.Deferral, Date: day("2026-10-02"), Until: day("2026-10-30"), Reason: "no carrots",
			})
			return "dot", "cook", "knife", "cal", r
		}},
		"interim-ended": {
			define: func(files map[string]string) {
				files["roles/chef.yaml"] = "role: chef\ntitle: Chef\ndepartment: kitchen\nqualify: coordinator\ncompetencies: [{id: sauce, title: Makes the sauces}]\n"
			},
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.enrol("ira", "chef", "2026-10-01")
				r := b.add("ira", "cal", "2026-10-05", signoff.Record{
					Type: signoff.Qualify, Role: "chef", Date: day("2026-10-05"), Interim: true, Until: day("2026-10-30"),
				})
				return "ira", "chef", "", "cal", r
			},
		},
		"retired-still-open": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("ron", "cook", "2026-06-01")
			b.sign("ron", "cook", "knife", "ana", "2026-06-10")
			b.sign("ron", "cook", "grill", "ben", "2026-06-11")
			return "ron", "cook", "peel", "", b.add("ron", "ron", "2026-08-20", signoff.Record{Type: signoff.Request, Competency: "peel"})
		}},
		"designation-ended": {
			define: insert("mentors.yaml", "  - {id: olaf, name: Olaf, departments: [kitchen], from: 2026-01-01, until: 2026-10-30, prepared: {by: Ines, date: 2026-01-01}}\n"),
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.cook("del").Supervisor = "olaf"
				return "del", "cook", "", "olaf", nil
			},
		},
		"preparation-missing": {
			define: insert("mentors.yaml", "  - {id: uma, name: Uma, departments: [kitchen], from: 2026-10-01}\n"),
			plant:  func(b *bed) (string, string, string, string, *signoff.Record) { return "", "", "", "uma", nil },
		},
		"founding-mentor": {
			define: insert("mentors.yaml", "  - {id: eve, name: Eve, departments: [kitchen], from: 2026-06-02, prepared: {by: Ines, date: 2026-06-02}}\n"),
			plant:  func(b *bed) (string, string, string, string, *signoff.Record) { return "", "", "", "eve", nil },
		},
		"one-mentor": {
			define: insert("roles/cook.yaml", "  - {id: safe, title: Closes the safe, required: false, mentors: [ana]}\n"),
			plant:  func(b *bed) (string, string, string, string, *signoff.Record) { return "", "cook", "safe", "ana", nil },
		},
		"signoff-before-training": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.cook("sol")
			b.add("sol", "ana", "2026-10-18", signoff.Record{Type: signoff.Trained, Competency: "stock", Date: day("2026-10-18")})
			r := b.sign("sol", "cook", "stock", "ana", "2026-10-17")
			b.add("sol", "sol", "2026-10-19", signoff.Record{Type: signoff.Acknowledge, Ref: r.Digest})
			return "sol", "cook", "stock", "ana", r
		}},
		"late-entry": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("lea", "cook", "2026-10-01")
			b.sign("lea", "cook", "grill", "ben", "2026-10-15")
			r := b.sign("lea", "cook", "knife", "ana", "2026-10-02", func(r *signoff.Record) { r.Late, r.At = true, r.At.AddDate(0, 0, 18) })
			return "lea", "cook", "knife", "ana", r
		}},
		"override": {plant: func(b *bed) (string, string, string, string, *signoff.Record) {
			b.enrol("ovi", "cook", "2026-10-01")
			b.sign("ovi", "cook", "grill", "ben", "2026-10-15")
			return "ovi", "cook", "knife", "cal", b.sign("ovi", "cook", "knife", "cal", "2026-10-16", func(r *signoff.Record) { r.Override = "the fair" })
		}},
		"self-dealing": {
			define: insert("mentors.yaml", `  - {id: fay, name: Fay, departments: [kitchen], from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}
  - {id: gil, name: Gil, departments: [kitchen], from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}
`),
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.enrol("fay", "cook", "2026-03-01")
				b.enrol("gil", "cook", "2026-03-01")
				for _, id := range []string{"fay", "gil"} {
					b.sign(id, "cook", "grill", "ben", "2026-03-15")
				}
				b.sign("gil", "cook", "knife", "fay", "2026-03-10") // long before the period
				return "fay", "cook", "knife", "gil", b.sign("fay", "cook", "knife", "gil", "2026-10-10")
			},
		},
		"burst-signing": {
			define: func(files map[string]string) {
				var b strings.Builder
				b.WriteString("role: porter\ntitle: Porter\ndepartment: kitchen\ncompetencies:\n")
				for i := range 8 {
					fmt.Fprintf(&b, "  - {id: task-%d, title: Task}\n", i)
				}
				files["roles/porter.yaml"] = b.String()
			},
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.enrol("bob", "porter", "2026-10-01")
				var first *signoff.Record
				for i := range 8 {
					r := b.sign("bob", "porter", fmt.Sprintf("task-%d", i), "cal", "2026-10-12", func(r *signoff.Record) {
						r.At = day("2026-10-12").Start(time.UTC).Add(20*time.Hour + time.Duration(i)*85*time.Second)
					})
					if first == nil {
						first = r
					}
				}
				return "bob", "", "", "cal", first
			},
		},
		"everybody-passes": {
			define: insert("mentors.yaml", "  - {id: max, name: Max, departments: [kitchen], from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}\n"),
			plant: func(b *bed) (string, string, string, string, *signoff.Record) {
				b.enrol("mia", "cook", "2026-02-01")
				b.sign("mia", "cook", "grill", "ben", "2026-02-02")
				b.sign("mia", "cook", "knife", "ana", "2026-02-03")
				for i := range 60 {
					b.observe("mia", "knife", "max", (day("2026-02-10") + calendar.Date(i)*4).String(), signoff.CompetentOutcome)
				}
				return "", "", "", "max", nil
			},
		},
		"revised-missing": {
			define: func(files map[string]string) {
				files["competencies/extra.yaml"] = "set: extra\ntitle: Extra\ncompetencies: [{id: wash, title: Washes up, revision: 2}]\n"
			},
			plant: func(b *bed) (string, string, string, string, *signoff.Record) { return "", "", "extra/wash", "", nil },
		},
	}
}

// expected is the row of a defect.
func (d defect) expected(name string, b *bed) string {
	learner, role, about, mentor, r := d.plant(b)
	record := ""
	if r != nil {
		record = r.ID
	}
	return strings.Join([]string{name, learner, role, about, mentor, record}, "|")
}

func (d defect) changes() []func(map[string]string) {
	if d.define == nil {
		return nil
	}
	return []func(map[string]string){d.define}
}

// A clean program has no finding; with a defect planted there is exactly its row; and without its check
// there is none, so that no row is another check's doing.
func TestEachPlantedDefectIsFoundByName(t *testing.T) {
	if found := audit.Run(newBed(t).inspection(report.Scope{})).Findings; len(found) > 0 {
		t.Fatalf("the clean program has findings: %q", rows(found))
	}
	all := planted()
	for _, check := range audit.Checks() {
		t.Run(check.Name, func(t *testing.T) {
			d, ok := all[check.Name]
			if !ok {
				t.Fatal("no defect is planted for this check")
			}
			b := newBed(t, d.changes()...)
			want := d.expected(check.Name, b)
			c := b.inspection(report.Scope{})
			found := audit.Run(c)
			if got := rows(found.Findings); len(got) != 1 || got[0] != want {
				t.Errorf("found %q, want %q", got, want)
			}
			for _, f := range found.Findings {
				if f.Why == "" || f.Next == "" || f.Pos.File == "" && f.Check.Needs == "" {
					t.Errorf("a finding says too little: %+v", f)
				}
			}
			c.Skip = []string{check.Name}
			if got := rows(audit.Run(c).Findings); len(got) > 0 {
				t.Errorf("checker is broken: without the check there is %q", got)
			}
		})
	}
	if len(all) != len(audit.Checks()) {
		t.Errorf("%d defects for %d checks", len(all), len(audit.Checks()))
	}
}

// All defects in one program: each is found once, and nothing else is.
func TestAllPlantedDefectsTogether(t *testing.T) {
	all := planted()
	var changes []func(map[string]string)
	for _, check := range audit.Checks() {
		changes = append(changes, all[check.Name].changes()...)
	}
	b := newBed(t, changes...)
	var want []string
	for _, check := range audit.Checks() {
		want = append(want, all[check.Name].expected(check.Name, b))
	}
	slices.Sort(want)
	if got := rows(audit.Run(b.inspection(report.Scope{})).Findings); !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
