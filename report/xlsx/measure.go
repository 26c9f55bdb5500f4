package xlsx

import (
	"math"
	"strings"
	"unicode"
)

// Font is the one font of every sheet. Where it is missing, Carlito has the same widths.
const Font = "Calibri"

const defaultSize = 10

// advances are the widths of the printable ASCII characters in Font, in thousandths of its size.
var advances = [95]uint16{
	226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386,
	507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463,
	894, 579, 544, 533, 615, 488, 459, 631, 623, 252, 319, 520, 420, 855, 646, 662,
	517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498, 498,
	291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527,
	525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
}

// boldAdvances are those of the bold letters.
var boldAdvances = [95]uint16{
	226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430,
	507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463,
	898, 606, 561, 529, 630, 488, 459, 637, 631, 267, 331, 547, 423, 874, 659, 676,
	532, 686, 563, 473, 495, 653, 591, 906, 551, 520, 478, 325, 430, 325, 498, 498,
	300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480, 246, 813, 537, 538,
	537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498,
}

// advance is the width of a character in thousandths of the size. Letters without an entry of their
// own are taken wider than most are: a line too many is blank, one too few is lost.
func advance(r rune, bold bool) float64 {
	switch {
	case r < ' ':
		return 0
	case r < 127:
		if bold {
			return float64(boldAdvances[r-' '])
		}
		return float64(advances[r-' '])
	case wide(r):
		return 1000
	case r == '\u00a0':
		return float64(advances[0])
	case unicode.Is(unicode.Mn, r):
		return 0
	case r == '·' || r == '‘' || r == '’':
		return 268
	case r == '—' || r == '…' || r == '→':
		return 905
	case r == '□' || r == '●':
		return 604
	case unicode.IsUpper(r):
		return 680
	}
	return 560
}

// wide reports whether a character fills a whole square: East Asian scripts and pictures. They come
// from another font, which is also higher.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF00 && r <= 0xFF60 ||
		r >= 0xFFE0 && r <= 0xFFE6 || r >= 0x1F000 && r <= 0x1FAFF || r >= 0x20000 && r <= 0x3FFFD)
}

// Measure is the width in points of the longest line of a text.
func Measure(text string, size float64, bold bool) float64 {
	longest := 0.0
	for l := range strings.SplitSeq(text, "\n") {
		w := 0.0
		for _, r := range l {
			w += advance(r, bold)
		}
		longest = max(longest, w)
	}
	if size == 0 {
		size = defaultSize
	}
	return longest * size / 1000
}

// Padding is what a cell keeps free to the left and right of its text, together.
const Padding = 4.0

// slack is kept free in every line: printers and screens round letters differently.
const slack = 0.98

// Fit is the width a column needs so that a text of a measured width stands on one line of it.
func Fit(measured float64) float64 { return measured/slack + Padding + 1 }

// line is one line of wrapped text: bytes start to end of the joined runs, and its height.
type line struct {
	start, end int
	height     float64
}

// lineHeight is what a line of a size needs. Excel sets lines of Calibri 1.22 of the size apart on
// paper, and a little more on screen, where it counts whole pixels; LibreOffice no more than that.
func lineHeight(size float64, foreignFont bool) float64 {
	if foreignFont {
		return size * 1.6
	}
	return size * 1.28
}

// wrap breaks runs into lines no wider than width, as spreadsheets do: after blanks and hyphens,
// between characters of East Asian scripts, and inside a word only where it is wider than a line.
func wrap(runs []Run, look Style, width float64) []line {
	w := wrapper{width: (width - Padding) * slack}
	offset := 0
	for _, run := range runs {
		size := firstSize(run.Size, look.Size, defaultSize)
		bold := run.Bold || look.Bold
		for i, r := range run.Text {
			w.put(r, offset+i, advance(r, bold)*size/1000, lineHeight(size, wide(r)))
		}
		offset += len(run.Text)
	}
	w.finish(offset)
	return w.lines
}

func firstSize(sizes ...float64) float64 {
	for _, s := range sizes {
		if s != 0 {
			return s
		}
	}
	return 0
}

// wrapper collects lines. Heights are of the line up to its last possible break and after it.
type wrapper struct {
	lines               []line
	width               float64
	start, gap          int // where the line begins, and where it may be broken; gap == start: nowhere
	x, xGap             float64
	height, heightGap   float64
	previousWide, fresh bool
}

func (w *wrapper) put(r rune, at int, advance, height float64) {
	if r == '\n' {
		w.height = max(w.height, height)
		w.cutAt(at, at+1)
		return
	}
	if now := wide(r); (now || w.previousWide) && at > w.start {
		w.mayBreak(at)
	}
	for r != ' ' && w.x+advance > w.width && at > w.start { // twice where what is carried over is too wide again
		if w.gap > w.start {
			w.breakAtGap(at)
		} else {
			w.cutAt(at, at)
		}
	}
	w.x += advance
	w.height = max(w.height, height)
	w.previousWide = wide(r)
	if r == ' ' || r == '-' {
		w.mayBreak(at + 1)
	}
}

func (w *wrapper) mayBreak(at int) { w.gap, w.xGap, w.heightGap = at, w.x, w.height }

// breakAtGap ends the line at its last gap and carries what follows over to the next.
func (w *wrapper) breakAtGap(at int) {
	carried := w.x - w.xGap
	height := w.height
	w.lines = append(w.lines, line{w.start, w.gap, w.heightGap})
	w.start, w.x = w.gap, carried
	w.height = 0
	if at > w.gap {
		w.height = height
	}
}

// cutAt ends the line at a byte and begins the next at another.
func (w *wrapper) cutAt(end, next int) {
	w.lines = append(w.lines, line{w.start, end, w.height})
	w.start, w.gap, w.x, w.height, w.previousWide = next, next, 0, 0, false
}

func (w *wrapper) finish(end int) {
	if w.start < end || len(w.lines) == 0 {
		w.lines = append(w.lines, line{w.start, end, w.height})
	}
}

// heightOf is the height of lines with the air a cell has above and beneath.
func heightOf(lines []line) float64 {
	h := 4.0
	for _, l := range lines {
		h += l.height
	}
	return math.Ceil(h*4/3) * 3 / 4 // whole pixels, as spreadsheets store heights
}

// Height is what a text needs in a cell of that width, as Write would make its row.
func Height(text string, s Style, width float64) float64 {
	return heightOf(wrap([]Run{{Text: text}}, s, width))
}
