package sheet

import (
	"sojt/competency/strictyaml"
)

// LayoutKeys lists every key of a layout file, out of the walk that decodes it.
func LayoutKeys() []strictyaml.Key {
	return strictyaml.Describe(func(k *strictyaml.Keys) { layoutKeys(k, new(Layout)) })
}

const mostShare = 1000

func layoutKeys(k *strictyaml.Keys, l *Layout) {
	k.ID("layout", &l.ID, "how --layout names it; the file's name").Need("our-checklist")
	k.Line("title", &l.Title, "what such a sheet is called, at its head").Need("Sign-off sheet")
	k.Line("about", &l.About, "for whom it is, where layouts are offered")
	strictyaml.Group(k, "head", "row of boxes", "rows of boxes that say whose sheet this is", &l.Head, boxesKeys)
	strictyaml.Group(k, "columns", "column", "the columns of the table", &l.Columns, columnKeys).
		Need("[{key: code, title: No., width: 110}, {key: competency, title: Competency}, {key: initials-mentor, title: Mentor, width: 200}]")
	strictyaml.Group(k, "legend", "legend", "what stands beneath the table", &l.Keys, legendKeys)
	strictyaml.Group(k, "owner", "row of boxes", "rows of boxes that head the worksheet of signatures", &l.Owner, boxesKeys)
	strictyaml.Group(k, "foot", "block", "the tables of the worksheet of signatures", &l.Foot, blockKeys)
	k.Text("closing", &l.Closing, "the last line of both worksheets")
}

func boxesKeys(k *strictyaml.Keys, b *Boxes) {
	strictyaml.Group(k, "boxes", "box", "the boxes of the row, from left to right", &b.Fields, func(k *strictyaml.Keys, f *Field) {
		fieldKeys(k, f, "learner, learner-id, role, department, start, target, mentors, profile, or x-... for a box of your own")
	}).Need("[{key: learner, title: Learner}]")
}

func fieldKeys(k *strictyaml.Keys, f *Field, keys string) {
	share := 1
	k.ID("key", &f.Key, "what stands in it: "+keys).Need("learner")
	k.Line("title", &f.Title, "its label").Need("Learner")
	k.Number("share", &share, 1, mostShare, "its part of the width, beside those of the others")
	f.Share = float64(share)
}

func columnKeys(k *strictyaml.Keys, c *Column) {
	tenths, share := 0, 1
	k.ID("key", &c.Key, "what stands in it: see the list of keys, or x-... for a column of your own").Need("competency")
	k.Line("title", &c.Title, "its title").Need("Competency")
	k.Line("group", &c.Group, "a heading over neighbours that have the same one")
	k.Number("width", &tenths, 0, 2000, "tenths of a millimetre on paper; without it the column shares what the others leave")
	k.Number("share", &share, 1, mostShare, "its part of what columns with a width leave")
	k.Truth("always", &c.Always, "kept also where the role has no use for it")
	k.ID("method", &c.Method, "of a by-method column: the method, as evidence.methods names it")
	strictyaml.Group(k, "choices", "choice", "of a method or self-assessment column: what may be chosen", &c.Choices, wordKeys)
	c.Width, c.Share = float64(tenths)*72/254, float64(share)
}

func wordKeys(k *strictyaml.Keys, w *Word) {
	k.Line("word", &w.Word, "what is written into the box").Need("D")
	k.Line("means", &w.Means, "what it stands for").Need("demonstration")
}

func legendKeys(k *strictyaml.Keys, b *Block) {
	k.Word("key", &b.Key, []string{"marks", "scales", "words", "text"}, "what it explains; words are the choices of columns").Need("marks")
	k.Line("title", &b.Title, "its label").Need("Marks")
	k.Text("text", &b.Text, "of a text: what it says")
}

func blockKeys(k *strictyaml.Keys, b *Block) {
	k.ID("key", &b.Key, "what it holds: signatures, remarks, initials, final, or x-... for a table of your own, to write in").Need("remarks")
	k.Line("title", &b.Title, "its heading").Need("Remarks")
	strictyaml.Group(k, "columns", "column", "its columns", &b.Columns, func(k *strictyaml.Keys, f *Field) {
		fieldKeys(k, f, "one of the block's keys, or x-... for a box to write in")
	}).Need("[{key: date, title: Date}, {key: note, title: Remark}]")
	k.Number("rows", &b.Rows, 0, 60, "the least number of rows, those that are filled among them")
	k.Number("empty", &b.Empty, 0, 60, "the least number of rows left to write in")
	k.Number("beside", &b.Beside, 0, 4, "so many rows stand side by side")
	strictyaml.Group(k, "confirm", "statement", "of a final: who confirms what", &b.Confirm, statementKeys)
}

func statementKeys(k *strictyaml.Keys, s *Statement) {
	k.Word("by", &s.By, []string{"learner", "mentor", "authority"}, "whose name and date stand beside it, where they are recorded").Need("mentor")
	k.Text("text", &s.Text, "what is confirmed").Need("Mentor: every competency was judged by its criteria.")
}
