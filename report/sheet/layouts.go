package sheet

import (
	"embed"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	ids "sojt/competency/text"
)

//go:embed layouts/*.yaml
var built embed.FS

// LayoutFolder holds a program's own layouts, and those that sojt brings.
const LayoutFolder = "layouts"

const defaultLayout = "sojt"

// Sojt is the layout that is used unless another is asked for.
func Sojt() Layout {
	l, _ := Builtin(defaultLayout)
	return l
}

// Builtin is a layout that sojt brings, and whether there is one of that id.
func Builtin(id string) (Layout, bool) {
	data, err := LayoutText(nil, id)
	if err != nil {
		return Layout{}, false
	}
	l, problems := ReadLayout(layoutFile(id), data)
	if err := problems.Err(); err != nil {
		panic("sheet: layout " + id + ": " + err.Error())
	}
	return l, true
}

func layoutFile(id string) string { return path.Join(LayoutFolder, id+".yaml") }

// BuiltinNames lists the layouts that sojt brings, the one that is used by itself first.
func BuiltinNames() []string {
	names := slices.DeleteFunc(layoutNames(built), func(id string) bool { return id == defaultLayout })
	return append([]string{defaultLayout}, names...)
}

// LayoutNames lists the layouts that there are for a program: those that sojt brings, then its own.
func LayoutNames(program fs.FS) []string {
	names := BuiltinNames()
	for _, id := range layoutNames(program) {
		if !slices.Contains(names, id) {
			names = append(names, id)
		}
	}
	return names
}

func layoutNames(fsys fs.FS) []string {
	if fsys == nil {
		return nil
	}
	files, _ := fs.Glob(fsys, LayoutFolder+"/*.yaml")
	var names []string
	for _, f := range files {
		if id := strings.TrimSuffix(path.Base(f), ".yaml"); ids.IsID(id) {
			names = append(names, id)
		}
	}
	return names
}

// ErrNoLayout says that neither sojt nor the program has a layout of that id.
var ErrNoLayout = errors.New("there is no such layout")

// FindLayout gives the layout id of a program at the root of fsys (nil: of no program): its own, which
// may have the id of one that sojt brings, or that one. The error is ErrNoLayout, or the system's.
func FindLayout(program fs.FS, id string) (Layout, diag.List, error) {
	data, err := LayoutText(program, id)
	if err != nil {
		return Layout{}, nil, err
	}
	l, problems := ReadLayout(layoutFile(id), data)
	return l, problems, nil
}

// LayoutText is the file of the layout that FindLayout gives.
func LayoutText(program fs.FS, id string) ([]byte, error) {
	if !ids.IsID(id) {
		return nil, ErrNoLayout
	}
	if program != nil {
		data, err := readLimited(program, layoutFile(id))
		if !errors.Is(err, fs.ErrNotExist) {
			return data, err
		}
	}
	data, err := built.ReadFile(layoutFile(id))
	if err != nil {
		return nil, ErrNoLayout
	}
	return data, nil
}

// readLimited reads an ordinary file: never more than can be parsed, and one byte more where there is more.
func readLimited(fsys fs.FS, file string) ([]byte, error) {
	info, err := fs.Stat(fsys, file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, strictyaml.MaxBytes+1))
}

var errIrregular = errors.New("this is a folder or a device, expected an ordinary file")

// ReadLayout reads the file of a layout; name is its path, as problems call it. A layout with errors
// among the problems cannot be printed.
func ReadLayout(name string, data []byte) (Layout, diag.List) {
	var l Layout
	node, problems := strictyaml.Parse(name, data)
	if node == nil {
		return l, problems
	}
	strictyaml.Walk(node, "layout", &problems, func(k *strictyaml.Keys) { layoutKeys(k, &l) })
	c := checker{&l, node, &problems}
	if id := strings.TrimSuffix(path.Base(name), ".yaml"); l.ID != "" && l.ID != id {
		c.wrong(node.At("layout"), "make the two equal", "layout is %q, but the file is called %s", l.ID, path.Base(name))
	}
	c.check()
	problems.Sort()
	return l, problems
}

// CheckLayouts reads every layout of a program, and gives the problems and the files.
func CheckLayouts(program fs.FS) (problems diag.List, files []string) {
	for _, id := range layoutNames(program) {
		_, found, err := FindLayout(program, id)
		if err != nil {
			found.Errorf(CodeLayout, diag.Pos{File: layoutFile(id)}, "it cannot be read").Hint = "check its permissions"
		}
		problems = append(problems, found...)
		files = append(files, layoutFile(id))
	}
	return problems, files
}
