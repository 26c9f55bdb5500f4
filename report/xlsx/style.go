package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Number formats of the file format.
const (
	formatGeneral = 0
	formatPercent = 9
	formatText    = 49
)

const (
	gridColour = "A6A6A6"
	lineColour = "404040"
)

// look is a style with the number format that a cell's kind and check ask for.
type look struct {
	Style
	kind Kind
	day  bool // empty, but a date belongs there
}

// styles registers each look once, in order of first use, so that equal input gives equal bytes.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func (s *styles) id(c *Cell) (int, error) {
	l := look{c.Style, c.Kind, c.Check.Day}
	if id, known := s.ids[l]; known {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	s.ids[l] = id
	return id, nil
}

func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font: &excelize.Font{
			Bold: l.Bold, Italic: l.Italic, Family: Font,
			Size: firstSize(l.Size, defaultSize), Color: hex(l.Ink),
		},
		Alignment: &excelize.Alignment{
			Horizontal: [...]string{"left", "center", "right"}[l.Align],
			Vertical:   [...]string{"bottom", "center", "top"}[l.Rise],
			WrapText:   l.Wrap && !l.Turned,
		},
		Protection: &excelize.Protection{Locked: !l.Open},
		Border:     l.Frame.borders(),
	}
	if l.Turned {
		s.Alignment.TextRotation = 90
	}
	if l.Align == Right && l.Frame == Grid { // numbers do not touch the text of the next column
		s.Alignment.Indent = 1
	}
	if l.Fill != 0 {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{hex(l.Fill)}}
	}
	l.number(s)
	return s
}

// number sets the number format. What can be typed over is text or a date, so that an edit that
// begins with = + - @ cannot become a formula.
func (l look) number(s *excelize.Style) {
	iso := "yyyy-mm-dd"
	switch {
	case l.kind == Day || l.day:
		s.CustomNumFmt = &iso
	case l.kind == Percent:
		s.NumFmt = formatPercent
	case l.kind == Text && l.Open:
		s.NumFmt = formatText
	default:
		s.NumFmt = formatGeneral
	}
}

func (f Frame) borders() []excelize.Border {
	const thin = 1
	switch f {
	case Grid:
		return []excelize.Border{
			{Type: "left", Color: gridColour, Style: thin}, {Type: "right", Color: gridColour, Style: thin},
			{Type: "top", Color: gridColour, Style: thin}, {Type: "bottom", Color: gridColour, Style: thin},
		}
	case Under:
		return []excelize.Border{{Type: "bottom", Color: gridColour, Style: thin}}
	case Line:
		return []excelize.Border{{Type: "bottom", Color: lineColour, Style: thin}}
	}
	return nil
}

func hex(c Colour) string { return fmt.Sprintf("%06X", uint32(c)) }

// rich gives runs in the library's form. A run says all of its look, since in the file it does not
// inherit the cell's.
func rich(runs []Run, s Style) []excelize.RichTextRun {
	out := make([]excelize.RichTextRun, len(runs))
	for i, r := range runs {
		ink := r.Ink
		if ink == 0 {
			ink = s.Ink
		}
		out[i] = excelize.RichTextRun{Text: Clean(r.Text), Font: &excelize.Font{
			Bold: r.Bold || s.Bold, Italic: r.Italic || s.Italic, Family: Font,
			Size: firstSize(r.Size, s.Size, defaultSize), Color: hex(ink),
		}}
	}
	return out
}
