package line

// room is memory that lists of strings are cut from, many from one piece. A piece that is full is left to its lists
// and a new one is taken, at first a small one: who reads a single line has no use for more.
type room struct {
	piece []string
	ahead int // how long the next piece is to be
}

const (
	firstPiece = 4
	mostPiece  = 64 // a list that is kept keeps the others of its piece, and their lines, from being forgotten
)

// begin gives where the next list begins.
func (m *room) begin() int {
	if cap(m.piece)-len(m.piece) < firstPiece {
		m.ahead = min(2*m.ahead+firstPiece, mostPiece)
		m.piece = make([]string, 0, m.ahead)
	}
	return len(m.piece)
}

func (m *room) add(s string) { m.piece = append(m.piece, s) }

// from gives the list that began there.
func (m *room) from(start int) []string { return m.piece[start:len(m.piece):len(m.piece)] }

// forget lets go of what the lists were cut from: their room is for others.
func (m *room) forget() {
	clear(m.piece)
	m.piece = m.piece[:0]
}
