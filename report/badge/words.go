package badge

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/report/iri"
	"sojt/report/safe"
	"sojt/signoff"
)

// competency words an achievement as the program words the competency today: it is the wording of the
// record, since a standing on another one is not competent.
func (m Maker) competency(c *signoff.Cell) (Achievement, []Result) {
	e := c.Entry
	a := Achievement{
		ID: m.Base.Competency(e.ID) + "#revision-" + strconv.Itoa(e.Revision), Type: []string{"Achievement"}, AchievementType: "Competency",
		Name: cmp.Or(text.Fold(e.Title), e.ID), Description: cmp.Or(text.Fold(e.Why), text.Fold(e.Title), e.ID),
		Criteria: Criteria{strings.Join(narrative(e.Competency), "\n")},
		Version:  strconv.Itoa(e.Revision), HumanCode: e.Code, Tag: e.Tags,
	}
	for _, to := range e.Align {
		if u, err := url.Parse(to.URL); err == nil && u.IsAbs() { // a badge's alignment cannot be without
			a.Alignment = append(a.Alignment, Alignment{
				Type: []string{"Alignment"}, Code: to.Code, Name: strings.TrimSpace(to.Framework + " " + to.Code), Framework: to.Framework, URL: to.URL,
			})
		}
	}
	if e.Scale == nil || !c.Level.Set || e.Scale.Rank(c.Level.N) < 0 {
		return a, nil
	}
	a.Results = []ResultDescription{m.scale(e)}
	return a, []Result{{Type: []string{"Result"}, Description: m.level(e.Competency, "level"), Level: m.level(e.Competency, "level-"+strconv.Itoa(c.Level.N))}}
}

func (m Maker) scale(e *competency.Entry) ResultDescription {
	d := ResultDescription{
		ID: m.level(e.Competency, "level"), Type: []string{"ResultDescription"}, Name: e.Scale.ID, Kind: "RubricCriterionLevel",
		Required: m.level(e.Competency, "level-"+strconv.Itoa(e.Level)),
	}
	for _, l := range e.Scale.Levels {
		n := strconv.Itoa(l.ID)
		d.Levels = append(d.Levels, Level{
			ID: m.level(e.Competency, "level-"+n), Type: []string{"RubricCriterionLevel"}, Name: cmp.Or(l.Name, n), Level: n, Description: l.Means,
		})
	}
	return d
}

// narrative is what a competency asks for, in Markdown.
func narrative(c *competency.Competency) []string {
	var lines []string
	if c.Conditions != "" {
		lines = append(lines, "Under these conditions: "+oneLine(c.Conditions), "")
	}
	for _, k := range c.Criteria {
		lines = append(lines, "- "+oneLine(k.Text))
	}
	if len(c.Criteria) == 0 {
		lines = append(lines, "- "+oneLine(c.Title))
	}
	return append(lines, "", "Wording "+c.Fingerprint+", revision "+strconv.Itoa(c.Revision)+".")
}

// oneLine is text of people on one line of Markdown.
func oneLine(s string) string { return safe.Markdown(text.Fold(s)) }

// role words a role by what of it is in place, and says what was not shown by work.
func (m Maker) role(r *signoff.RoleStanding) Achievement {
	lines := []string{"Signed off in each of:", ""}
	for _, c := range relied(r) {
		lines = append(lines, "- "+oneLine(cmp.Or(c.Entry.Title, c.Entry.ID))+aside(c))
	}
	if r.Qualifying != nil {
		lines = append(lines, "", "A coordinator qualified the learner.")
	}
	return Achievement{
		ID: m.Base.Role(r.Role.ID), Type: []string{"Achievement"}, AchievementType: "Certificate",
		Name: cmp.Or(text.Fold(r.Role.Title), r.Role.ID), Description: cmp.Or(text.Fold(r.Role.Summary), text.Fold(r.Role.Title), r.Role.ID),
		Criteria: Criteria{strings.Join(lines, "\n")},
	}
}

// aside says in what way a competency of a role came about, where it was not by work that was seen.
func aside(c *signoff.Cell) string {
	switch {
	case c.Standing == signoff.StandsWaived:
		return " (waived: " + c.Rests.Kind + ")"
	case c.Rests.Type == signoff.Transcribe:
		return " (copied from an earlier record)"
	}
	return ""
}

// evidence names a record. Only the program's people can read it; its digest lets them say that it is the one.
func (m Maker) evidence(r *signoff.Record) Evidence {
	signed := "unsigned"
	if r.Sig != "" {
		signed = "signed"
	}
	return Evidence{
		ID: "urn:uuid:" + iri.Record(r.ID, ""), Type: []string{"Evidence"}, Name: "record " + r.ID, Genre: r.Type,
		Description: fmt.Sprintf("%s of %s by %s in the program %s, %s, digest %s",
			r.Type, cmp.Or(r.Date.String(), stamp(r.At)), m.judge(r), m.In.Program.ID, signed, r.Digest),
	}
}

// judge says who judged. A badge goes to anybody, so of who signed a paper it has a mentor's name alone, and not
// what was written there.
func (m Maker) judge(r *signoff.Record) string {
	if id, _ := r.Judge(m.In.Program); r.Type == signoff.Transcribe && id == "" {
		return "somebody on paper, copied by " + m.In.Names.Of(r.By)
	}
	return m.In.Judge(r)
}
