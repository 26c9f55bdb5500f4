package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/report/events"
)

// ownFolder marks a folder of exports, and holds what is said of each program's.
const ownFolder = "sojt-export"

// warehouse is the folder of one or several programs' events, open for one of them.
type warehouse struct {
	folder
	dir, name, program string
	made               bool     // by this run
	there              []string // the program's files of earlier
	rows               map[string]int
}

// openWarehouse opens the folder of --output, or makes it. One that holds something else is refused.
func (a *app) openWarehouse(program string) (*warehouse, error) {
	w := &warehouse{dir: a.path(a.output), name: a.output, program: program, rows: map[string]int{}}
	w.files = map[string]*newFile{}
	if err := a.spare(filepath.Join(w.dir, ownFolder)); err != nil {
		return nil, err
	}
	info, err := os.Stat(w.dir)
	switch {
	case err == nil && !info.IsDir():
		return nil, usagef("name a folder", "%q is no folder", w.name)
	case errors.Is(err, fs.ErrNotExist) && a.dryRun:
		return w, nil
	case errors.Is(err, fs.ErrNotExist):
		if err := os.Mkdir(w.dir, 0o755); err != nil {
			return nil, w.named(err)
		}
		w.made = true
	case err != nil:
		return nil, w.named(err)
	}
	if w.root, err = os.OpenRoot(w.dir); err != nil {
		return nil, w.named(err)
	}
	if err = w.look(); err == nil && !a.dryRun {
		err = w.begin()
	}
	if err != nil {
		w.close()
	}
	return w, err
}

// look finds the program's files of earlier, and refuses what is none of an export.
func (w *warehouse) look() error {
	names, err := fs.ReadDir(w.root.FS(), ".")
	if err != nil {
		return w.named(err)
	}
	ours := slices.ContainsFunc(names, func(e fs.DirEntry) bool { return e.Name() == ownFolder && e.IsDir() })
	if len(names) > 0 && !ours {
		return usagef("name a folder that is empty, or not there yet", "%q holds something else than exports: %s", w.name, names[0].Name())
	}
	for _, t := range events.Tables() {
		below := path.Join(t.Folder, "program="+w.program)
		own := regexp.MustCompile(`^` + regexp.QuoteMeta(below) + `/month=\d{4}-\d\d/` + t.Name + `\.(` + strings.Join(events.Forms(), "|") + `)$`)
		err := fs.WalkDir(w.root.FS(), below, func(name string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil || e.IsDir():
				return err
			case !e.Type().IsRegular() || !own.MatchString(name):
				return usagef("it would be read as a part of the table: take it away", "%q holds a file that is of no export: %s", w.name, name)
			}
			w.there = append(w.there, name)
			return nil
		})
		if err != nil {
			return w.named(err)
		}
	}
	return nil
}

// begin makes the place where files grow. Others that a crash left of this program are cleared away.
func (w *warehouse) begin() error {
	if err := w.root.MkdirAll(ownFolder, 0o755); err != nil {
		return w.named(err)
	}
	w.stage = path.Join(ownFolder, "."+w.program)
	if err := w.root.RemoveAll(w.stage); err != nil {
		return w.named(err)
	}
	return w.named(w.root.Mkdir(w.stage, 0o755))
}

func (w *warehouse) close() {
	if w.root == nil {
		return
	}
	if w.stage != "" {
		w.root.RemoveAll(w.stage)
	}
	if w.made { // nothing is left of an export that did not come about
		w.root.Remove(ownFolder)
		os.Remove(w.dir)
	}
	w.root.Close()
}

// add brings a learner's rows to their file, which begins with its header.
func (w *warehouse) add(x events.Export, part events.Part) error {
	if w.files[part.Path] == nil {
		tables := events.Tables()
		t := tables[slices.IndexFunc(tables, func(t events.Table) bool { return t.Name == part.Table })]
		if err := w.append(part.Path, x.Form.Header(t.Columns)); err != nil {
			return err
		}
	}
	w.rows[part.Path] += part.Rows
	return w.append(part.Path, part.Data)
}

func (w *warehouse) manifestPath() string { return path.Join(ownFolder, w.program+".json") }

// manifestFile is a file as the manifest lists it.
type manifestFile struct {
	Path   string `json:"path"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// manifest says what was exported, and of what bytes each file is, so that a loader knows which have
// changed; and how many rows each table has.
func (w *warehouse) manifest(x events.Export) ([]byte, map[string]int) {
	known := calendar.Date(0)
	if !x.Moment.KnownAt.IsZero() {
		known = calendar.In(x.Moment.KnownAt, x.Book.Program.Zone)
	}
	m := struct {
		SchemaVersion int            `json:"schema_version"`
		Program       string         `json:"program"`
		AsOf          string         `json:"as_of"`
		KnownAt       string         `json:"known_at"`
		Since         string         `json:"since"`
		Until         string         `json:"until"`
		Redacted      bool           `json:"redacted"`
		Files         []manifestFile `json:"files"`
	}{
		events.SchemaVersion, w.program, x.Moment.AsOf.String(), known.String(), x.Since.String(), x.Until.String(), x.Redact, []manifestFile{},
	}
	rows := map[string]int{}
	for name, f := range w.files {
		m.Files = append(m.Files, manifestFile{name, w.rows[name], f.size, fmt.Sprintf("%x", f.sum.Sum(nil))})
		table, _, _ := strings.Cut(path.Base(name), ".")
		rows[table] += w.rows[name]
	}
	slices.SortFunc(m.Files, func(a, b manifestFile) int { return strings.Compare(a.Path, b.Path) })
	text, _ := json.MarshalIndent(m, "", "  ") // nothing in it has no JSON
	return append(text, '\n'), rows
}

// named says of the world's no that it is about the folder.
func (w *warehouse) named(err error) error {
	var misuse *usageError
	if err == nil || errors.As(err, &misuse) {
		return err
	}
	return fmt.Errorf("%s: %w", w.name, cause(err))
}
