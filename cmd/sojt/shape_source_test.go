package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// worldCalls are those by which the world gets in; each stands in one file.
var worldCalls = map[string][]string{
	"time.Now": {"cmd/sojt/env.go"}, "time.Since": nil, "time.Until": nil,
	"os.Environ": {"cmd/sojt/env.go"}, "os.Getenv": nil, "os.LookupEnv": nil, "os.ExpandEnv": nil, "os.Setenv": nil, "os.Unsetenv": nil,
	"os.Getwd": {"cmd/sojt/env.go"}, "os.Chdir": nil, "os.Exit": {"cmd/sojt/main.go"},
	"os.Stdin": {"cmd/sojt/env.go"}, "os.Stdout": {"cmd/sojt/env.go"}, "os.Stderr": {"cmd/sojt/env.go"},
	"log.Print": nil, "log.Printf": nil, "log.Fatal": nil, "log.Fatalf": nil, "fmt.Print": nil, "fmt.Printf": nil, "fmt.Println": nil,
	"rand.Reader": {"cmd/sojt/env.go"}, "signal.NotifyContext": {"cmd/sojt/main.go"}, "signal.Notify": nil,
}

// ownPrograms begin the paths of programs beside sojt, with a world of their own.
var ownPrograms = []string{"examples/corpus/main.go", "examples/bench/"}

func ownProgram(path string) bool {
	return slices.ContainsFunc(ownPrograms, func(begin string) bool { return strings.HasPrefix(path, begin) })
}

func TestTheWorldEntersInOnePlace(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for name, f := range sources(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			if !ok || !imports(f, x.Name) {
				return true
			}
			call := x.Name + "." + s.Sel.Name
			if allowed, known := worldCalls[call]; known && !slices.Contains(allowed, name) && !ownProgram(name) {
				t.Errorf("%s uses %s, which only %q may", name, call, allowed)
			}
			found[call] = true
			return true
		})
	}
	for call, files := range worldCalls {
		if len(files) > 0 && !found[call] {
			t.Errorf("%s stands nowhere: the test looks at the wrong files, or its table is out of date", call)
		}
	}
}

// imports reports whether a file calls an imported package by a name.
func imports(f *ast.File, name string) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool {
		return path.Base(strings.Trim(i.Path.Value, `"`)) == name || i.Name != nil && i.Name.Name == name ||
			strings.HasSuffix(path.Dir(strings.Trim(i.Path.Value, `"`)), "/"+name) // name/v2
	})
}

// sources parses every file of the program that is no test, by its path.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, p := range goList(t, "./...") {
		names, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files[strings.TrimPrefix(p.ImportPath, "sojt/")+"/"+filepath.Base(name)] = f
		}
	}
	if len(files) < 100 {
		t.Fatalf("only %d files", len(files))
	}
	return files
}

// TestNothingRunsBeforeMain: no init, no variable of a package that a function sets, and no regular expression that is
// compiled before it is used (text.Pattern keeps those).
func TestNothingRunsBeforeMain(t *testing.T) {
	t.Parallel()
	files, variables := sources(t), map[string]bool{} // "folder name"
	for name, f := range files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					t.Errorf("%s has an init", name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						if !strings.HasPrefix(name, "examples/") && slices.ContainsFunc(v.Values, compiles) {
							t.Errorf("%s: %s is compiled before main", name, v.Names[0].Name)
						}
						for _, id := range v.Names {
							variables[path.Dir(name)+" "+id.Name] = true
						}
					}
				}
			}
		}
	}
	if !variables["signoff types"] {
		t.Fatal("the tables of package signoff were not found")
	}
	if broken, err := parser.ParseExpr(`[]any{regexp.MustCompile("a")}`); err != nil || !compiles(broken) {
		t.Fatal("checker is broken")
	}
	for name, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				own := declared(fn)
				for _, id := range set(fn) {
					if id != "_" && variables[path.Dir(name)+" "+id] && !slices.Contains(own, id) {
						t.Errorf("%s: %s sets the variable %s of the package", name, fn.Name.Name, id)
					}
				}
			}
		}
	}
}

// compiles reports whether working out a value calls package regexp now.
func compiles(value ast.Expr) bool {
	found := false
	ast.Inspect(value, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			of, _ := call.Fun.(*ast.SelectorExpr)
			if of != nil {
				in, _ := of.X.(*ast.Ident)
				found = found || in != nil && in.Name == "regexp"
			}
		}
		_, later := n.(*ast.FuncLit)
		return !later
	})
	return found
}

// declared lists the names that variables, parameters and results have within a node.
func declared(n ast.Node) []string {
	var names []string
	add := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if id, ok := e.(*ast.Ident); ok {
				names = append(names, id.Name)
			}
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.Field:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key, n.Value)
			}
		}
		return true
	})
	return names
}

// set lists the names of variables that a function assigns to, whole or in part.
func set(fn *ast.FuncDecl) []string {
	var names []string
	add := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.IndexExpr:
				e = x.X
			case *ast.SelectorExpr:
				e = x.X
			case *ast.StarExpr:
				e = x.X
			case *ast.Ident:
				names = append(names, x.Name)
				return
			default:
				return
			}
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					add(e)
				}
			}
		case *ast.IncDecStmt:
			add(n.X)
		}
		return true
	})
	return names
}

func TestEverythingExportedIsExplained(t *testing.T) {
	t.Parallel()
	explained := map[string]bool{}
	for name, f := range sources(t) {
		dir := path.Dir(name)
		explained[dir] = explained[dir] || f.Doc != nil && len(strings.TrimSpace(f.Doc.Text())) > 20
		for _, what := range unexplained(f) {
			t.Errorf("%s: %s has no comment", name, what)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(explained)) {
		if !explained[dir] {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// unexplained lists what a file exports without saying what it is. A group of constants may be
// explained as one.
func unexplained(f *ast.File) []string {
	var bare []string
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
				bare = append(bare, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				bare = append(bare, unexplainedSpec(d, s)...)
			}
		}
	}
	return bare
}

func unexplainedSpec(d *ast.GenDecl, s ast.Spec) []string {
	var bare []string
	switch s := s.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
			bare = append(bare, s.Name.Name)
		}
	case *ast.ValueSpec:
		for _, n := range s.Names {
			if n.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
				bare = append(bare, n.Name)
			}
		}
	}
	return bare
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// TestShapeIsSeen plants what the tests above look for.
func TestShapeIsSeen(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "planted.go", `package planted

import "math/rand/v2"

var state, other, table = 1, 2, map[string]int{}

type Bare struct{}

// Told is explained.
type Told struct{}

func (Told) Mute() {}

func Bald(other int) {
	other = 2
	state++
	table["x"] = rand.Int()
	const Local = 1
}

// The constants are explained together.
const (
	One = 1
	Two = 2
)

const Three = 3
`, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if got := unexplained(f); !slices.Equal(got, []string{"Bare", "Mute", "Bald", "Three"}) {
		t.Errorf("unexplained are %q", got)
	}
	bald := f.Decls[5].(*ast.FuncDecl)
	if got := set(bald); !slices.Equal(got, []string{"other", "table", "state"}) && !slices.Equal(got, []string{"other", "state", "table"}) {
		t.Errorf("it sets %q", got)
	}
	if got := declared(bald); !slices.Equal(got, []string{"other", "Local"}) {
		t.Errorf("it declares %q", got)
	}
	if !imports(f, "rand") || imports(f, "math") {
		t.Error("math/rand/v2 is called rand")
	}
}

// TestOneReaderUnpacksWorkbooks: what reads a workbook has to meet bombs, quines and lying sizes first
// (INTEGRITY T12), so there is one such place, whose limits have tests.
func TestOneReaderUnpacksWorkbooks(t *testing.T) {
	readers := regexp.MustCompile(`\b(excelize\.Open(File|Reader)|zip\.(NewReader|OpenReader))\(`)
	if !readers.MatchString("f, err := excelize.OpenReader(r)") {
		t.Fatal("checker is broken")
	}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if readers.Match(source) && filepath.ToSlash(path) != "../../report/xlsx/read.go" {
			t.Errorf("%s reads an archive: report/xlsx.Read has limits for that", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
