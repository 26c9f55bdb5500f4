package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff/disk"
)

// Ledger is the learner files of a program. It holds nothing but where to look, and is safe for
// concurrent use if its file system is.
type Ledger struct {
	fsys fs.FS
}

// Open gives the learner files beneath a program's folder. It reads nothing yet.
func Open(fsys fs.FS) *Ledger { return &Ledger{fsys: fsys} }

// Entry is a learner file that was found.
type Entry struct {
	ID   string
	Path string // slash-separated, relative to the program
}

// Entries lists all learner files by id, never nil, without reading one, and what is wrong with their names.
// Of a name that stands twice, the first path is given. A missing folder is an empty one.
func (l *Ledger) Entries() ([]Entry, diag.List, error) {
	found := []Entry{}
	var problems diag.List
	err := fs.WalkDir(l.fsys, Folder, func(p string, d fs.DirEntry, err error) error {
		switch {
		case p == Folder && missing(err):
			return nil
		case errors.Is(err, ErrIrregular):
			problems.Errorf(CodeMode, diag.Pos{File: p}, "%s is not a folder", p).Hint = hintMode
			return nil
		case err != nil:
			return err
		}
		if e, ok := l.entry(p, d, &problems); ok {
			found = append(found, e)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("listing %s: %w", Folder, err)
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	found = unique(found, &problems)
	problems.Sort()
	return found, problems, nil
}

const hintMode = "learner files are regular files in ordinary folders: put the file itself here"

// entry judges one path of the walk by its name and sort.
func (l *Ledger) entry(p string, d fs.DirEntry, problems *diag.List) (Entry, bool) {
	if p == Folder {
		if !d.IsDir() {
			problems.Errorf(CodeMode, diag.Pos{File: p}, "%s is not a folder", p).Hint = hintMode
		}
		return Entry{}, false
	}
	extension := strings.ToLower(path.Ext(p))
	yaml := extension == ".yaml" || extension == ".yml"
	if d.IsDir() && !yaml {
		return Entry{}, false
	}
	pos := diag.Pos{File: p}
	if !d.Type().IsRegular() && (yaml || !d.IsDir()) {
		problems.Errorf(CodeMode, pos, "%s is %s, expected a regular file", d.Name(), disk.Kind(d.Type())).Hint = hintMode
		return Entry{}, false
	}
	if !yaml {
		return Entry{}, false
	}
	id := strings.TrimSuffix(d.Name(), path.Ext(p))
	switch {
	case !text.IsID(id):
		problems.Errorf(CodeForm, pos, "%q is no learner's id", id).Hint = "name the file after the learner's id: " + text.IDGrammar
	case path.Ext(p) != Extension:
		problems.Errorf(CodeForm, pos, "%q ends in %q, expected %q", d.Name(), path.Ext(p), Extension).Hint = "rename it with git mv to " + id + Extension
	default:
		return Entry{ID: id, Path: p}, true
	}
	return Entry{}, false
}

func unique(found []Entry, problems *diag.List) []Entry {
	kept := found[:0]
	for _, e := range found {
		if n := len(kept); n > 0 && kept[n-1].ID == e.ID {
			for _, at := range []string{kept[n-1].Path, e.Path} {
				problems.Errorf(CodeForm, diag.Pos{File: at}, "learner %q has more than one file", e.ID).
					Hint = "keep one file: move the header's values and all record lines into it"
			}
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// find gives the path of a learner's file: where the program would put it, else wherever its name
// stands, for which folders are listed and no file is opened. The error is fs.ErrNotExist when
// there is none.
func (l *Ledger) find(id string, program *competency.Program) (string, error) {
	absent := &fs.PathError{Op: "find", Path: path.Join(Folder, id+Extension), Err: fs.ErrNotExist}
	if !text.IsID(id) {
		return "", absent
	}
	for _, p := range l.likely(id, program) {
		if info, err := fs.Lstat(l.fsys, p); !missing(err) {
			return p, regular(p, info, err)
		}
	}
	found, err := l.beneath(Folder, id+Extension)
	if err != nil && !(missing(err) && found == "") {
		return found, err
	}
	if found == "" {
		return "", absent
	}
	info, err := fs.Lstat(l.fsys, found)
	return found, regular(found, info, err)
}

// beneath gives the first path beneath a folder, in the order of names, that ends in a name; "" where none
// does. A folder is passed by that is none.
func (l *Ledger) beneath(folder, name string) (string, error) {
	entries, err := fs.ReadDir(l.fsys, folder)
	if errors.Is(err, ErrIrregular) {
		return "", nil
	}
	for _, d := range entries {
		if d.Name() == name {
			return path.Join(folder, name), nil
		}
		if !d.IsDir() {
			continue
		}
		if found, err := l.beneath(path.Join(folder, d.Name()), name); found != "" || err != nil {
			return found, err
		}
	}
	return "", err
}

// likely lists where a learner's file would be without looking: at the top, and where the pattern
// puts it for each department.
func (l *Ledger) likely(id string, program *competency.Program) []string {
	paths := []string{path.Join(Folder, id+Extension), NewPath(program.LearnerFiles, id, "")}
	for _, d := range program.Departments {
		paths = append(paths, NewPath(program.LearnerFiles, id, d.ID))
	}
	slices.Sort(paths[1:])
	return slices.DeleteFunc(slices.Compact(paths), func(p string) bool { return !fs.ValidPath(p) || path.Base(p) != id+Extension })
}

// ErrIrregular is a learner's file that is a link, a device, or the like.
var ErrIrregular = disk.ErrIrregular

func regular(p string, info fs.FileInfo, err error) error {
	if err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: p, Err: ErrIrregular}
	}
	return err
}

func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
