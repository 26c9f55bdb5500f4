package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/report/outline"
)

// levels rates what is listed on a scale, and reads the column of levels by it. Without a scale nobody can tell
// what the column says, and it is not read.
func (t *listing) levels(id string) error {
	if id == "" {
		t.withoutLevels()
		return nil
	}
	var ids []string
	for _, s := range t.program.Scales {
		ids = append(ids, s.ID)
	}
	at := slices.Index(ids, id)
	if at < 0 {
		return unknown("scale", id, ids, choices(ids)+"; sojt.yaml defines scales")
	}
	scale := t.program.Scales[at]
	for _, p := range t.parts {
		for i := range p.outline.Items {
			item := &p.outline.Items[i]
			said := item.Level
			item.Scale, item.Level = scale.ID, ""
			if said == "" {
				continue
			}
			level := scale.Named(said)
			if level == nil { // a list may describe the level behind its number
				number, _, _ := strings.Cut(said, " ")
				level = scale.Named(strings.TrimRight(number, ",;:-–"))
			}
			if level == nil {
				t.common.Notes = append(t.common.Notes, fmt.Sprintf("%s: %q is no level of %s, which has %s: left out", item.Place, said, scale.ID, levelWords(scale)))
				continue
			}
			item.Level = strconv.Itoa(level.ID)
		}
	}
	return nil
}

func (t *listing) withoutLevels() {
	for i := range t.common.Columns {
		if c := &t.common.Columns[i]; c.Field == "level" {
			c.Field = ""
			t.common.Notes = append(t.common.Notes, fmt.Sprintf("the column %q is not read: --scale ID says of which scale its levels are", c.Header))
		}
	}
	for _, p := range t.parts {
		for i := range p.outline.Items {
			p.outline.Items[i].Level = ""
		}
	}
}

func levelWords(scale *competency.Scale) string {
	var all []string
	for _, l := range scale.Levels {
		all = append(all, fmt.Sprintf("%d %s", l.ID, l.Name))
	}
	return strings.Join(all, ", ")
}

// persons says of which columns people have marks in: who can do what is no part of a role.
func persons(columns []outline.Column) string {
	var all []string
	for _, c := range columns {
		if c.Marks > 0 {
			all = append(all, fmt.Sprintf("%q (%d)", c.Header, c.Marks))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return fmt.Sprintf("left        %s with ticks, initials or days, as people have them: %s; who can do what is recorded, not defined", counted(len(all), "column"), strings.Join(all, ", "))
}
