package history

import (
	"path"
	"strings"

	"sojt/signoff/git"
)

// folder is where learner files are, in whatever folder the program is.
const folder = "learners"

// learnerOf gives the id of the learner whose file a path is, by its name.
func learnerOf(name string) (id string, ok bool) {
	if !under(name) {
		return "", false
	}
	base, ext := path.Base(name), path.Ext(name)
	if e := strings.ToLower(ext); e != ".yaml" && e != ".yml" {
		return "", false
	}
	return strings.TrimSuffix(base, ext), true
}

// under reports whether a path lies in a folder of learner files.
func under(name string) bool {
	return strings.HasPrefix(name, folder+"/") || strings.Contains(name, "/"+folder+"/")
}

// prefixOf gives the program's folder of a learner file's path: known if it lies there, else what
// stands before the first folder called learners; "" at the top.
func prefixOf(name, known string) string {
	if strings.HasPrefix(name, home(known)) {
		return known
	}
	before, _, _ := strings.Cut("/"+name, "/"+folder+"/")
	return strings.TrimPrefix(before, "/")
}

// isDefinition reports whether a path is one of a definition file, in whatever folder. The program's own
// folder is known: it may itself lie in one called learners.
func isDefinition(name, prefix string) bool {
	name = strings.TrimPrefix(name, prefix+"/")
	switch path.Base(name) {
	case "sojt.yaml", "mentors.yaml":
		return true
	}
	in := "/" + path.Dir(name) + "/"
	return !under(name) && (strings.Contains(in, "/roles/") || strings.Contains(in, "/competencies/"))
}

// irregular reports whether a version of a path is one that a learner file cannot have.
func irregular(name string, v git.Version) bool {
	switch v.Mode {
	case 0, git.ModeFile:
		return false
	case git.ModeScript:
		_, ok := learnerOf(name)
		return ok
	}
	return under(name) || path.Base(name) == folder
}

// home is the folder of learner files of a program in a folder, with its slash.
func home(prefix string) string { return path.Join(prefix, folder) + "/" }
