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
	near   bool
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
	b.block = append(b.block, blockRow{row, height, r.Near && !r.Keep})
	if !r.Keep && !r.Near {
		b.close()
	}
}

// close places the block: whole; where it is higher than a page parted behind rows that are only
// near the next; and what then still is too high row by row.
func (b *breaker) close() {
	if !b.fits(b.block) {
		begin := 0
		for i, r := range b.block {
			if r.near {
				b.part(b.block[begin : i+1])
				begin = i + 1
			}
		}
		b.part(b.block[begin:])
	} else {
		b.place(b.block)
	}
	b.block = b.block[:0]
}

func (b *breaker) part(rows []blockRow) {
	if b.fits(rows) {
		b.place(rows)
		return
	}
	for i := range rows {
		b.place(rows[i : i+1])
	}
}

func (b *breaker) fits(rows []blockRow) bool { return total(rows) <= b.page-b.titles }

func total(rows []blockRow) float64 {
	h := 0.0
	for _, r := range rows {
		h += r.height
	}
	return h
}

func (b *breaker) place(rows []blockRow) {
	height := total(rows)
	if b.used+height > b.page && !b.atStart && len(rows) > 0 {
		b.before = append(b.before, rows[0].row)
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
