package competency

import (
	"time"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// readProgram reads sojt.yaml into the program, with the profile's policy.
func (l *loader) readProgram() {
	var d draft
	l.sojt = l.parse(programFile, "run sojt init to begin a program here")
	strictyaml.Walk(l.sojt, "file", &l.out, func(k *strictyaml.Keys) { programKeys(k, &d) })
	if l.sojt == nil {
		programDefaults(&d)
	}
	p := l.p
	p.node = l.sojt
	p.ID, p.Name, p.Profile, p.Policy, p.Readiness = d.id, d.name, d.profile, d.policy, d.ready
	if p.Name == "" {
		p.Name = p.ID
	}
	p.Zone = l.zone(d.zone)
	l.departments(d.branches, l.sojt.Get("departments"), "")
	l.scales(d.scales, l.sojt.Get("scales"))
	l.goals(d.goals)
	l.metrics(d.metrics)
	p.LearnerFiles = d.files
	l.learnerFiles(d.files)
	l.policy()
}

func (l *loader) zone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		l.out.Errorf(CodeZone, l.sojt.At("zone"), "zone is %q, which is no time zone", name).
			Hint = "write a name such as Europe/Madrid, America/New_York or UTC"
		return time.UTC
	}
	return zone
}

func (l *loader) goals(goals []Goal) {
	list := l.sojt.Get("goals")
	for i, g := range goals {
		if g.ID != "" && l.twice("goal", g.ID, list.Item(i).At("id")) {
			l.p.Goals = append(l.p.Goals, g)
		}
	}
}

func (l *loader) metrics(metrics []Metric) {
	list := l.sojt.Get("metrics")
	for i, m := range metrics {
		n := list.Item(i)
		if m.ID == "" || !l.twice("metric", m.ID, n.At("id")) {
			continue
		}
		if m.File == "" {
			m.File = "metrics/" + m.ID + ".csv"
		} else if !isInside(m.File, ".csv") {
			l.out.Errorf(CodePath, n.At("file"), "file is %q, expected a .csv file inside the program", m.File).
				Hint = "write a path such as metrics/" + m.ID + ".csv, with /"
		}
		l.p.Metrics = append(l.p.Metrics, m)
	}
}

// policy checks that the settings agree with each other.
func (l *loader) policy() {
	p, n := l.p.Policy, l.sojt.Get("policy")
	if !p.LateRefuse.IsZero() && longer(p.LateAfter, p.LateRefuse) {
		key := "late_refuse"
		if !n.Has(key) {
			key = "late_after"
		}
		l.out.Errorf(CodePolicy, n.At(key), "late_after %s is longer than late_refuse %s", p.LateAfter, p.LateRefuse).
			Hint = "what is refused must be later than what is flagged"
	}
}

// twice reports an id that stands for two things of one kind, and says whether it is new.
func (l *loader) twice(noun, id string, pos diag.Pos) (fresh bool) {
	first, known := l.seen[noun+" "+id]
	if known {
		l.out.Errorf(CodeTwice, pos, "the %s %q is already defined at %s", noun, id, first).
			Hint = "give one of the two another id, or remove it"
		return false
	}
	l.seen[noun+" "+id] = pos
	return true
}
