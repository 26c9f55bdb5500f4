package competency_test

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
	"testing/fstest"

	"sojt/competency"
)

// refusing is a folder in which the system does not let one name be read.
type refusing struct {
	fs.FS
	name string
	err  error
}

func (r refusing) Open(name string) (fs.File, error) {
	if name == r.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: r.err}
	}
	return r.FS.Open(name)
}

// What the system refuses is told from what is wrong: a file that is not there, or is none.
func TestTheSystemsNoIsItsOwnCode(t *testing.T) {
	program := fstest.MapFS{
		"sojt.yaml":       {Data: []byte("format: 1\nprogram: bistro\nname: Bistro\n")},
		"mentors.yaml":    {Data: []byte("mentors: []\n")},
		"roles/cook.yaml": {Data: []byte("role: cook\ntitle: Cook\ncompetencies: [{id: cut, title: Cuts, criteria: [{id: size, text: 3 mm}]}]\n")},
	}
	for _, name := range []string{"sojt.yaml", "mentors.yaml", "roles", "roles/cook.yaml", "competencies"} {
		for _, c := range []struct {
			err  error
			code string
		}{{syscall.EIO, competency.CodeUnread}, {syscall.EACCES, competency.CodeUnread}, {syscall.ENOTDIR, competency.CodeFile}, {errors.New("odd"), competency.CodeFile}} {
			_, problems := competency.Load(refusing{program, name, c.err})
			found := 0
			for _, p := range problems {
				if p.Code == c.code {
					found++
				}
			}
			if found != 1 {
				t.Errorf("checker is broken: %s, %v: expected one %s\n%v", name, c.err, c.code, problems)
			}
		}
	}
}
