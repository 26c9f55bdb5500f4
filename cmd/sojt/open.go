package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// programFile marks the folder of a program.
const programFile = "sojt.yaml"

// place is a program's folder, found and opened, which it stays until the program ends.
type place struct {
	dir    string // absolute
	root   *disk.Root
	files  fs.FS
	ledger *ledger.Ledger
	clone  func(context.Context) (*git.Repo, error) // that the program lies in, opened once
}

// open finds the program: --dir, else the nearest folder upwards with a sojt.yaml.
func (a *app) open() (*place, error) {
	dir, err := a.find()
	if err != nil {
		return nil, err
	}
	root, err := disk.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	files := root.FS()
	return &place{dir: dir, root: root, files: files, ledger: ledger.Open(files), clone: a.cloneOf(dir)}, nil
}

func (a *app) find() (string, error) {
	start := a.start()
	if a.dir != "" {
		if _, err := os.Lstat(filepath.Join(start, programFile)); err != nil {
			return "", usagef("sojt init makes a program there", "there is no %s in %q", programFile, a.dir)
		}
		return start, nil
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, programFile)); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", usagef("go into a program's folder, name it with -C, or make one: sojt init",
				"there is no %s here or in a folder above", programFile)
		}
	}
}

// start is the folder that --dir names, or the working directory; absolute.
func (a *app) start() string { return a.path(a.dir) }

// path is where a file is that a person named, absolute.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(a.env.dir, name)
}

// cloneOf opens the clone that a folder lies in when it is first asked for: that starts git twice.
func (a *app) cloneOf(dir string) func(context.Context) (*git.Repo, error) {
	var repo *git.Repo
	var err error
	return func(ctx context.Context) (*git.Repo, error) {
		if repo == nil && err == nil {
			repo, err = git.Open(ctx, dir, a.env.vars)
		}
		return repo, err
	}
}

// program loads all definitions, or gives every problem in them.
func (p *place) program() (*competency.Program, error) {
	program, problems := competency.Load(p.files)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return program, nil
}

// reader is a reading command's view: definitions, and learners as of a moment.
type reader struct {
	*place
	program *competency.Program
	book    *signoff.Rulebook
	moment  signoff.Moment
	today   calendar.Date
}

// read opens the program for reading, at the moment that --as-of and --known-at name. While
// somebody writes it waits up to two seconds, so that no half write is seen.
func (a *app) read(ctx context.Context) (*reader, func(), error) {
	p, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	release := p.share(ctx)
	program, err := patiently(ctx, "reading definitions", p.program)
	if err != nil {
		release()
		return nil, nil, err
	}
	r := &reader{place: p, program: program, today: calendar.In(a.env.reportTime(), program.Zone)}
	r.book = signoff.NewRulebook(program, p.person(program))
	if r.moment, err = a.moment(program); err != nil {
		release()
		return nil, nil, err
	}
	return r, release, nil
}

// share takes the lock beside other readers where the program lies in a clone; a folder without git
// is read as it is.
func (p *place) share(ctx context.Context) func() {
	repo, err := p.clone(ctx)
	if err != nil {
		return func() {}
	}
	lock, err := ledger.Shared(ctx, repo)
	if err != nil {
		return func() {}
	}
	return func() { lock.Unlock() }
}

// today is the day of a report in the program's zone; 0 where no zone could be read.
func (a *app) today(program *competency.Program) calendar.Date {
	if program.Zone == nil {
		return 0
	}
	return calendar.In(a.env.reportTime(), program.Zone)
}

// moment is what --as-of and --known-at ask for; today and everything known where they are absent.
func (a *app) moment(program *competency.Program) (signoff.Moment, error) {
	day, err := parseDate("as-of", a.asOf)
	if err != nil {
		return signoff.Moment{}, err
	}
	known, err := parseDate("known-at", a.knownAt)
	if err != nil {
		return signoff.Moment{}, err
	}
	m := signoff.Moment{AsOf: cmp.Or(day, calendar.In(a.env.reportTime(), program.Zone))}
	if known != 0 {
		m.KnownAt = known.End(program.Zone)
	}
	return m, nil
}

// parseDate reads a date flag, 0 where it is absent.
func parseDate(flag, value string) (calendar.Date, error) {
	if value == "" {
		return 0, nil
	}
	d, err := calendar.Parse(value)
	if err != nil {
		return 0, usagef("", "--%s is %q, %v", flag, value, err)
	}
	return d, nil
}

// person gives a mentor's own learner file to the rulebook, or nil where there is none that can be
// read. Roles of the mentor that do not concern this command may not be loaded: what the file says
// of them is no fault of it. Each file is read once.
func (p *place) person(program *competency.Program) func(string) *signoff.Learner {
	var known sync.Map // id to *signoff.Learner
	return func(id string) *signoff.Learner {
		if l, ok := known.Load(id); ok {
			return l.(*signoff.Learner)
		}
		l, problems, err := p.ledger.Read(id, program)
		broken := slices.ContainsFunc(problems, func(p diag.Problem) bool {
			return p.Severity == diag.Error && p.Code != competency.CodeReference
		})
		if err != nil || broken {
			l = nil
		}
		known.Store(id, l)
		return l
	}
}

// learner reads one learner's file; one that is not there is a usage error with the nearest name.
func (p *place) learner(id string, program *competency.Program) (*ledger.File, error) {
	if !text.IsID(id) {
		return nil, usagef("a learner's id is "+text.IDGrammar, "%q is no id", id)
	}
	file, problems, err := p.ledger.Snapshot(id, program)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, p.unknownLearner(id)
	}
	if err != nil {
		return nil, err
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return file, nil
}

func (p *place) unknownLearner(id string) error {
	var ids []string
	entries, _, _ := p.ledger.Entries()
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	return unknown("learner", id, ids, "sojt report lists them; sojt enroll makes one")
}

// unknown is the usage error for a name that nothing has, with the nearest one that exists.
func unknown(what, name string, known []string, otherwise string) error {
	hint := otherwise
	if near := nearest(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return usagef(hint, "there is no %s %q", what, name)
}

// roleNamed finds a role that a person named; one that is not there is a usage error with the nearest name.
func roleNamed(p *competency.Program, id string) (*competency.Role, error) {
	if role := p.Role(id); role != nil {
		return role, nil
	}
	var known []string
	for _, r := range p.Roles {
		known = append(known, r.ID)
	}
	return nil, unknown("role", id, known, choices(known))
}

// nearest is the known name that was meant: the same without its set, or the one with the fewest
// letters changed.
func nearest(name string, known []string) string {
	for _, k := range known {
		if len(k) > len(name)+1 && k[len(k)-len(name)-1:] == "/"+name {
			return k
		}
	}
	return text.Nearest(name, known)
}
