package ledger

import (
	"path"
	"strconv"
	"strings"

	"sojt/competency/text"
)

// Folder is where learner files are, at any depth.
const Folder = "learners"

// Extension ends the name of a learner file.
const Extension = ".yaml"

// LearnerOf gives whose file a path of the program is; false where it is no learner's.
func LearnerOf(name string) (id string, ok bool) {
	id, yaml := strings.CutSuffix(path.Base(name), Extension)
	if !yaml || !strings.HasPrefix(name, Folder+"/") || !text.IsID(id) {
		return "", false
	}
	return id, true
}

// NewPath gives the path of a new learner's file by the program's learner_files: {id}, {id:2} (its
// first two characters) and {department} are replaced. A folder that would have no name is left
// out, one that Windows keeps for a device gets a hyphen.
func NewPath(pattern, id, department string) string {
	var parts []string
	segments := strings.Split(pattern, "/")
	for i, segment := range segments {
		part := fill(segment, id, department)
		if part != "" && i < len(segments)-1 && text.IsID(part+"-") && !text.IsID(part) {
			part += "-"
		}
		parts = append(parts, part)
	}
	return path.Join(parts...)
}

func fill(segment, id, department string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(segment, "{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return b.String()
		}
		switch what, count, _ := strings.Cut(name, ":"); what {
		case "id":
			n, err := strconv.Atoi(count)
			if err != nil || n > len(id) {
				n = len(id)
			}
			b.WriteString(id[:n])
		case "department":
			b.WriteString(department)
		}
		segment = after
	}
}
