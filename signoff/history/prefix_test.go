package history_test

import (
	"testing"

	"sojt/signoff/history"
	"sojt/signoff/testkit"
)

// Which versions are read: the newest, and those that the next one does not begin with at one of its last
// line ends.
func TestVersionsThatAreRead(t *testing.T) {
	kit := testkit.New(9)
	kit.Program, kit.Learner = program, "ana"
	var lines []string
	for range 9 {
		text, err := kit.Record().Line()
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, "- "+text+"\n")
	}
	file := func(from, to int) (text string) {
		text = "learner: ana\nrecords:\n"
		for _, l := range lines[from:to] {
			text += l
		}
		return text
	}
	const f, g = "learners/ana.yaml", "learners/ben.yaml"
	for _, row := range []struct {
		name  string
		texts []string
		want  int
	}{
		{"appends", []string{file(0, 1), file(0, 2), file(0, 4), file(0, 8)}, 1},
		{"more lines at once than are tried", []string{file(0, 1), file(0, 9)}, 2},
		{"cut off within a line", []string{file(0, 2)[:len(file(0, 2))-5], file(0, 2)}, 2},
		{"an empty file", []string{"", "\x00", file(0, 2)}, 2},
		{"shortened and restored", []string{file(0, 3), file(0, 2), file(0, 3)}, 1},
		{"a new header", []string{file(0, 2), "# x\n" + file(0, 2), "# x\n" + file(0, 3)}, 2},
	} {
		m := newMemory()
		for i, text := range row.texts {
			m.commit(string(rune('a'+i)), string(rune('a' + i - 1))[:min(i, 1)], f, text, g, text)
		}
		read := map[string]bool{}
		q := m.question("")
		q.Lines = nil
		_, err := history.Read(m.edges(), func(id string) ([]byte, error) { read[id] = true; return m.blob(id) }, q)
		if err != nil || len(read) != row.want {
			t.Errorf("checker is broken: %s: %d versions read, expected %d; %v", row.name, len(read), row.want, err)
		}
	}
}
