package vectors_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/signoff"
)

// repository is a history as it is written for git fast-import.
type repository struct {
	t       testing.TB
	stream  strings.Builder
	commits []map[string]string // the files of each, by path; number n is mark n+1
	at      time.Time
}

func newRepository(t testing.TB) *repository {
	r := &repository{t: t, at: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	r.stream.WriteString("feature done\n")
	return r
}

// commit writes a commit of some files on top of others and gives its number. A file's text begins with
// its mode where that is not 100644: "100755:TEXT".
func (r *repository) commit(branch, message string, files map[string]string, parents ...int) int {
	r.commits = append(r.commits, files)
	r.at = r.at.Add(time.Hour)
	w := &r.stream
	fmt.Fprintf(w, "commit refs/heads/%s\nmark :%d\ncommitter Dana <dana@harbor.example> %d +0000\ndata %d\n%s\n", branch, len(r.commits), r.at.Unix(), len(message), message)
	before := map[string]string{}
	for i, p := range parents {
		if i == 0 {
			before = r.commits[p]
			fmt.Fprintf(w, "from :%d\n", p+1)
			continue
		}
		fmt.Fprintf(w, "merge :%d\n", p+1)
	}
	for _, path := range slices.Sorted(maps.Keys(before)) {
		if _, ok := files[path]; !ok {
			fmt.Fprintf(w, "D %s\n", path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if old, ok := before[path]; ok && old == files[path] {
			continue
		}
		mode, text := "100644", files[path]
		if len(text) > 7 && text[6] == ':' && strings.HasPrefix(text, "1") {
			mode, text = text[:6], text[7:]
		}
		fmt.Fprintf(w, "M %s inline %s\ndata %d\n%s\n", mode, path, len(text), text)
	}
	w.WriteByte('\n')
	return len(r.commits) - 1
}

// bytes ends the stream.
func (r *repository) bytes() []byte { return []byte(r.stream.String() + "done\n") }

// with is files with one more, or another text of one; "" takes it away.
func with(files map[string]string, path, text string) map[string]string {
	files = maps.Clone(files)
	files[path] = text
	if text == "" {
		delete(files, path)
	}
	return files
}

const maria = "learners/maria-lopez.yaml"

// with records in maria's file.
func recorded(t testing.TB, files map[string]string, records ...*signoff.Record) map[string]string {
	text := "learner: maria-lopez\nname: Maria Lopez\ndepartment: kitchen\nrecords:\n"
	for _, r := range records {
		text += lineText(t, r) + "\n"
	}
	return with(files, maria, text)
}

// definitions are the program of the repositories; signatures are required.
func definitions() map[string]string {
	return map[string]string{
		"sojt.yaml":            "format: 1\nprogram: harbor-kitchen-k3v9\nname: Harbor Kitchen\ndepartments: [{id: kitchen}, {id: bar}]\npolicy: {signatures: required}\n",
		"roles/line-cook.yaml": lineCook,
		"mentors.yaml": "mentors:\n" + strings.Join(slices.Concat(
			mentor("ana", "departments: [kitchen]", "ana"), mentor("ben", "departments: [bar]", "ben"), mentor("cleo", "coordinator: true\n    departments: [kitchen, bar]", "cleo"),
		), "\n") + "\n",
	}
}

const (
	lineCook = "role: line-cook\ntitle: Line cook\ndepartment: kitchen\ncompetencies:\n  - {id: knife-safety, title: Knife safety, criteria: [{id: grip, text: Claw grip}]}\n"
	knifeOne = `{"fingerprint":1,"competency":"knife-safety","title":"Knife safety","kind":"performance","accomplish":"perform","criteria":[{"id":"grip","text":"Claw grip"}]}`
)
