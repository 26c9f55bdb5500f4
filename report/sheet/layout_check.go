package sheet

import (
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// What can be wrong with a layout beyond the form of its file, and with a workbook that comes back. They
// are stable.
const (
	CodeLayout = "E-LAYOUT"
	CodeFilled = "E-SHEET"
)

// Codes lists the codes of this package.
func Codes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: CodeLayout, Doc: "a layout that cannot be printed so"},
		{Code: CodeFilled, Doc: "a workbook that is to be read back and is no sign-off sheet of this program"},
	}
}

// own reports whether a key is the layout's own: a box that sojt has nothing to say in.
func own(key string) bool { return strings.HasPrefix(key, Own) && len(key) > len(Own) }

// checker looks over a layout that has been decoded, with the tree that it came from.
type checker struct {
	*Layout
	node *strictyaml.Node
	out  *diag.List
}

func (c checker) wrong(pos diag.Pos, hint, format string, args ...any) {
	c.out.Errorf(CodeLayout, pos, format, args...).Hint = hint
}

func (c checker) check() {
	c.checkColumns()
	c.checkBoxes("head", c.Head, max(c.surely(), 1))
	c.checkBoxes("owner", c.Owner, evenColumns)
	for i, b := range c.Keys {
		if n := c.node.Get("legend").Item(i); (b.Key == "text") != n.Has("text") && b.Key != "" {
			c.wrong(n.Place(), "give key: text its text, and no other a text", "a %q legend and text do not go together", b.Key)
		}
	}
	c.checkFoot()
}

const mostFixed = 2000 // tenths of a millimetre that columns may take: Letter has 2,634, and criteria need room

func (c checker) checkColumns() {
	list := c.node.Get("columns")
	seen := map[string]bool{}
	width := 0.0
	for i, col := range c.Columns {
		n := list.Item(i)
		if col.Key == "" {
			continue
		}
		kind, known := kindOf(col.Key)
		if !known {
			c.unknown(n, col.Key, columnNames())
		}
		if seen[col.name()] {
			c.wrong(n.At("key"), "remove one of the two", "the column %q stands twice", col.name())
		}
		seen[col.name()] = true
		if (col.Key == ByMethod) != (col.Method != "") {
			c.wrong(n.At("key"), "write method: beside key: by-method, and nowhere else", "key is %q and method is %q", col.Key, col.Method)
		}
		if kind != Chosen && len(col.Choices) > 0 {
			c.wrong(n.At("choices"), "choices go with key: method or key: self-assessment", "a column %q takes no choices", col.Key)
		}
		width += col.Width
	}
	if fixed := width * 254 / 72; fixed > mostFixed {
		c.wrong(list.Place(), "make columns narrower: both papers must leave room for the criteria",
			"the columns are %.0f tenths of a millimetre wide, at most %d fit", fixed, mostFixed)
	}
	at := slices.IndexFunc(c.Columns, func(col Column) bool { return col.Key == Competency })
	switch {
	case len(c.Columns) == 0: // reported as missing
	case at < 0:
		c.wrong(list.Place(), "add {key: competency, title: Competency}", "there is no column that says what is to be done")
	case c.Columns[at].Width > 0:
		c.wrong(list.Item(at).At("width"), "leave width out", "the competency column has a width, and it needs the room that the others leave")
	}
}

// surely is how many columns there are for every role.
func (c checker) surely() int {
	n := 0
	for _, col := range c.Columns {
		if col.Always || !conditional(col.Key) {
			n++
		}
	}
	return n
}

func columnNames() []string {
	return []string{
		Code, Competency, Conditions, Marks, Practice, SelfKey, TrainedOn, TrainedBy, MethodKey, ByMethod, AssessedOn,
		LevelMet, ResultKey, ByLearner, ByMentor, ByCertify, ValidUntil, FlagsKey,
	}
}

func boxNames() []string {
	return []string{"learner", "learner-id", "role", "department", "start", "target", "mentors", "profile"}
}

func (c checker) checkBoxes(key string, rows []Boxes, most int) {
	for i, row := range rows {
		list := c.node.Get(key).Item(i).Get("boxes")
		c.checkFields(list, row.Fields, boxNames())
		if len(row.Fields) > most {
			c.wrong(list.Place(), "put some of them into another row", "%d boxes stand in one row, and the columns beneath give room for %d", len(row.Fields), most)
		}
	}
}

func (c checker) checkFields(list *strictyaml.Node, fields []Field, names []string) {
	seen := map[string]bool{}
	for i, f := range fields {
		n := list.Item(i)
		if f.Key != "" && !own(f.Key) && !slices.Contains(names, f.Key) {
			c.unknown(n, f.Key, names)
		}
		if seen[f.Key] && f.Key != "" {
			c.wrong(n.At("key"), "remove one of the two", "%q stands twice", f.Key)
		}
		seen[f.Key] = true
	}
}

func (c checker) unknown(n *strictyaml.Node, key string, names []string) {
	c.wrong(n.At("key"), "one of "+strings.Join(names, ", ")+"; a box of your own begins with "+Own, "sojt knows no %q here", key)
}

// blockNames are the keys of a block's columns that sojt fills in.
func blockNames(block string) []string {
	switch block {
	case "signatures":
		return []string{"number", "competency", "name", "when", "meaning", "record"}
	case "remarks":
		return []string{"competency", "date", "note", "action", "retest", "mentor"}
	case "initials":
		return []string{"name", "initials", "signature", "date"}
	case "final":
		return []string{"capacity", "name", "signature", "date"}
	}
	return []string{"competency", "date", "note", "action", "retest", "mentor", "name", "signature", "initials"}
}

func (c checker) checkFoot() {
	list := c.node.Get("foot")
	seen := map[string]bool{}
	for i, b := range c.Foot {
		n := list.Item(i)
		if b.Key != "" && !own(b.Key) && !slices.Contains([]string{"signatures", "remarks", "initials", "final"}, b.Key) {
			c.unknown(n, b.Key, []string{"signatures", "remarks", "initials", "final"})
		}
		if seen[b.Key] && b.Key != "" {
			c.wrong(n.At("key"), "remove one of the two", "the block %q stands twice", b.Key)
		}
		seen[b.Key] = true
		c.checkFields(n.Get("columns"), b.Columns, blockNames(b.Key))
		if most := evenColumns / max(b.Beside, 1); len(b.Columns) > most {
			c.wrong(n.At("columns"), "leave some out", "%d columns stand in this block, at most %d fit", len(b.Columns), most)
		}
		if (b.Key == "final") != (len(b.Confirm) > 0) && b.Key != "" {
			c.wrong(n.At("confirm"), "write confirm: in the block final, and nowhere else", "the block %q has %d statements to confirm", b.Key, len(b.Confirm))
		}
		if own(b.Key) && b.Rows+b.Empty == 0 {
			c.wrong(n.Place(), "write rows: 4, or as many as you need", "the block %q has no rows", b.Key)
		}
	}
	for _, key := range []string{"signatures", "initials"} {
		if !seen[key] {
			pos := c.node.Place()
			if list != nil {
				pos = list.Place()
			}
			c.wrong(pos, "add a block with key: "+key+"; sojt layout sojt shows one to copy",
				"foot has no block %q, and the boxes of the table refer to it", key)
		}
	}
}
