package competency

import (
	"io/fs"
	"path"
	"strings"

	"sojt/competency/text"
)

// isInside reports whether a slash-separated path stays inside the program and ends in ext.
func isInside(file, ext string) bool {
	return fs.ValidPath(file) && path.Ext(file) == ext && !strings.ContainsAny(file, `\:*?"<>|`)
}

// placeholder is what learner_files may hold in braces.
var placeholder = text.Pattern(`\{(id|department|id:[1-9])\}`)

// learnerFiles checks the pattern for new learner files.
func (l *loader) learnerFiles(pattern string) {
	wrong := ""
	folder, name := path.Split(pattern)
	plain := placeholder().ReplaceAllString(folder, "x")
	switch {
	case name != "{id}.yaml":
		wrong = "expected it to end in {id}.yaml, since a file is found by its learner's id"
	case strings.ContainsAny(plain, "{}"):
		wrong = "expected nothing but {id}, {department} or {id:2} in braces"
	case !strings.HasPrefix(folder, "learners/"):
		wrong = "expected it to begin with learners/"
	case !fs.ValidPath(strings.TrimSuffix(plain, "/")):
		wrong = "expected a path inside the program"
	default:
		for part := range strings.SplitSeq(strings.TrimSuffix(plain, "/"), "/") {
			if !text.IsID(part) {
				wrong = "expected folder names of lower-case letters, digits and hyphens"
			}
		}
	}
	if wrong != "" {
		l.out.Errorf(CodePath, l.sojt.At("learner_files"), "learner_files is %q, %s", pattern, wrong).
			Hint = "write a path such as learners/{department}/{id}.yaml; {id}, {department} and {id:2}, the first letters of the id, can be used"
	}
}

// RoleNames lists the roles that have a file, sorted, without reading one.
func RoleNames(fsys fs.FS) []string {
	files, _ := fs.Glob(fsys, rolesDir+"/*.yaml")
	var names []string
	for _, f := range files {
		if id := strings.TrimSuffix(path.Base(f), ".yaml"); text.IsID(id) {
			names = append(names, id)
		}
	}
	return names
}
