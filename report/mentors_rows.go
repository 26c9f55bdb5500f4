package report

import (
	"maps"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/report/stamp"
	"sojt/report/stats"
)

// mentorColumns are the keys of all rows; those that say nothing of what a row is about are empty.
func mentorColumns() []string {
	return []string{
		"what", "mentor", "other", "scale", "level",
		"signed", "not_yets", "judgements", "learners", "competencies",
		"first", "passed", "rate", "rate_low", "rate_high", "compared", "compared_passed", "colleagues", "expected", "p", "q",
		"sittings", "median_minutes", "shortest_minutes", "late", "late_share", "days", "busiest_day", "busiest", "busiest_share", "ticked", "quick",
		"outside", "transcribed", "unauthorised", "revoked",
		"count", "agreed", "share", "share_others", "kappa", "signs", "why",
	}
}

// row makes a row of what is given by key.
func (v mentors) row(values map[string]Value) []Value {
	columns := mentorColumns()
	row := make([]Value, len(columns))
	for i, key := range columns {
		if value, there := values[key]; there {
			row[i] = value
			continue
		}
		switch key {
		case "signs":
			row[i] = []string{}
		case "what", "mentor", "other", "scale", "rate", "rate_low", "rate_high", "expected", "p", "q", "median_minutes", "shortest_minutes",
			"late_share", "busiest_day", "busiest_share", "share", "share_others", "kappa", "why":
			row[i] = ""
		default:
			row[i] = 0
		}
	}
	return row
}

// Rows has one row a mentor, then one a level that a mentor gave (level), one of any two who judged the same
// learner in the same competency (pair), and one each of what three or more (panel) and two or more judged (all).
func (v mentors) Rows() Rows {
	j := v.gather()
	var rows [][]Value
	for _, m := range j.shown {
		rows = append(rows, v.row(m.values(j.few())))
	}
	for _, l := range v.given(j) {
		for _, values := range l.values() {
			rows = append(rows, v.row(values))
		}
	}
	for _, p := range v.ownPairs(j) {
		values := p.values("pair")
		values["mentor"], values["other"] = p.mentors[0], p.mentors[1]
		rows = append(rows, v.row(values))
	}
	if j.agreed.panel.n > 0 {
		rows = append(rows, v.row(j.agreed.panel.values("panel")))
	}
	if j.agreed.all.n > 0 {
		rows = append(rows, v.row(j.agreed.all.values("all")))
	}
	return v.in.rows("mentors", mentorColumns(), rows)
}

// values are the figures of a mentor's row; with few learners over all there is no rate.
func (m *mentoring) values(few bool) map[string]Value {
	words, why := []string{}, []string{}
	for _, s := range m.signs {
		words, why = append(words, s.word), append(why, s.why())
	}
	slices.Sort(words)
	values := map[string]Value{
		"what": "mentor", "mentor": m.id,
		"signed": m.signed, "not_yets": m.notYets, "judgements": len(m.judged), "learners": len(m.learners), "competencies": len(m.competencies),
		"first": m.first.N, "passed": m.first.Passed,
		"compared": m.first.Compared, "compared_passed": m.first.Hits, "colleagues": m.first.Colleague,
		"sittings": m.pace.sittings, "late": m.pace.late, "late_share": ratio(m.pace.late, m.signed),
		"days": m.pace.days, "busiest_day": m.pace.busiest.String(), "busiest": m.pace.most, "busiest_share": ratio(m.pace.most, m.signed),
		"ticked": m.pace.criteria, "quick": m.pace.quick,
		"outside": m.outside, "transcribed": m.transcribed, "unauthorised": m.unauthorised, "revoked": m.revoked,
		"signs": words, "why": strings.Join(why, "; "),
	}
	if m.first.N > 0 && !few {
		values["rate"] = ratio(m.first.Passed, m.first.N)
		values["rate_low"], values["rate_high"] = span(m.first.Within, true, 2)
	}
	if m.first.Told {
		values["expected"] = fixed(m.first.Expected, 2)
		values["p"], values["q"] = fixed(m.first.P, 3), fixed(m.first.Q, 3)
	}
	if median, ok := stats.Median(m.pace.minutes); ok {
		values["median_minutes"], values["shortest_minutes"] = fixed(median, 1), fixed(slices.Min(m.pace.minutes), 1)
	}
	return values
}

func (p *pair) values(what string) map[string]Value {
	values := map[string]Value{"what": what, "count": p.n, "agreed": p.agreed, "learners": len(p.learners), "share": ratio(p.agreed, p.n)}
	kappa, ok := p.kappa()
	values["kappa"] = known(kappa, ok, 2)
	return values
}

// levelsOf is what one mentor gave on one scale, beside what colleagues would give.
type levelsOf struct {
	mentor   string
	scale    *competency.Scale
	n        int
	given    map[int]int     // by level
	expected map[int]float64 // likewise: the share at colleagues' rates, competency by competency
	learners int
	told     bool // there is enough to compare
}

// given lists what each mentor shown gave, by scale as the program lists them.
func (v mentors) given(j judging) []levelsOf {
	var all []levelsOf
	for _, scale := range v.in.scales() {
		for _, m := range j.shown {
			if levels := m.levels[scale.ID]; levels != nil {
				all = append(all, v.besideLevels(j, m, scale, levels))
			}
		}
	}
	return all
}

// scales are those in use, in the order in which competencies name them.
func (in *Input) scales() []*competency.Scale {
	var scales []*competency.Scale
	for _, role := range in.Program.Roles {
		for _, e := range role.Entries {
			if e.Scale != nil && !slices.ContainsFunc(scales, func(s *competency.Scale) bool { return s.ID == e.Scale.ID }) {
				scales = append(scales, e.Scale)
			}
		}
	}
	return scales
}

// besideLevels puts the levels that a mentor gave beside those of colleagues on the same competencies. Who
// always gives the same is no measure.
func (v mentors) besideLevels(j judging, m *mentoring, scale *competency.Scale, levels stamp.Levels) levelsOf {
	l := levelsOf{mentor: m.id, scale: scale, n: levels.N(), given: map[int]int{}, expected: map[int]float64{}}
	others, compared, learners := 0, 0, map[string]bool{}
	for _, level := range scale.Levels {
		var strata []stats.Stratum
		for _, id := range slices.Sorted(maps.Keys(levels)) {
			given := levels[id]
			l.given[level.ID] += given[level.ID]
			s := stats.Stratum{N: total(given)}
			for _, colleague := range j.all {
				if colleague != m && !colleague.always(scale.ID) {
					s.OtherN, s.OtherHits = s.OtherN+total(colleague.levels[scale.ID][id]), s.OtherHits+colleague.levels[scale.ID][id][level.ID]
				}
			}
			strata = append(strata, s)
		}
		var hits float64
		if hits, compared = stats.Expected(strata); compared > 0 {
			l.expected[level.ID] = hits / float64(compared)
		}
		others = 0
		for _, s := range strata {
			others += s.OtherN
		}
	}
	for _, other := range j.all {
		for _, x := range other.judged {
			if x.Level.Set && levels[x.Competency] != nil {
				learners[x.Learner] = true
			}
		}
	}
	l.learners = len(learners)
	l.told = l.learners >= stamp.Learners && compared >= stamp.Enough && others >= stamp.Enough
	return l
}

func (l levelsOf) values() []map[string]Value {
	var all []map[string]Value
	for _, level := range l.scale.Levels {
		values := map[string]Value{
			"what": "level", "mentor": l.mentor, "scale": l.scale.ID, "level": level.ID, "count": l.given[level.ID],
			"judgements": l.n, "learners": l.learners, "share": ratio(l.given[level.ID], l.n),
		}
		if l.told {
			values["share_others"] = fixed(l.expected[level.ID], 2)
		}
		all = append(all, values)
	}
	return all
}

func total(counts map[int]int) int {
	n := 0
	for c := range maps.Values(counts) {
		n += c
	}
	return n
}
