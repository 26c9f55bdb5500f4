package competency

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"syscall"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// The files and folders of definitions (SPEC 2).
const (
	programFile = "sojt.yaml"
	mentorsFile = "mentors.yaml"
	rolesDir    = "roles"
	setsDir     = "competencies"
)

// Load reads all definition files of the program at the root of fsys: sojt.yaml, mentors.yaml,
// roles/*.yaml and competencies/*.yaml. It gives every problem of every file, sorted. The Program
// is never nil and holds what could be read, so that other files can still be judged by it; without
// errors in the list it is complete: defaults worked in, references resolved.
func Load(fsys fs.FS) (*Program, diag.List) {
	return newLoader(fsys).all()
}

// LoadWith is Load as if some files of roles and sets, by their paths, held other texts.
func LoadWith(fsys fs.FS, instead map[string][]byte) (*Program, diag.List) {
	l := newLoader(fsys)
	l.instead = instead
	return l.all()
}

// all reads every definition file, and those that are to be read whether there is a file or not.
func (l *loader) all() (*Program, diag.List) {
	l.whole = true
	l.readProgram()
	l.readMentors()
	for _, id := range l.folder(rolesDir) {
		l.readRole(id)
	}
	for _, file := range slices.Sorted(maps.Keys(l.instead)) {
		switch id := strings.TrimSuffix(path.Base(file), ".yaml"); path.Dir(file) {
		case rolesDir:
			l.readRole(id)
		case setsDir:
			l.readSet(id)
		}
	}
	for _, id := range l.folder(setsDir) {
		l.readSet(id)
	}
	l.link()
	return l.result()
}

// LoadRoles reads what signing off in the given roles needs, and nothing else: sojt.yaml,
// mentors.yaml, the roles, the role mentors must be qualified in, and the sets they use. Other files
// are read only where a competency is named that none of these has; their problems do not count, and
// what names files that were not read is not judged. A role without a file is no problem here:
// Role gives nil for it.
func LoadRoles(fsys fs.FS, roles ...string) (*Program, diag.List) {
	l := newLoader(fsys)
	l.readProgram()
	l.readMentors()
	if m := l.p.Policy.MentorRole; m != "" {
		roles = append(slices.Clone(roles), m)
	}
	for _, id := range roles {
		if text.IsID(id) && l.exists(path.Join(rolesDir, id+".yaml")) {
			l.readRole(id)
		}
	}
	for _, set := range l.setsUsed() {
		l.readSet(set)
	}
	l.quietly(l.readNamed)
	l.link()
	return l.result()
}

// loader gathers the files of one program. Values with their nodes are kept beside the Program
// until link has checked them.
type loader struct {
	fsys  fs.FS
	whole bool // every definition file is read, so that every reference can be judged
	quiet bool // what is read now is not judged
	out   diag.List

	p       *Program
	sojt    *strictyaml.Node
	mentors *strictyaml.Node
	roles   []*roleFile
	sets    []*setFile
	seen    map[string]diag.Pos
	instead map[string][]byte // what is read in the place of files, by name
}

// roleFile and setFile are a definition file read, with its tree.
type roleFile struct {
	*Role
	node   *strictyaml.Node
	items  []item
	judged bool
}

type setFile struct {
	*Set
	node   *strictyaml.Node
	items  []item
	judged bool
}

func newLoader(fsys fs.FS) *loader {
	return &loader{
		fsys: fsys, seen: map[string]diag.Pos{},
		p: &Program{competencies: map[string]*Competency{}, unread: map[string]bool{}},
	}
}

// result sorts what was gathered.
func (l *loader) result() (*Program, diag.List) {
	slices.Sort(l.p.Files)
	l.p.sound = l.out.Errors() == 0
	l.out.Sort()
	return l.p, l.out
}

// quietly runs a reader whose problems do not count.
func (l *loader) quietly(read func()) {
	kept := l.out
	l.quiet = true
	read()
	l.out, l.quiet = kept, false
}

// folder lists the ids of the definition files in a folder, sorted, and reports what looks like one
// and is none.
func (l *loader) folder(dir string) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil && !(dir == setsDir && errors.Is(err, fs.ErrNotExist)) {
		l.p.unread[dir+"/"] = true
		l.unreadable(dir+"/", err, "run sojt init ROLE to write a first role")
		return nil
	}
	var ids []string
	for _, e := range entries {
		name, pos := e.Name(), diag.Pos{File: path.Join(dir, e.Name())}
		ext := strings.ToLower(path.Ext(name))
		id := strings.TrimSuffix(name, ".yaml")
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			l.out.Errorf(CodeFile, pos, "a folder inside %s/ is not read", dir).
				Hint = "definition files stand directly in " + dir + "/"
		case ext != ".yaml" && ext != ".yml":
		case !strings.HasSuffix(name, ".yaml"):
			l.p.unread[path.Join(dir, strings.TrimSuffix(name, path.Ext(name))+".yaml")] = true
			l.out.Errorf(CodeFile, pos, "the file ends in %q, expected .yaml", path.Ext(name)).
				Hint = "rename it to " + strings.TrimSuffix(name, path.Ext(name)) + ".yaml"
		case !e.Type().IsRegular():
			l.p.unread[path.Join(dir, name)] = true
			l.out.Errorf(CodeFile, pos, "this is a link or a device, expected an ordinary file").
				Hint = "put the file itself here"
		case !text.IsID(id):
			problem := l.out.Errorf(CodeFile, pos, "the file name %q is no id", id)
			problem.Hint = "an id has " + text.IDGrammar
			if better := text.IDFrom(id); text.IsID(better) {
				problem.Hint += "; for example " + better + ".yaml"
			}
		default:
			ids = append(ids, id)
		}
	}
	return ids
}

// exists reports whether a file is there; one that cannot be looked at is, and reading it says why.
func (l *loader) exists(file string) bool {
	_, err := fs.Lstat(l.fsys, file)
	return !errors.Is(err, fs.ErrNotExist)
}

// parse reads a definition file as a tree; nil where nothing can be known of what it says. hint says
// how to get the file where there is none.
func (l *loader) parse(file, hint string) *strictyaml.Node {
	data, err := l.read(file)
	if err != nil {
		l.p.unread[file] = true
		l.unreadable(file, err, hint)
		return nil
	}
	l.p.Files = append(l.p.Files, file)
	node, problems := strictyaml.Parse(file, data)
	l.out = append(l.out, problems...)
	if node == nil {
		l.p.unread[file] = true
	}
	return node
}

var errIrregular = errors.New("this is a folder, a link or a device, expected an ordinary file")

// read gives a file's bytes: never more than can be parsed, and one more where there are more.
func (l *loader) read(file string) ([]byte, error) {
	if data, ok := l.instead[file]; ok {
		return data, nil
	}
	info, err := fs.Lstat(l.fsys, file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	f, err := l.fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, strictyaml.MaxBytes+1))
}

func (l *loader) unreadable(file string, err error, hint string) {
	pos := diag.Pos{File: strings.TrimSuffix(file, "/")}
	var failed *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.out.Errorf(CodeFile, pos, "there is no %s", file).Hint = hint
	case errors.Is(err, errIrregular):
		l.out.Errorf(CodeFile, pos, "%s", err).Hint = "put the file itself here"
	case errors.As(err, &failed):
		l.out.Errorf(refusal(err), pos, "it cannot be read: %s", failed.Err).Hint = "check its permissions"
	default:
		l.out.Errorf(refusal(err), pos, "it cannot be read: %s", err).Hint = "check its permissions"
	}
}

// refusal tells the system's no, of which the program's author may know nothing, from a path that leads
// to no file.
func refusal(err error) string {
	var no syscall.Errno
	switch {
	case !errors.As(err, &no), no == syscall.ENOTDIR, no == syscall.ELOOP, no == syscall.EISDIR:
		return CodeFile
	}
	return CodeUnread
}

func (l *loader) readRole(id string) {
	file := path.Join(rolesDir, id+".yaml")
	if slices.ContainsFunc(l.roles, func(r *roleFile) bool { return r.ID == id }) || l.p.unread[file] {
		return
	}
	node := l.parse(file, "run sojt init "+id)
	if node == nil {
		return
	}
	r := &roleFile{Role: &Role{Pos: node.Place()}, node: node, judged: !l.quiet}
	strictyaml.Walk(node, "role", &l.out, func(k *strictyaml.Keys) { roleKeys(k, r.Role, &r.items) })
	l.named("role", r.ID, id, node)
	r.ID = id
	l.roles = append(l.roles, r)
}

func (l *loader) readSet(id string) {
	file := path.Join(setsDir, id+".yaml")
	if slices.ContainsFunc(l.sets, func(s *setFile) bool { return s.ID == id }) || l.p.unread[file] {
		return
	}
	node := l.parse(file, "write the set, or correct the name")
	if node == nil {
		return
	}
	s := &setFile{Set: &Set{Pos: node.Place()}, node: node, judged: !l.quiet}
	strictyaml.Walk(node, "set", &l.out, func(k *strictyaml.Keys) { setKeys(k, s.Set, &s.items) })
	l.named("set", s.ID, id, node)
	s.ID = id
	l.sets = append(l.sets, s)
}

// named checks that a file says the id it is called by.
func (l *loader) named(key, said, id string, node *strictyaml.Node) {
	if said != "" && said != id {
		l.out.Errorf(CodeFileName, node.At(key), "%s is %q, but the file is called %s.yaml", key, said, id).
			Hint = "make the two equal; records know the " + key + " by this id, so keep the one in use"
	}
}

// setsUsed lists the sets that the roles read so far take competencies from, if they have a file.
func (l *loader) setsUsed() []string {
	var sets []string
	for _, r := range l.roles {
		for _, it := range r.items {
			set, _, shared := strings.Cut(it.use, "/")
			if shared && l.exists(path.Join(setsDir, set+".yaml")) {
				sets = append(sets, set)
			}
		}
	}
	slices.Sort(sets)
	return slices.Compact(sets)
}

// readNamed reads the files that may define competencies which are named and not found.
func (l *loader) readNamed() {
	units := l.units()
	defined := map[string]bool{"": true}
	for _, u := range units {
		defined[u.full] = true
	}
	roles := false
	for _, u := range units {
		names := append(slices.Clone(u.Requires), u.use)
		for _, r := range u.Replaces {
			names = append(names, r.ID)
		}
		for _, name := range names {
			if defined[name] {
				continue
			}
			if set, _, shared := strings.Cut(name, "/"); shared {
				if l.exists(path.Join(setsDir, set+".yaml")) {
					l.readSet(set)
				}
			} else {
				roles = true
			}
		}
	}
	if !roles {
		return
	}
	for _, id := range l.folder(rolesDir) {
		l.readRole(id)
	}
}

// unit is a competency as it stands in a file.
type unit struct {
	*item
	full   string // its id as records write it; "" for a use, and where the file gives none
	node   *strictyaml.Node
	role   *roleFile // nil in a set
	judged bool
}

// units lists the competencies of all files read, in file order.
func (l *loader) units() []unit {
	var units []unit
	for _, r := range l.roles {
		list := r.node.Get("competencies")
		for i := range r.items {
			units = append(units, unit{&r.items[i], r.items[i].ID, list.Item(i), r, r.judged})
		}
	}
	for _, s := range l.sets {
		list := s.node.Get("competencies")
		for i := range s.items {
			full := s.items[i].ID
			if full != "" {
				full = s.ID + "/" + full
			}
			units = append(units, unit{&s.items[i], full, list.Item(i), nil, s.judged})
		}
	}
	return units
}
