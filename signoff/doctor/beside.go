package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/disk"
)

// besides lists the files that a command which was killed left beside those it was about to replace.
func (d *Doctor) besides() ([]string, error) {
	var found []string
	err := fs.WalkDir(d.Writer.Root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		top, _, deep := strings.Cut(name, "/")
		switch {
		case errors.Is(err, disk.ErrIrregular):
			return nil
		case err != nil:
			return err
		case e.IsDir() && !deep && top != "." && top != "roles" && top != "competencies" && top != "learners":
			return fs.SkipDir // nothing there is ours
		case e.Type().IsRegular() && disk.IsBeside(name):
			found = append(found, name)
		}
		return nil
	})
	return found, err
}

func besideProblem(name string) diag.Problem {
	return problem(CodeBeside, name, 0, doctorFix+"removes it", "a command was killed before it put this file in another one's place, which is as it was")
}

// clean removes what lies beside.
func (m *mending) clean() error {
	found, err := m.besides()
	if err != nil {
		return err
	}
	for _, name := range found {
		if err := m.Writer.Root.Remove(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		m.done(besideProblem(name), "removed it", "")
	}
	return nil
}
