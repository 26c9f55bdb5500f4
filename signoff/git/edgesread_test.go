package git

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

var someIDs = [3]string{strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("c", 40)}

// someLog is a merge of two parents and a commit without changes, as git writes them.
func someLog() string {
	a, b, c := someIDs[0], someIDs[1], someIDs[2]
	head := "tree " + a + "\nparent " + b + "\nparent " + c + "\nauthor A <a@x> 1700000000 +0000\ncommitter C <c@x> 1700000001 -0800\n\n    one\n    \n    two\n"
	return "commit " + a + " (from " + b + ")\n" + head + "\n:100644 100644 " + a + " " + b + " M\x00learners/a\nb.yaml\x00:000000 120000 " + strings.Repeat("0", 40) + " " + c + " A\x00:100644\x00\x00" +
		"commit " + a + " (from " + c + ")\n" + head + "\n:100755 000000 " + a + " " + strings.Repeat("0", 40) + " D\x00commit " + a + "\x00\x00" +
		"commit " + c + "\ntree " + a + "\nauthor A <a@x> 1 +0000\ncommitter C <c@x> 1 +0000\n"
}

func all([]byte) bool { return true }

func TestReadEdges(t *testing.T) {
	for name, in := range map[string]func(string) *edges{
		"at once":      func(s string) *edges { return newEdges(strings.NewReader(s), all) },
		"byte by byte": func(s string) *edges { return newEdges(iotest.OneByteReader(strings.NewReader(s)), all) },
	} {
		var got []string
		err := in(someLog()).each(func(e Edge) bool {
			for _, c := range e.Changes {
				got = append(got, fmt.Sprintf("%.1s<%.1s %d %s %s %o%.1s>%o%.1s %s", e.Commit, e.Parent(), e.Nth, e.Author, e.Committed.Format("05"), c.Old.Mode, c.Old.ID, c.New.Mode, c.New.ID, c.Path))
			}
			return true
		})
		want := []string{
			"a<b 0 a@x 21 100644a>100644b learners/a\nb.yaml", "a<b 0 a@x 21 0>120000c :100644",
			"a<c 1 a@x 21 100755a>0 commit " + someIDs[0],
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v, expected %q", name, got, err, want)
		}
	}
}

// What is cut off within a change is an error; between two, git's exit status tells.
func TestReadEdgesCutOff(t *testing.T) {
	log := someLog()
	for n := 1; n < len(log); n++ {
		err := newEdges(strings.NewReader(log[:n]), all).each(func(Edge) bool { return true })
		if between := log[n-1] == 0 || log[n-1] == '\n' && !strings.HasSuffix(log[:n], "/a\n"); (err == nil) && !between {
			t.Fatalf("cut at %d: no error", n)
		}
	}
	broken := errors.New("broken")
	if err := newEdges(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(log))), all).each(func(Edge) bool { return true }); err == nil {
		t.Error("a broken pipe is no error")
	}
	if err := newEdges(iotest.ErrReader(broken), all).each(func(Edge) bool { return true }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestReadEdgesLimits(t *testing.T) {
	head := "commit " + someIDs[0] + "\ntree " + someIDs[0] + "\n\n    x\n\n:100644 100644 " + someIDs[0] + " " + someIDs[1] + " M\x00"
	for name, text := range map[string]string{
		"a path":   head + strings.Repeat("x", maxPath) + "\x00\x00",
		"no parts": strings.ReplaceAll(head, " M", "") + "l\x00\x00",
	} {
		err := newEdges(strings.NewReader(text), all).each(func(Edge) bool { return true })
		if err == nil || name != "no parts" && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzEdges(f *testing.F) {
	f.Add([]byte(someLog()))
	f.Add([]byte(""))
	f.Add([]byte("\x00\x00\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := newEdges(bytes.NewReader(data), all).each(func(e Edge) bool {
			if !isObject(e.Commit) || e.Nth < 0 || e.Nth > len(e.Parents) {
				t.Errorf("%+v", e)
			}
			for _, c := range e.Changes {
				if c.Old.Mode != 0 && !isObject(c.Old.ID) || c.New.Mode != 0 && !isObject(c.New.ID) {
					t.Errorf("%+v", c)
				}
			}
			return true
		})
		if errors.Is(err, errStopped) {
			t.Error("stopped by nobody")
		}
	})
}
