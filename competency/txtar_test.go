package competency_test

import (
	"bytes"
	"os"
	"strings"
)

// archive is a text archive as testscript has it: a comment, then parts that begin with "-- NAME --".
type archive struct {
	comment string
	parts   []part
}

type part struct{ name, data string }

func readArchive(file string) (*archive, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	a := &archive{}
	for line := range strings.Lines(string(data)) {
		name, isPart := strings.CutPrefix(line, "-- ")
		name, ends := strings.CutSuffix(strings.TrimSpace(name), " --")
		switch {
		case isPart && ends:
			a.parts = append(a.parts, part{name: name})
		case len(a.parts) == 0:
			a.comment += line
		default:
			a.parts[len(a.parts)-1].data += line
		}
	}
	return a, nil
}

// want gives what the last part expects, adding that part where there is none yet.
func (a *archive) want() *part {
	if n := len(a.parts); n == 0 || a.parts[n-1].name != wantPart {
		a.parts = append(a.parts, part{name: wantPart})
	}
	return &a.parts[len(a.parts)-1]
}

func (a *archive) write(file string) error {
	var b bytes.Buffer
	b.WriteString(a.comment)
	for _, p := range a.parts {
		b.WriteString("-- " + p.name + " --\n" + p.data)
	}
	return os.WriteFile(file, b.Bytes(), 0o666)
}
