package report

import (
	"cmp"
	"strings"
)

// PrintedSheet is what a code printed on a sign-off sheet stands for, each part in words.
type PrintedSheet struct {
	Code    string
	Role    []string // ids; more than one where the code does not tell them apart
	Wording string
	Learner []string // ids; none of a blank sheet
	Blank   bool
	Commit  string
}

type showSheet struct {
	in *Input
	PrintedSheet
}

// NewShowSheet makes the view of a sheet's code in words.
func NewShowSheet(in *Input, s PrintedSheet) View { return showSheet{in, s} }

// Rows has one row a part: code, role, wording, learner and commit.
func (v showSheet) Rows() Rows {
	var rows [][]Value
	for _, f := range v.fields() {
		rows = append(rows, []Value{f[0], f[1]})
	}
	return v.in.rows("show", []string{"key", "value"}, rows)
}

// Page has the same for people.
func (v showSheet) Page() Page {
	s := Section{Columns: []Column{{}, {Wide: true}}}
	for _, f := range v.fields() {
		s.Rows = append(s.Rows, []Cell{{Text: f[0], Tone: Quiet}, Text(f[1])})
	}
	return v.in.page([]Section{{Heading: "A sign-off sheet"}, s})
}

func (v showSheet) fields() [][2]string {
	learner := "nobody: a blank sheet"
	if !v.Blank {
		learner = cmp.Or(strings.Join(v.Learner, " or "), "nobody of this program")
	}
	role := cmp.Or(strings.Join(v.Role, " or "), "none of this program")
	return [][2]string{
		{"code", v.Code}, {"role", role}, {"wording", v.Wording}, {"learner", learner}, {"commit", v.Commit},
	}
}
