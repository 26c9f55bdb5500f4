package xlsx

// breaker decides where pages end, so that rows which belong together stay on one. It counts as a
// printer does; that it takes the lower of both papers leaves room for rounding.
type breaker struct {
	off     bool
	page    float64 // height of a page at the scale the sheet is printed in
	titles  float64 // what stands again at the top of every page but the first
	used    float64 // of the present page
	block   []blockRow
	before  []int // rows that begin a page
	atStart bool  // nothing but titles is on the page yet
}

type blockRow struct {
	row    int
	height float64
}

// reserve is left free on each page for the rounding of rows to the printer's dots.
const reserve = 0.98

func newBreaker(s *Sheet) breaker {
	total := span(s.Columns, 0, len(s.Columns)-1)
	scale := 1.0
	if total > 0 {
		scale = min(1, s.Print.Width()*float64(max(s.Print.Across, 1))/total)
	}
	return breaker{off: !s.Print.Breaks, page: s.Print.height() / scale * reserve, atStart: true}
}

// row takes the next row.
func (b *breaker) row(row int, height float64, r Row) {
	if b.off || r.Hidden {
		return
	}
	if r.Repeat {
		b.titles += height
	}
	b.block = append(b.block, blockRow{row, height})
	if !r.Keep {
		b.close()
	}
}

// close places the block: whole, or row by row where it is higher than a page.
func (b *breaker) close() {
	total := 0.0
	for _, r := range b.block {
		total += r.height
	}
	if total <= b.page-b.titles {
		b.place(total)
	} else {
		rest := b.block
		for i := range rest {
			b.block = rest[i : i+1]
			b.place(rest[i].height)
		}
	}
	b.block = b.block[:0]
}

func (b *breaker) place(height float64) {
	if b.used+height > b.page && !b.atStart {
		b.before = append(b.before, b.block[0].row)
		b.used = b.titles
	}
	b.used += height
	b.atStart = false
}

// finish gives the rows that begin a page.
func (b *breaker) finish() []int {
	if len(b.block) > 0 {
		b.close()
	}
	return b.before
}
